using Iom.Selection.Foundation;
using Iom.Selection.Measures;
using Iom.Selection.Offences;
using Iom.Selection.Policies;
using Iom.Selection.Records;

namespace Iom.Selection.Scoring;

/// <summary>What one more proven offence of a group adds to a total, in all factors together.</summary>
/// <remarks>
/// Found by scoring invented people with and without the offence, so that it can't disagree with what a run does. The offence is of the
/// as-of date, its outcome too; it is tried with every row of the group, and with every proven outcome and finder where the policy tells
/// them apart. Offences before it are of the same row, on days of the four weeks before, so that every window holds them all. Somebody
/// whose offences are of other groups, or lie further back, may gain another number. What is missing counts at its least, as it does for a total.
/// </remarks>
/// <param name="Group">The catalogue's group.</param>
/// <param name="First">What it adds for someone with no offence on record: least and most over the group's rows.</param>
/// <param name="Further">What it adds for someone with 1 to <paramref name="MostBefore"/> offences of the kind: least and most.</param>
/// <param name="LeastFirst">A row of the group that adds least as a first offence; of several, the lowest code.</param>
/// <param name="MostFirst">A row of the group that adds most as a first offence; of several, the lowest code.</param>
/// <param name="MostBefore">The largest number of earlier offences tried: up to the highest step of the matrix, never over <see cref="MaxTried"/>.</param>
public sealed record OffenceWorth(string Group, AddedPoints First, AddedPoints Further, CatalogueEntry LeastFirst, CatalogueEntry MostFirst, int MostBefore)
{
    /// <summary>The largest number of earlier offences that is ever tried.</summary>
    public const int MaxTried = 100;

    // Invariant: below the 28 days of the shortest month, so that a window of one month holds every earlier offence.
    private const int DaysOfEarlierOffences = 27;

    private static readonly OffenderId Nobody = new("invented");

    /// <summary>Finds what one more offence of each group is worth.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="catalogue">What offence codes mean, and which groups there are.</param>
    /// <param name="asOf">The date of the offence; at least four weeks after the calendar begins.</param>
    /// <returns>One for each group of the catalogue, by name.</returns>
    public static IReadOnlyList<OffenceWorth> Find(Policy policy, OffenceCatalogue catalogue, DateOnly asOf)
    {
        ArgumentNullException.ThrowIfNull(policy);
        ArgumentNullException.ThrowIfNull(catalogue);
        ArgumentOutOfRangeException.ThrowIfLessThan(asOf, DateOnly.MinValue.AddDays(DaysOfEarlierOffences + 1));

        var scorer = new Scorer(policy, catalogue, asOf, SuppliedExtracts.All);
        return
        [
            .. catalogue.Entries.GroupBy(entry => entry.Group, StringComparer.Ordinal)
                .OrderBy(group => group.Key, Utf8Ordinal.Comparer)
                .Select(group => OfGroup(group.Key, [.. group], scorer)),
        ];
    }

    private static OffenceWorth OfGroup(string group, CatalogueEntry[] entries, Scorer scorer)
    {
        var mostBefore = HighestStep(scorer.Policy, entries);
        var kinds = Kinds(scorer.Policy);
        var tried = entries.SelectMany(entry => kinds.Select(kind => (Entry: entry, Added: Added(entry, kind, mostBefore, scorer)))).ToArray();
        var further = tried.SelectMany(row => row.Added[1..]).ToArray();
        var (least, most) = (tried.MinBy(row => row.Added[0]), tried.MaxBy(row => row.Added[0]));
        return new OffenceWorth(
            group, new AddedPoints(least.Added[0], most.Added[0]), new AddedPoints(further.Min(), further.Max()), least.Entry, most.Entry, mostBefore);
    }

    /// <summary>What each offence after 0, 1, 2, ... earlier ones adds.</summary>
    private static int[] Added(CatalogueEntry entry, OffenceReport kind, int mostBefore, Scorer scorer)
    {
        var today = kind with { OffenceId = "today", Code = entry.Code, Date = scorer.AsOf, OutcomeDate = scorer.AsOf };
        OffenceReport[] earlier = [.. Enumerable.Range(0, mostBefore).Select(i => today with
        {
            OffenceId = FormattableString.Invariant($"{i}"),
            Date = scorer.AsOf.AddDays(-1 - i % DaysOfEarlierOffences),
            OutcomeDate = scorer.AsOf.AddDays(-1 - i % DaysOfEarlierOffences),
        })];
        return [.. Enumerable.Range(0, mostBefore + 1).Select(before => Total([.. earlier[..before], today]) - Total(earlier[..before]))];

        int Total(IReadOnlyList<OffenceReport> offences) => scorer.Score(new CaseFile(new Offender(Nobody)) { Offences = offences }).Total;
    }

    // Outcome and finder are tried where a filter tells them apart; elsewhere any one stands for all.
    private static OffenceReport[] Kinds(Policy policy)
    {
        OffenceFilter[] filters = [.. policy.Factors.Select(factor => factor.Measure.Filter).OfType<OffenceFilter>()];
        var outcomes = filters.Any(filter => !OffenceOutcomes.Proven.All(outcome => filter.Outcomes.Contains(outcome)))
            ? OffenceOutcomes.Proven : [OffenceOutcome.Convicted];
        DetectedBy?[] finders = filters.Any(filter => !filter.DetectedBy.IsEmpty) ? [.. Enum.GetValues<DetectedBy>()] : [null];
        return [.. outcomes.SelectMany(outcome => finders.Select(by => new OffenceReport("", "", DateOnly.MinValue, outcome) { DetectedBy = by }))];
    }

    // As many offences as reach the highest band of any count or sum; past it nothing is added any more.
    private static int HighestStep(Policy policy, CatalogueEntry[] entries)
    {
        decimal highest = 1;
        foreach (var factor in policy.Factors)
        {
            var from = decimal.Ceiling(factor.Bands[^1].From);
            if (factor.Measure is Measure.OffenceCount) highest = Math.Max(highest, from);
            if (factor.Measure is not Measure.OffenceSeverity { Statistic: SeverityStatistic.Sum } sum) continue;
            var smallest = entries.Select(entry => sum.Scale is { } scale ? scale.GetValueOrDefault(entry.Group, 0) : entry.Severity ?? 0)
                .Where(value => value > 0).DefaultIfEmpty(from + 1).Min();
            // Compared before it is divided: the quotient of a long table by a fine scale may be too large for a decimal.
            highest = Math.Max(highest, smallest < from / MaxTried ? MaxTried : decimal.Ceiling(from / smallest));
        }
        return (int)Math.Min(highest, MaxTried);
    }
}
