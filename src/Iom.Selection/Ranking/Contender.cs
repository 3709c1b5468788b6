using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Iom.Selection.Policies;

namespace Iom.Selection.Ranking;

/// <summary>A ranked person's keys, as they are or with what is missing at its most.</summary>
internal sealed class Contender
{
    private readonly Draw _draw;
    private byte[]? _lot;

    private Contender(Assessment assessment, int cohortPlace, int total, ImmutableArray<int> tieBreak, Draw draw)
    {
        (Assessment, CohortPlace, Total, TieBreak) = (assessment, cohortPlace, total, tieBreak);
        _draw = draw;
    }

    public Assessment Assessment { get; }

    public int Total { get; }

    private int CohortPlace { get; }

    private ImmutableArray<int> TieBreak { get; }

    // Drawn only where all other keys are equal.
    private byte[] Lot => _lot ??= _draw.Lot(Assessment.OffenderId);

    /// <summary>A person with a standing: the one they have, or one to be tried.</summary>
    public static Contender Of(Assessment assessment, Standing standing, Policy policy, Draw draw) =>
        new(assessment, Place(policy, standing.Placement), standing.Least, [.. policy.TieBreak.Select(factor => standing.Points[factor])], draw);

    /// <summary>Compares by the policy's keys alone: cohort, if it ranks by cohort; total, descending; the tie-break's points, descending.</summary>
    public int CompareKeys(Contender other)
    {
        if (CohortPlace != other.CohortPlace) return CohortPlace.CompareTo(other.CohortPlace);
        if (Total != other.Total) return other.Total.CompareTo(Total);
        for (var i = 0; i < TieBreak.Length; i++)
        {
            if (TieBreak[i] != other.TieBreak[i]) return other.TieBreak[i].CompareTo(TieBreak[i]);
        }
        return 0;
    }

    /// <summary>Compares by the policy's keys, then by lot.</summary>
    public int Compare(Contender other)
    {
        var keys = CompareKeys(other);
        if (keys != 0 || ReferenceEquals(this, other)) return keys;
        return Lot.AsSpan().SequenceCompareTo(other.Lot);
    }

    private static int Place(Policy policy, Placement placement) =>
        policy.Order == RankingOrder.Points ? 0 : placement.Cohort < 0 ? int.MaxValue : placement.Cohort;

    /// <summary>The draw of one run. Anybody can repeat it.</summary>
    internal sealed class Draw(string seed)
    {
        private readonly byte[] _key = Encoding.UTF8.GetBytes(seed);

        public byte[] Lot(OffenderId id) => HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(id.Value));
    }
}
