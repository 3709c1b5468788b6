using FsCheck.Fluent;
using Iom.Selection.Decisions;
using Iom.Selection.Explanations;
using Iom.Selection.Ranking;
using Iom.Selection.Records;
using Iom.Selection.Reviews;
using Iom.Selection.Scoring;
using Iom.Selection.Tests.Generation;
using NJsonSchema;

namespace Iom.Selection.Tests.Deselection;

public class MemberReviewJsonTests
{
    [Fact]
    public async Task Every_review_is_as_the_schema_says()
    {
        var schema = await JsonSchema.FromFileAsync(Repository.Path("docs", "review.schema.json"));
        string[] lines =
        [
            .. MemberFacts.Table("reviews.csv").Select(row => MemberFacts.Review(row[2]).ToJson()),
            .. MemberHistories.Any.Sample(60).Select(history => history.Review().ToJson()),
            .. MemberFacts.Table("meetings.csv").Where(row => row[4].Contains(" leaving ", StringComparison.Ordinal) && row[2] == "member:2025-01-01").Select(row =>
                MemberFacts.Reviewer(MemberFacts.Policy, ReviewContext.None, MemberFacts.AsOf).Review(MemberFacts.Read(row[2]).File with { PanelViews = [.. PanelCaseTests.Views(row[3])] }).ToJson()),
        ];
        Assert.Contains(lines, line => line.Contains("\"votes\":[{", StringComparison.Ordinal));
        foreach (var line in lines)
        {
            Assert.DoesNotContain('\n', line);
            Assert.Empty(schema.Validate(line));
        }
    }
}
