using Iom.Selection.Fairness.Groups;
using Iom.Selection.Policies;
using Iom.Selection.Ranking;

namespace Iom.Selection.Fairness;

/// <summary>In which stratum each person of the latest run is: worked out once, and the same whatever characteristic is audited.</summary>
internal sealed class StrataAssignment
{
    private const int Nowhere = -1;

    private readonly int[] _stratumOf;

    /// <summary>Finds everybody's stratum.</summary>
    /// <param name="strata">What the policy says.</param>
    /// <param name="columns">The columns that make strata; the one that the policy names is among them.</param>
    /// <param name="rows">The rows of the run; those without a total are in no band of total points.</param>
    public StrataAssignment(FairnessStrata strata, IReadOnlyList<GroupAssignment> columns, IReadOnlyList<RankingRow> rows)
    {
        Strata = strata;
        var column = strata.Column is { } name ? columns.First(each => each.Column == name) : null;
        var places = column?.PlacesOf(rows);
        var bands = strata.Totals.Length + 1;
        _stratumOf = new int[rows.Count];
        for (var i = 0; i < _stratumOf.Length; i++)
        {
            // People of whom it is not recorded are alike in nothing that is known: they are no stratum.
            var isNowhere = (column is not null && !column.IsRecorded[places![i]]) || (!strata.Totals.IsEmpty && rows[i].Total is null);
            _stratumOf[i] = isNowhere ? Nowhere : ((places?[i] ?? 0) * bands) + strata.Totals.Count(from => rows[i].Total >= from);
        }
        Names = [.. (column?.Groups ?? [""]).SelectMany(group => Enumerable.Range(0, bands).Select(band => Named(group, band)))];

        string Named(string group, int band)
        {
            if (strata.Totals.IsEmpty) return group;
            var points = band == strata.Totals.Length ? FormattableString.Invariant($"{strata.Totals[^1]} points or more")
                : FormattableString.Invariant($"{(band == 0 ? 0 : strata.Totals[band - 1])} to {strata.Totals[band] - 1} points");
            return group.Length == 0 ? points : $"{group}, {points}";
        }
    }

    /// <summary>What the policy says.</summary>
    public FairnessStrata Strata { get; }

    /// <summary>The strata by name: by the column's groups, then by rising band.</summary>
    public string[] Names { get; }

    /// <summary>The place in <see cref="Names"/> of the stratum of a row; null for one that is in none.</summary>
    public int? Of(int row) => _stratumOf[row] is >= 0 and var stratum ? stratum : null;
}
