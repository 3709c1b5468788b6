using Iom.Selection.Extracts.Store;
using Iom.Selection.Offences;
using Iom.Selection.Records;

namespace Iom.Selection.Extracts.Tests.Store;

public class OffenceResolverTests
{
    private static readonly DateOnly AsOf = new(2026, 10, 31);

    [Fact]
    public void Packed_rows_of_an_offence_stand_as_its_reports_do()
    {
        var random = new Random(1);
        var (inConflict, single, open) = (0, 0, 0);
        for (var i = 0; i < 20_000; i++)
        {
            OffenceReport[] reports = [.. Enumerable.Range(0, random.Next(1, 6)).Select(_ => Report(random))];
            var tables = new OffenceTables();
            OffenceRow[] rows = [.. reports.Select(report => Row(report, tables))];
            var expected = Offence.Resolve(reports, AsOf);
            var resolver = new OffenceResolver(tables, AsOf);
            var facts = resolver.Resolve(rows, 0, [.. Enumerable.Range(1, rows.Length - 1), -1]);
            AssertSame(expected, facts, tables);
            if (expected.IsInConflict) inConflict++;
            if (expected.Outcome == OffenceOutcome.Open && !expected.IsInConflict) open++;
            if (rows.Length > 1) continue;
            single++;
            AssertSame(expected, resolver.Resolve(rows[0]), tables);
        }
        Assert.True(inConflict > 500 && single > 500 && open > 500);
    }

    [Fact]
    public void Only_the_rows_that_are_linked_have_their_say()
    {
        var tables = new OffenceTables();
        OffenceReport convicted = new("F", "046", AsOf, OffenceOutcome.Convicted);
        var acquitted = convicted with { Outcome = OffenceOutcome.Acquitted };
        OffenceRow[] rows = [Row(acquitted, tables), Row(convicted, tables), Row(acquitted, tables), Row(convicted, tables)];
        var facts = new OffenceResolver(tables, AsOf).Resolve(rows, 1, [2, 3, -1, -1]);
        Assert.Equal((OffenceOutcome.Convicted, false), (facts.Outcome, facts.IsInConflict));
    }

    private static void AssertSame(Offence expected, OffenceResolver.Facts facts, OffenceTables tables)
    {
        Assert.Equal(expected.IsInConflict, facts.IsInConflict);
        Assert.Equal(expected.Outcome, facts.Outcome);
        Assert.Equal(expected.Code, tables.Codes[facts.Code]);
        Assert.Equal(expected.Date.DayNumber, facts.Day);
        Assert.Equal(expected.OutcomeDate, facts.OutcomeDay == 0 ? null : DateOnly.FromDayNumber(facts.OutcomeDay - 1));
        Assert.Equal(expected.DetectedBy, facts.DetectedBy);
    }

    private static OffenceReport Report(Random random) => new(
        "F", new[] { "02803", "028", "X1", "\uFF5E", "\U0001F600" }[random.Next(5)], AsOf.AddDays(-random.Next(3)),
        (OffenceOutcome)random.Next((int)OffenceOutcome.Open))
    {
        // About the as-of date, so that outcomes are past, of the day, and yet to come.
        OutcomeDate = random.Next(3) == 0 ? null : AsOf.AddDays(random.Next(-2, 3)),
        DetectedBy = random.Next(3) == 0 ? null : (DetectedBy)random.Next(3),
    };

    private static OffenceRow Row(OffenceReport report, OffenceTables tables) => Packed.Offence(
        report.Date.DayNumber, report.OutcomeDate is { } on ? on.DayNumber + 1 : 0, (int)report.Outcome, report.DetectedBy is { } by ? (int)by + 1 : 0, 1) with
    {
        Code = tables.Codes.NumberOf(report.Code),
    };
}
