using Iom.Selection.Foundation;
using Iom.Selection.Offences;
using Iom.Selection.Records;

namespace Iom.Selection.Tests.Offenders;

/// <summary>One offence, several rows: design section 4.</summary>
public class OffenceTests
{
    private static readonly DateOnly AsOf = new(2026, 3, 1);

    [Theory]
    // outcome@date of each row; "-" = no date; what stands, "contested" or "open"
    [InlineData("convicted@2025-01-01", "convicted")]
    [InlineData("convicted@2025-01-01 acquitted@2025-06-01", "acquitted")]                        // an appeal allowed
    [InlineData("acquitted@2025-01-01 convicted@2025-06-01", "convicted")]
    [InlineData("convicted@2025-01-01 acquitted@2026-03-02", "convicted")]                        // the appeal is tomorrow
    [InlineData("convicted@2026-03-02", "open")]
    [InlineData("convicted@2026-03-01", "convicted")]
    [InlineData("convicted@- acquitted@2025-06-01", "contested")]
    [InlineData("convicted@2025-01-01 acquitted@-", "contested")]
    [InlineData("convicted@2025-06-01 acquitted@2025-06-01", "contested")]
    [InlineData("convicted@2025-06-01 acquitted@2025-06-01 cautioned@2025-07-01", "cautioned")]   // the latest day has one
    [InlineData("convicted@- convicted@2025-01-01", "convicted")]                                 // not different outcomes
    [InlineData("charged@2025-01-01 under_investigation@-", "charged")]
    [InlineData("under_investigation@- under_investigation@-", "under_investigation")]
    [InlineData("charged@- no_further_action@-", "no_further_action")]                            // decided stands over undecided
    [InlineData("charged@2026-03-02", "open")]
    [InlineData("under_investigation@2025-01-01 convicted@2026-04-01", "under_investigation")]
    public void The_outcome_that_stands(string rows, string expected)
    {
        var reports = rows.Split(' ').Select(Report).ToArray();
        foreach (var order in new[] { reports, [.. reports.Reverse()] })
        {
            var offence = Offence.Resolve(order, AsOf);
            Assert.Equal(expected == "contested", offence.IsInConflict);
            if (!offence.IsInConflict) Assert.Equal(expected, Vocabulary.Word(offence.Outcome));
        }
    }

    [Fact]
    public void The_rest_comes_from_the_rows_with_the_standing_outcome()
    {
        var offence = Offence.Resolve(
        [
            new OffenceReport("F", "04600", new(2025, 5, 5), OffenceOutcome.Convicted) { OutcomeDate = new(2025, 6, 1), DetectedBy = DetectedBy.Store },
            new OffenceReport("F", "02801", new(2025, 5, 7), OffenceOutcome.Convicted) { OutcomeDate = new(2025, 8, 1) },
            new OffenceReport("F", "00100", new(2025, 1, 1), OffenceOutcome.Charged) { DetectedBy = DetectedBy.Police },
        ], AsOf);
        Assert.Equal(new Offence("F", "02801", new(2025, 5, 5), OffenceOutcome.Convicted, new(2025, 8, 1), DetectedBy.Store, false), offence);
    }

    [Fact]
    public void Those_who_detected_it_must_agree()
    {
        var report = new OffenceReport("F", "046", new(2025, 5, 5), OffenceOutcome.Convicted) { DetectedBy = DetectedBy.Store };
        Assert.Null(Offence.Resolve([report, report with { DetectedBy = DetectedBy.Police }], AsOf).DetectedBy);
        Assert.Equal(DetectedBy.Store, Offence.Resolve([report, report with { DetectedBy = null }], AsOf).DetectedBy);
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
