using Iom.Selection.Offences;
using Iom.Selection.Records;

namespace Iom.Selection.Tests.Offenders;

/// <summary>The resolver over reports drawn at random: used again it forgets what was before, and the order of reports does not matter.</summary>
public class ReportResolverTests
{
    private static readonly DateOnly AsOf = new(2026, 10, 31);

    [Fact]
    public void The_order_of_reports_changes_nothing_and_one_report_is_what_it_says()
    {
        var random = new Random(1);
        var resolver = new ReportResolver();
        var (inConflict, cases, open, superseded, youth) = (0, 0, 0, 0, 0);
        for (var i = 0; i < 20_000; i++)
        {
            ReportRow[] rows = [.. Enumerable.Range(0, random.Next(1, 6)).Select(_ => Row(random))];
            var found = Resolved(resolver, rows);
            var shuffled = (ReportRow[])rows.Clone();
            random.Shuffle(shuffled);
            Assert.Equal(found, Resolved(resolver, shuffled));

            resolver.Resolve(rows, AsOf.DayNumber);
            if (resolver.Offences.ToArray().Any(offence => offence.IsInConflict)) inConflict++;
            if (resolver.IsCaseNumber) cases++;
            if (resolver.Offences[0] is { Outcome: OffenceOutcome.Open, IsInConflict: false }) open++;
            if (Enumerable.Range(0, rows.Length).Any(row => resolver.OffenceOf(row) == ReportResolver.Superseded)) superseded++;
            if (resolver.Offences[0].Conflicts.HasFlag(OffenceConflicts.AsYouth)) youth++;
            if (rows.Length == 1) Assert.Equal(resolver.Offences[0], ResolvedOffence.Alone(rows[0], AsOf.DayNumber));
        }
        Assert.True(inConflict > 500 && cases > 500 && open > 500 && superseded > 500 && youth > 20, $"{inConflict} {cases} {open} {superseded} {youth}");
    }

    private static string[] Resolved(ReportResolver resolver, ReportRow[] rows)
    {
        resolver.Resolve(rows, AsOf.DayNumber);
        return [.. resolver.Offences.ToArray().Select(offence => (offence with { CodeRow = 0 }).ToString() + rows[offence.CodeRow].Code).Order(StringComparer.Ordinal)];
    }

    private static ReportRow Row(Random random)
    {
        var outcomeDay = random.Next(3) == 0 ? ReportRow.NoDay : AsOf.DayNumber + random.Next(-2, 3);
        return new ReportRow(
            new[] { "02803", "028", "X1", "\uFF5E", "\U0001F600" }[random.Next(5)], AsOf.DayNumber - random.Next(3), (OffenceOutcome)random.Next((int)OffenceOutcome.Open), outcomeDay,
            random.Next(3) == 0 ? null : (DetectedBy)random.Next(3), random.Next(3) switch { 0 => null, var other => other == 1 },
            random.Next(4) == 0 ? AsOf.DayNumber - random.Next(2) : ReportRow.NoDay);
    }
}
