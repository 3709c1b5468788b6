using System.Collections.Immutable;
using Iom.Selection.Fairness.Groups;
using Iom.Selection.Policies;
using Iom.Selection.Statistics;

namespace Iom.Selection.Fairness.WhatIfs;

/// <summary>Who of each group would be proposed with more or fewer places, or another entry line: whether a gap hangs on where the line was drawn.</summary>
/// <param name="Places">How many places would be free.</param>
/// <param name="EntryFrom">The entry line, in points.</param>
/// <param name="IsRun">Whether it is the run's own.</param>
/// <param name="Rates">Proposed, of the ranked non-members of each group.</param>
public sealed record Sweep(int Places, int EntryFrom, bool IsRun, ImmutableArray<Proportion> Rates)
{
    private static readonly decimal[] Shares = [0.5m, 0.75m, 1, 1.25m, 1.5m];
    private static readonly int[] Moves = [-10, -5, 5, 10];

    internal static IEnumerable<Sweep> Try(RankedField field, Policy policy, int[] groups, int groupCount)
    {
        int[] whole = [.. policy.Factors.Select(_ => RankedField.Whole)];
        var all = new int[groupCount];
        foreach (var group in groups) all[group]++;
        foreach (var places in Shares.Select(share => (int)Math.Ceiling(field.FreePlaces * share)).Distinct()) yield return Made(places, policy.EntryFrom);
        foreach (var line in Moves.Select(move => policy.EntryFrom + move).Where(line => line > 0)) yield return Made(field.FreePlaces, line);

        Sweep Made(int places, int line)
        {
            var counts = new int[groupCount];
            foreach (var person in field.Chosen(whole, places, line)) counts[groups[person]]++;
            return new Sweep(places, line, places == field.FreePlaces && line == policy.EntryFrom, [.. counts.Select((count, group) => new Proportion(count, all[group]))]);
        }
    }
}
