using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Iom.Selection.Foundation;
using Iom.Selection.Records;
using Iom.Selection.Tests.Deselection;

namespace Iom.Selection.Tests.Generation;

/// <summary>Members with all that a review looks at, close to the days on which something changes.</summary>
public static class MemberHistories
{
    public static Gen<MemberHistory> Any { get; } = Gen.Choose(0, int.MaxValue - 1).Select(Make);

    public static Arbitrary<MemberHistory> MemberHistory() => Arb.From(Any, Shrink);

    // Facts are taken out one by one, but for the membership that makes a member.
    private static IEnumerable<MemberHistory> Shrink(MemberHistory history)
    {
        var facts = history.Facts.Split(' ');
        return facts.Select((fact, i) => (fact, i)).Where(pair => !pair.fact.StartsWith("member", StringComparison.Ordinal))
            .Select(pair => history with { Facts = string.Join(' ', facts.Where((_, i) => i != pair.i)) });
    }

    private static MemberHistory Make(int seed)
    {
        // Not for secrets: the same seed makes the same member.
        var random = new Random(seed);
        bool Chance(int percent) => random.Next(100) < percent;
        T Pick<T>(params T[] from) => from[random.Next(from.Length)];
        string Day(int from, int to) => MemberFacts.AsOf.AddDays(random.Next(from, to + 1)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        // Often a day to the month, on which windows begin and end.
        string Near() => Chance(50) ? MemberFacts.AsOf.AddMonths(-Pick(1, 2, 3, 6, 12)).AddDays(Pick(-1, 0, 0, 1)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : Day(-500, -1);

        var facts = new List<string> { $"member:{Near()}" };
        if (Chance(10)) facts.Add($"member:{Day(-900, -600)}:{Day(-590, -510)}");
        if (Chance(70)) facts.Add(Pick("statutory", "statutory", "non_statutory"));
        if (Chance(6)) facts.Add("deceased");
        if (Chance(20)) facts.Add($"area:{Pick("North", "South")}");
        if (Chance(6)) facts.Add("shared:niche");
        if (Chance(10)) facts.Add("youth");
        if (Chance(30)) facts.Add($"mappa:{Pick("none", "1", "2", "3")}");
        if (Chance(20)) facts.Add($"location:{Pick("custody", "hospital", "community")}");
        if (Chance(20)) facts.Add($"release:{Day(0, 500)}");
        for (var i = Pick(0, 1, 1, 2, 4); i > 0; i--) facts.Add($"offence:{Near()}:{Pick("convicted", "convicted", "cautioned", "charged", "under_investigation", "acquitted", "no_further_action")}{(Chance(30) ? $":{Day(-100, 30)}" : "")}");
        if (Chance(10)) facts.Add($"contested:{Near()}");
        for (var i = Pick(0, 0, 1, 2); i > 0; i--)
        {
            var from = random.Next(-600, 0);
            facts.Add($"custody:{MemberFacts.AsOf.AddDays(from):yyyy-MM-dd}:{(Chance(20) ? "" : MemberFacts.AsOf.AddDays(from + random.Next(0, 200)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))}");
        }
        if (Chance(40)) facts.Add($"supervision:{Pick("licence", "community_order")}:{Near()}:{Pick("", "breach", "recall", "revoked")}:{(Chance(70) ? Day(-200, 20) : "")}:{Day(-20, 300)}:{Day(-20, 100)}");
        if (Chance(40)) facts.Add("supervision_supplied");
        for (var i = Pick(0, 1, 1, 2, 3); i > 0; i--)
        {
            var status = Pick("needed", "waiting", "active", "completed", "completed", "withdrawn");
            facts.Add($"support:{Pick("drugs", "housing", "work")}:{status}:{(Chance(85) ? Day(-400, status == "active" ? 20 : -100) : "")}:{(status is "completed" or "withdrawn" && Chance(85) ? Day(-99, 20) : "")}");
        }
        var (required, bad) = (Pick("order", "licence", "voluntary", ""), Chance(50));
        for (var i = Pick(0, 2, 4, 6, 9); i > 0; i--)
        {
            var outcome = bad && Chance(75) ? Pick("missed", "refused") : Pick("kept", "kept", "missed", "excused", "cancelled_by_agency", "not_at_home", "refused");
            facts.Add($"contact:{Day(-100, 0)}:{Pick("appointment", "appointment", "planned_visit", "random_visit", "drug_test")}:{(Chance(80) ? required : "voluntary")}:{outcome}");
        }
        foreach (var months in Enumerable.Range(1, 3)) if (Chance(60)) facts.Add($"{Pick("below", "below", "below", "above", "absent")}:{MemberFacts.AsOf.AddMonths(-months):yyyy-MM-dd}");

        string Maybe(string rule) => Chance(85) ? $"{rule}, " : "";
        var (missed, latest) = (random.Next(1, 5), random.Next(0, 4));
        var keeping = MemberFacts.Keeping[MemberFacts.Keeping.IndexOf("\"review\"", StringComparison.Ordinal)..];
        return new MemberHistory(seed, string.Create(CultureInfo.InvariantCulture, $$"""
            "deselection": {
              {{Maybe($"\"belowExitReviews\": {random.Next(1, 4)}")}}{{Maybe($"\"desistanceMonths\": {Pick(1, 3, 6, 12)}")}}{{Maybe($"\"minimumMonths\": {Pick(1, 3, 6)}")}}
              {{Maybe($"\"recentMonths\": {Pick(1, 2, 3)}")}}{{Maybe($"\"openCaseMonths\": {Pick(3, 12)}")}}{{Maybe($"\"supportMonths\": {Pick(3, 12)}")}}
              {{Maybe("\"managedElsewhere\": { \"mappaLevels\": [\"2\", \"3\"], \"youth\": true, \"custodyMonths\": 6 }")}}
              {{Maybe($"\"approach\": {{ \"missed\": {missed}, \"ofLatest\": {missed + latest}, \"months\": {Pick(1, 3)} }}")}}
              "exitBelow": {{Pick(15, 20)}}
            },
            {{keeping}}
            """), string.Join(' ', facts));
    }

    internal static IEnumerable<string> Words(MemberHistory history)
    {
        var review = history.Review();
        yield return Vocabulary.Word(review.Recommendation);
        foreach (var ground in review.Grounds) yield return Vocabulary.Word(ground.Ground);
        foreach (var bar in review.Bars) yield return Vocabulary.Word(bar.Bar);
        if (review.Approach is { } approach) yield return Vocabulary.Word(approach.Advice);
        yield return Vocabulary.Word(review.Colour);
        foreach (var alternative in review.Alternatives) yield return Vocabulary.Word(alternative.Kind);
        foreach (var gap in review.Calendar.Gaps) yield return Vocabulary.Word(gap.Gap);
        foreach (var coming in review.Calendar.Coming) yield return Vocabulary.Word(coming.Change);
        foreach (var contact in history.File.Contacts) yield return Vocabulary.Word(contact.Outcome);
        if (history.File.Support.Any(support => support.Status == SupportStatus.Completed)) yield return "completed";
    }
}
