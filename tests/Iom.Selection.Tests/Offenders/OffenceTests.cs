using Iom.Selection.Foundation;
using Iom.Selection.Offences;
using Iom.Selection.Records;

namespace Iom.Selection.Tests.Offenders;

/// <summary>One offence, several rows: design section 4.</summary>
public class OffenceTests
{
    private static readonly DateOnly AsOf = new(2026, 3, 1);

    [Theory]
    // outcome@date of each row; "-" = no date; what prevails, "conflict" where nothing does; "listed" where the outcome stands in conflicts.csv
    [InlineData("convicted@2025-01-01", "convicted")]
    [InlineData("convicted@2025-01-01 acquitted@2025-06-01", "acquitted")]                        // an appeal allowed
    [InlineData("acquitted@2025-01-01 convicted@2025-06-01", "convicted")]
    [InlineData("convicted@2025-01-01 acquitted@2026-03-02", "convicted")]                        // the appeal is tomorrow
    [InlineData("convicted@2026-03-02", "open")]
    [InlineData("convicted@2026-03-01", "convicted")]
    [InlineData("convicted@- acquitted@-", "conflict")]                                           // two undated decided outcomes
    [InlineData("convicted@- acquitted@2025-06-01", "conflict")]                                  // one of those, and another decided one on the latest date
    [InlineData("convicted@2025-01-01 acquitted@-", "conflict")]
    [InlineData("convicted@- acquitted@2025-01-01 convicted@2025-06-01", "convicted")]            // the latest date agrees
    [InlineData("convicted@- charged@2025-06-01", "convicted")]                                   // an undecided outcome does not differ from it
    [InlineData("convicted@2025-06-01 acquitted@2025-06-01", "conflict")]                         // two on the latest date
    [InlineData("convicted@2025-06-01 charged@2025-06-01", "conflict")]                           // whatever they are
    [InlineData("convicted@2025-06-01 acquitted@2025-06-01 cautioned@2025-07-01", "cautioned")]   // the latest date has one
    [InlineData("convicted@2025-01-01 charged@2025-06-01", "charged listed")]                     // charged again, or in the wrong order
    [InlineData("convicted@- convicted@2025-01-01", "convicted")]
    [InlineData("charged@2025-01-01 under_investigation@-", "charged")]
    [InlineData("under_investigation@2025-01-01 charged@-", "under_investigation")]               // the latest date, whatever its outcome
    [InlineData("under_investigation@- under_investigation@-", "under_investigation")]
    [InlineData("charged@- under_investigation@-", "charged")]
    [InlineData("charged@- no_further_action@-", "no_further_action")]
    [InlineData("charged@2026-03-02", "open")]
    [InlineData("under_investigation@2025-01-01 convicted@2026-04-01", "under_investigation")]
    public void The_outcome_that_prevails(string rows, string expected)
    {
        var reports = rows.Split(' ').Select(Report).ToArray();
        foreach (var order in new[] { reports, [.. reports.Reverse()] })
        {
            var offence = Assert.Single(Offence.Resolve(order, AsOf));
            Assert.Equal(expected == "conflict", offence.IsInConflict);
            if (!offence.IsInConflict) Assert.Equal(expected.Split(' ')[0], Vocabulary.Word(offence.Outcome));
            Assert.Equal(expected == "conflict" || expected.EndsWith("listed", StringComparison.Ordinal), offence.Conflicts.HasFlag(OffenceConflicts.Outcome));
        }
    }

    [Fact]
    public void The_rest_comes_from_the_rows_that_prevail_and_what_differs_is_listed()
    {
        var offence = Assert.Single(Offence.Resolve(
        [
            new OffenceReport("F", "02803", new(2025, 5, 5), OffenceOutcome.Convicted) { OutcomeDate = new(2025, 8, 1), DetectedBy = DetectedBy.Store, AsYouth = true },
            new OffenceReport("F", "02801", new(2025, 5, 7), OffenceOutcome.Convicted) { OutcomeDate = new(2025, 8, 1), AsYouth = false },
            new OffenceReport("F", "02800", new(2025, 1, 3), OffenceOutcome.Convicted) { OutcomeDate = new(2025, 6, 1), DetectedBy = DetectedBy.Public },
            new OffenceReport("F", "02800", new(2025, 1, 1), OffenceOutcome.Charged) { DetectedBy = DetectedBy.Police },
        ], AsOf));
        Assert.Equal(
            new Offence("F", "02801", new(2025, 5, 5), OffenceOutcome.Convicted, new(2025, 8, 1), DetectedBy.Store, null,
                OffenceConflicts.OffenceCode | OffenceConflicts.OffenceDate | OffenceConflicts.AsYouth, false),
            offence);
    }

