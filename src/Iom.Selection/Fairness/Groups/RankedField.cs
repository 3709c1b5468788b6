using System.Text;
using Iom.Selection.Policies;
using Iom.Selection.Ranking;
using Iom.Selection.Records;

namespace Iom.Selection.Fairness.Groups;

/// <summary>The ranked non-members of a run, and who of them would be proposed if factors weighed otherwise, all else being as it is.</summary>
internal sealed class RankedField
{
    /// <summary>The weight that changes nothing: weights are in thousandths.</summary>
    public const int Whole = 1000;

    private readonly Policy _policy;
    private readonly int _freePlaces;
    private readonly int[] _cohorts;
    private readonly int[] _lots;       // the place in the draw

    public RankedField(AuditedRun run)
    {
        _policy = run.Assessor.Scorer.Policy;
        _freePlaces = run.FreePlaces;
        Rows = [.. run.Rows.Where(row => row.Rank is not null && !row.IsMember)];
        Points = [.. Rows.Select(row => System.Runtime.InteropServices.ImmutableCollectionsMarshal.AsArray(row.Points)!)];
        _cohorts = [.. Rows.Select(row => _policy.Order == RankingOrder.Points || row.Cohort is null ? 0 : CohortPlace(row.Cohort))];

        var draw = new Draw(run.Seed);
        byte[][] lots = [.. Rows.Select(row => LotOf(draw, row.OffenderId))];
        int[] order = [.. Enumerable.Range(0, Rows.Count)];
        Array.Sort(order, (a, b) => lots[a].AsSpan().SequenceCompareTo(lots[b]));
        _lots = new int[order.Length];
        for (var place = 0; place < order.Length; place++) _lots[order[place]] = place;
    }

    /// <summary>The people, in order of rank.</summary>
    public IReadOnlyList<RankingRow> Rows { get; }

    /// <summary>Their points by factor, in the same order.</summary>
    public IReadOnlyList<int[]> Points { get; }

    /// <summary>Who would be proposed.</summary>
    /// <param name="weights">The weight of each factor, in thousandths.</param>
    /// <returns>For each of <see cref="Rows"/>.</returns>
    public bool[] Select(int[] weights)
    {
        var totals = new long[Rows.Count];
        var above = new List<int>();
        for (var i = 0; i < totals.Length; i++)
        {
            for (var factor = 0; factor < weights.Length; factor++) totals[i] += (long)Points[i][factor] * weights[factor];
            if (totals[i] >= (long)_policy.EntryFrom * Whole) above.Add(i);
        }
        if (above.Count > _freePlaces)
        {
            above.Sort((a, b) =>
            {
                if (_cohorts[a] != _cohorts[b]) return _cohorts[a].CompareTo(_cohorts[b]);
                if (totals[a] != totals[b]) return totals[b].CompareTo(totals[a]);
                foreach (var factor in _policy.TieBreak)
                {
                    var (x, y) = ((long)Points[a][factor] * weights[factor], (long)Points[b][factor] * weights[factor]);
                    if (x != y) return y.CompareTo(x);
                }
                return _lots[a].CompareTo(_lots[b]);
            });
        }
        var selected = new bool[totals.Length];
        foreach (var i in above.Take(_freePlaces)) selected[i] = true;
        return selected;
    }

    private static byte[] LotOf(Draw draw, OffenderId person)
    {
        var lot = new byte[Draw.LotBytes];
        draw.Lot(Encoding.UTF8.GetBytes(person.Value), lot);
        return lot;
    }

    private int CohortPlace(string id)
    {
        for (var i = 0; i < _policy.Cohorts.Length; i++)
        {
            if (_policy.Cohorts[i].Id == id) return i;
        }
        throw new System.Diagnostics.UnreachableException();
    }
}
