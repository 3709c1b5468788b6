using Iom.Selection.Policies;
using Iom.Selection.Statistics;

namespace Iom.Selection.Fairness.Groups;

/// <summary>Every comparison of a page whose verdict is shown: many looks at once must not make a finding of chance.</summary>
/// <remarks>A comparison that stands there twice, because with two groups the rest is the other one, or because one rate is what another leaves of 1, is one.</remarks>
internal sealed class ComparisonPage(FairnessRules rules)
{
    private readonly Dictionary<(string Table, string Comparison), int> _places = [];
    private readonly List<double> _values = [];
    private (double[] Adjusted, int[] Shares)? _judged;

    /// <summary>How many comparisons there are.</summary>
    public int Count => _values.Count;

    /// <summary>How many of them would be shown taken one by one.</summary>
    public int CountSingly => _values.Count(value => Holm.Shows(value, rules.Level));

    /// <summary>How many are shown.</summary>
    public int CountShown => Judged.Adjusted.Count(value => Holm.Shows(value, rules.Level));

    private (double[] Adjusted, int[] Shares) Judged => _judged ??= (Holm.Adjust(_values), Holm.Shares(_values, rules.Level));

    /// <summary>Puts a table on the page.</summary>
    /// <param name="name">Its name; tables that are about the same carry the same.</param>
    /// <param name="table">The table.</param>
    public void Add(string name, RateTable table)
    {
        var names = table.Names();
        for (var i = 0; i < names.Length; i++)
        {
            if (names[i] is not { } comparison || !_places.TryAdd((name, comparison), _values.Count)) continue;
            _values.Add(table.Comparisons[i].P!.Value);
        }
        _judged = null;
    }

    /// <summary>A table with the verdicts of the whole page.</summary>
    public RateTable Judge(string name, RateTable table)
    {
        int?[] places = [.. table.Names().Select(comparison => comparison is null ? (int?)null : _places[(name, comparison)])];
        return table.JudgedBy([.. places.Select(place => place is { } at ? Judged.Adjusted[at] : (double?)null)], [.. places.Select(place => place is { } at ? Judged.Shares[at] : 1)], rules);
    }
}
