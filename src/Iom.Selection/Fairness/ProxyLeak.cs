using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Iom.Selection.Fairness.Groups;
using Iom.Selection.Statistics;

namespace Iom.Selection.Fairness;

/// <summary>How well the points of all factors together tell a group from the others: what leaks of the characteristic.</summary>
/// <remarks>
/// A logistic regression on the points of each factor, of ranked non-members, fitted on four fifths and tried on the fifth left out, for each
/// fifth in turn; the area is the mean of the five, because scores of different models can't be compared, and put together they come out below
/// 0.5 where nothing leaks: LeDell, Petersen and van der Laan (2015), Electronic Journal of Statistics 9, 1583-1607. Which fifth somebody is in
/// depends on the id alone. A result near 0.5 does not show that nothing leaks in another form.
/// </remarks>
/// <param name="Group">The group.</param>
/// <param name="Auc">How often one of the group scores higher than one who is not; null with too few to tell.</param>
public sealed record ProxyLeak(string Group, AucEstimate? Auc)
{
    /// <summary>The fewest people on either side.</summary>
    public const int MinPeople = 20;

    private const int Folds = 5;

    internal static IEnumerable<ProxyLeak> Find(RankedField field, GroupAssignment grouping, double level) =>
        Find(field, Array.ConvertAll(field.Rows, row => grouping.GroupOf(row.OffenderId)), FoldsOf(field), grouping.Groups, level);

    /// <summary>In which fifth each one is.</summary>
    internal static int[] FoldsOf(RankedField field) =>
        Array.ConvertAll(field.Rows, row => SHA256.HashData(Encoding.UTF8.GetBytes(row.OffenderId.Value))[0] % Folds);

    internal static IEnumerable<ProxyLeak> Find(RankedField field, int[] group, int[] fold, ImmutableArray<string> groups, double level)
    {
        // People with equal points are equal to the model, so each pattern is fitted once with its count.
        var (patterns, pattern) = (field.Patterns, field.PatternOf);
        int[][] tried = [.. Enumerable.Range(0, Folds).Select(left => Enumerable.Range(0, fold.Length).Where(i => fold[i] == left).ToArray())];
        int[][] triedPatterns = [.. tried.Select(people => Array.ConvertAll(people, i => pattern[i]))];
        return groups.Select((name, own) => new ProxyLeak(name, Estimate(own)));

        AucEstimate? Estimate(int own)
        {
            var ownCount = group.Count(place => place == own);
            if (ownCount < MinPeople || group.Length - ownCount < MinPeople) return null;
            var areas = new List<AucEstimate>();
            for (var left = 0; left < Folds; left++)
            {
                var (positive, all) = (new int[patterns.Count], new int[patterns.Count]);
                for (var i = 0; i < group.Length; i++)
                {
                    if (fold[i] == left) continue;
                    all[pattern[i]]++;
                    if (group[i] == own) positive[pattern[i]]++;
                }
                var model = LogisticModel.Fit(patterns, positive, all);
                var byPattern = patterns.Select(model.Score).ToArray();
                if (AucEstimate.OfPatterns(byPattern, triedPatterns[left], Array.ConvertAll(tried[left], i => group[i] == own), level) is { } area) areas.Add(area);
            }
            return areas.Count == 0 ? null : AucEstimate.Mean(areas, level);
        }
    }
}
