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

    internal static IEnumerable<ProxyLeak> Find(RankedField field, GroupAssignment grouping, double level)
    {
        // People with equal points are equal to the model, so each pattern is fitted once with its count.
        var patterns = new List<int[]>();
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        var (pattern, fold, group) = (new int[field.Rows.Count], new int[field.Rows.Count], new int[field.Rows.Count]);
        for (var i = 0; i < field.Rows.Count; i++)
        {
            var key = string.Join(',', field.Points[i]);
            if (!places.TryGetValue(key, out pattern[i]))
            {
                places.Add(key, pattern[i] = patterns.Count);
                patterns.Add(field.Points[i]);
            }
            fold[i] = SHA256.HashData(Encoding.UTF8.GetBytes(field.Rows[i].OffenderId.Value))[0] % Folds;
            group[i] = grouping.GroupOf(field.Rows[i].OffenderId);
        }
        return grouping.Groups.Select((name, own) => new ProxyLeak(name, Estimate(own)));

        AucEstimate? Estimate(int own)
        {
            var isOwn = Array.ConvertAll(group, place => place == own);
            var ownCount = isOwn.Count(belongs => belongs);
            if (ownCount < MinPeople || isOwn.Length - ownCount < MinPeople) return null;
            var areas = new List<AucEstimate>();
            for (var left = 0; left < Folds; left++)
            {
                var (positive, all) = (new int[patterns.Count], new int[patterns.Count]);
                for (var i = 0; i < isOwn.Length; i++)
                {
                    if (fold[i] == left) continue;
                    all[pattern[i]]++;
                    if (isOwn[i]) positive[pattern[i]]++;
                }
                var model = LogisticModel.Fit(patterns, positive, all);
                var byPattern = patterns.Select(model.Score).ToArray();
                int[] tried = [.. Enumerable.Range(0, isOwn.Length).Where(i => fold[i] == left)];
                if (AucEstimate.Estimate([.. tried.Select(i => byPattern[pattern[i]])], [.. tried.Select(i => isOwn[i])], level) is { } area) areas.Add(area);
            }
            return areas.Count == 0 ? null : AucEstimate.Mean(areas, level);
        }
    }
}
