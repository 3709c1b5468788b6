using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Iom.Selection.Fairness.Groups;

namespace Iom.Selection.Fairness.WhatIfs;

/// <summary>Who is proposed whatever the exact points, who sometimes, and who never.</summary>
/// <remarks>
/// Each factor's points are multiplied by a weight drawn evenly from 1 less to 1 more the perturbation, all factors at once, again and again;
/// places and entry line stay. Weights come from the run's seed, so anybody can repeat them.
/// </remarks>
/// <param name="Group">The group.</param>
/// <param name="PerturbationPercent">By how much points are perturbed at most, in per cent.</param>
/// <param name="AlwaysCount">Proposed every time.</param>
/// <param name="SometimesCount">Proposed some times, and others not.</param>
/// <param name="NeverCount">Never proposed.</param>
public sealed record Stability(string Group, int PerturbationPercent, int AlwaysCount, int SometimesCount, int NeverCount)
{
    /// <summary>How often points are perturbed.</summary>
    public const int TimesTried = 200;

    /// <summary>The perturbations tried, in per cent.</summary>
    public static ImmutableArray<int> Perturbations { get; } = [10, 25];

    /// <summary>How often each ranked non-member is proposed.</summary>
    internal static int[] Times(RankedField field, string seed, int factors, int percent)
    {
        var times = new int[field.Rows.Length];
        for (var i = 0; i < TimesTried; i++)
        {
            foreach (var person in field.Chosen(Weights(seed, factors, percent, i))) times[person]++;
        }
        return times;
    }

    internal static IEnumerable<Stability> Count(int[] fieldGroups, GroupAssignment grouping, int[] times, int percent)
    {
        var counts = new int[grouping.Groups.Length, 3];
        for (var i = 0; i < times.Length; i++)
            counts[fieldGroups[i], times[i] == TimesTried ? 0 : times[i] > 0 ? 1 : 2]++;
        return grouping.Groups.Select((group, place) => new Stability(group, percent, counts[place, 0], counts[place, 1], counts[place, 2]));
    }

    private static int[] Weights(string seed, int factors, int percent, int time)
    {
        var weights = new int[factors];
        var most = RankedField.Whole / 100 * percent;
        for (var factor = 0; factor < factors; factor++)
        {
            var hash = SHA256.HashData(Encoding.UTF8.GetBytes(FormattableString.Invariant($"{seed}/stability/{percent}/{time}/{factor}")));
            var drawn = System.Buffers.Binary.BinaryPrimitives.ReadUInt64BigEndian(hash);
            weights[factor] = RankedField.Whole - most + (int)(drawn % (ulong)((2 * most) + 1));
        }
        return weights;
    }
}
