using System.Collections.Immutable;

namespace Iom.Selection.Fairness;

/// <summary>Measures of the ranking as a whole, for those who compare with other work. No verdict rests on them.</summary>
/// <remarks>
/// Exposure after Singh and Joachims (2018), KDD, 2219-2228: the mean of 1 / log2(1 + rank) over the ranked non-members of a group, divided by the
/// mean over all. NDKL after Geyik, Ambler and Kenthapadi (2019), KDD, 2221-2231: the divergence (natural logarithm) of the groups among the first k
/// from the groups among all, over all k, weighted by 1 / log2(k + 1).
/// </remarks>
/// <param name="Ndkl">0 when every beginning of the ranking has the groups as all have them; null of nobody.</param>
/// <param name="Exposures">By group: 1 is the mean of all; null of nobody.</param>
public sealed record RankMeasures(double? Ndkl, ImmutableArray<double?> Exposures)
{
    internal static RankMeasures Measure(IReadOnlyList<int> groupsByRank, int groups)
    {
        var all = new int[groups];
        foreach (var group in groupsByRank) all[group]++;
        if (groupsByRank.Count == 0) return new RankMeasures(null, [.. new double?[groups]]);

        var (first, exposure) = (new int[groups], new double[groups]);
        var (weights, divergence) = (0.0, 0.0);
        for (var i = 0; i < groupsByRank.Count; i++)
        {
            first[groupsByRank[i]]++;
            var weight = 1 / Math.Log2(i + 2);
            exposure[groupsByRank[i]] += weight;
            weights += weight;
            var here = 0.0;
            for (var group = 0; group < groups; group++)
            {
                if (first[group] == 0) continue;
                var share = (double)first[group] / (i + 1);
                here += share * Math.Log(share * groupsByRank.Count / all[group]);
            }
            divergence += weight * here;
        }
        var mean = weights / groupsByRank.Count;
        return new RankMeasures(
            Math.Max(0, divergence / weights), [.. exposure.Select((sum, group) => all[group] == 0 ? (double?)null : sum / all[group] / mean)]);
    }
}