    [Fact]
    public void Those_who_detected_it_must_agree()
    {
        var report = new OffenceReport("F", "046", new(2025, 5, 5), OffenceOutcome.Convicted) { DetectedBy = DetectedBy.Store };
        var differ = Assert.Single(Offence.Resolve([report, report with { DetectedBy = DetectedBy.Police }], AsOf));
        Assert.Equal((null, OffenceConflicts.DetectedBy, true), (differ.DetectedBy, differ.Conflicts, differ.IsProven));
        Assert.Equal(DetectedBy.Store, Assert.Single(Offence.Resolve([report, report with { DetectedBy = null }], AsOf)).DetectedBy);
    }

    [Fact]
    public void Of_rows_with_a_recording_date_only_the_latest_count()
    {
        var first = new OffenceReport("F", "02803", new(2025, 5, 5), OffenceOutcome.Convicted) { RecordedOn = new(2025, 6, 1) };
        var corrected = first with { Code = "046", Date = new(2025, 5, 1), Outcome = OffenceOutcome.Acquitted, RecordedOn = new(2025, 7, 1) };
        var offence = Assert.Single(Offence.Resolve([first, corrected, first with { RecordedOn = null }], AsOf));
        Assert.Equal(("046", OffenceOutcome.Acquitted, OffenceConflicts.None), (offence.Code, offence.Outcome, offence.Conflicts));
    }

    [Fact]
    public void An_id_with_other_dates_and_other_classes_is_a_case_number_and_swallows_nothing()
    {
        OffenceReport[] reports =
        [
            new("CASE", "02803", new(2025, 5, 5), OffenceOutcome.Convicted), new("CASE", "046", new(2025, 6, 6), OffenceOutcome.Convicted),
            new("CASE", "046", new(2025, 6, 6), OffenceOutcome.Acquitted), new("CASE", "02803", new(2025, 6, 6), OffenceOutcome.Cautioned),
        ];
        foreach (var order in new[] { reports, [.. reports.Reverse()] })
        {
            var offences = Offence.Resolve(order, AsOf).OrderBy(offence => offence.Date).ThenBy(offence => offence.Code, StringComparer.Ordinal).ToArray();
            Assert.All(offences, offence => Assert.True(offence.Conflicts.HasFlag(OffenceConflicts.OffenceId)));
            Assert.Equal(
                ["02803 2025-05-05 Convicted False", "02803 2025-06-06 Cautioned False", "046 2025-06-06 Open True"],
                offences.Select(offence => FormattableString.Invariant($"{offence.Code} {offence.Date:yyyy-MM-dd} {offence.Outcome} {offence.IsInConflict}")));
        }
    }

    [Theory]
    [InlineData("02803", "02801", "2025-05-05", "2025-06-06", OffenceConflicts.OffenceCode | OffenceConflicts.OffenceDate)]   // one class
    [InlineData("02803", "046", "2025-05-05", "2025-05-05", OffenceConflicts.OffenceCode)]                                    // one date
    [InlineData("02803", "02803", "2025-05-05", "2025-06-06", OffenceConflicts.OffenceDate)]
    public void Where_only_dates_or_only_classes_differ_the_rows_stay_one_offence(string code, string otherCode, string date, string otherDate, OffenceConflicts listed)
    {
        var offence = Assert.Single(Offence.Resolve(
            [new OffenceReport("F", code, DateOnly.ParseExact(date, "yyyy-MM-dd", null), OffenceOutcome.Convicted), new OffenceReport("F", otherCode, DateOnly.ParseExact(otherDate, "yyyy-MM-dd", null), OffenceOutcome.Convicted)], AsOf));
        Assert.Equal((listed, true), (offence.Conflicts, offence.IsProven));
    }

    [Theory]
    [InlineData("2025-05-04", true)]
    [InlineData("2025-05-05", false)]
    [InlineData("2026-03-02", false)]   // has not happened
    public void An_outcome_before_the_offence_is_impossible_and_nothing_counts(string outcomeDate, bool isInConflict)
    {
        var offence = Assert.Single(Offence.Resolve(
            [new OffenceReport("F", "046", new(2025, 5, 5), OffenceOutcome.Convicted) { OutcomeDate = DateOnly.ParseExact(outcomeDate, "yyyy-MM-dd", null) }], AsOf));
        Assert.Equal((isInConflict, isInConflict ? OffenceConflicts.OutcomeDate : OffenceConflicts.None), (offence.IsInConflict, offence.Conflicts));
    }

    private static OffenceReport Report(string text)
    {
        var parts = text.Split('@');
        Assert.True(Vocabulary.TryParse<OffenceOutcome>(parts[0], out var outcome));
        return new OffenceReport("F", "046", new(2025, 1, 1), outcome)
        {
            OutcomeDate = parts[1] == "-" ? null : DateOnly.ParseExact(parts[1], "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
        };
    }
}
