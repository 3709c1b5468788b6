using Iom.Selection.Foundation;
using Iom.Selection.Reviews;

namespace Iom.Selection.Tests.Deselection;

public class ReviewCaseTests
{
    private static readonly string[][] Never =
    [
        // Months without an offence and an offence just now; all support completed and some under way or not taken up.
        ["sustained_desistance", "recent_offence"], ["support_complete", "support_under_way"], ["support_complete", "catch_and_convict"],
    ];

    public static TheoryData<string[]> Cases => MemberFacts.Theory("reviews.csv");

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_case_comes_out_as_its_source_says(string[] row)
    {
        var review = MemberFacts.Review(row[2]);
        Assert.Equal(row[3], Vocabulary.Word(review.Recommendation));
        Assert.Equal(row[4], string.Join(';', review.Grounds.Select(ground => Vocabulary.Word(ground.Ground))));
        Assert.Equal(row[5], string.Join(';', review.Blocks.Select(block => FormattableString.Invariant($"{Vocabulary.Word(block.Block)}:{block.Ends:yyyy-MM-dd}"))));
        Assert.Equal(row[6], review.Approach is { } approach ? Vocabulary.Word(approach.Advice) : "");
        Assert.Equal(row[7], Vocabulary.Word(review.Colour));
        // Whatever holds names what it rests on; that nobody has an offence on record rests on none.
        Assert.All(review.Grounds, ground => Assert.True(!ground.Records.IsEmpty || ground.Ground == Ground.SustainedDesistance));
        Assert.All(review.Blocks, block => Assert.NotEmpty(block.Records));
        Assert.NotEmpty(row[1]);
    }

    [Fact]
    public void The_table_has_every_ground_block_advice_colour_and_recommendation_and_every_pair_in_conflict()
    {
        var rows = MemberFacts.Table("reviews.csv");
        Assert.Equal(Vocabulary.AllWords<ReviewRecommendation>().Order(), rows.Select(row => row[3]).Distinct().Order());
        Assert.Equal(Vocabulary.AllWords<StatusColour>().Order(), rows.Select(row => row[7]).Distinct().Order());
        var found = rows.Select(row => row[4].Split(';').Concat(row[5].Split(';').Select(block => block.Split(':')[0])).Append(row[6]).Where(word => word.Length > 0).ToHashSet()).ToArray();
        Assert.Contains(found, some => some.Contains("offer_again"));

        string[][] classes =
        [
            [.. Enum.GetValues<Ground>().Where(IsFact).Select(Vocabulary.Word)], [.. Vocabulary.AllWords<Block>()], ["catch_and_convict"],
            [.. Enum.GetValues<Ground>().Where(ground => !IsFact(ground)).Select(Vocabulary.Word)],
        ];
        Assert.All(classes.SelectMany(words => words), word => Assert.Contains(found, some => some.SetEquals([word])));
        for (var first = 0; first < classes.Length; first++)
        {
            foreach (var other in classes.Skip(first + 1).SelectMany(words => words))
            {
                foreach (var word in classes[first].Where(word => !Never.Any(pair => pair.Contains(word) && pair.Contains(other))))
                    Assert.Contains(found, some => some.SetEquals([word, other]));
            }
        }
    }

    private static bool IsFact(Ground ground) => new GroundFinding(ground, []).IsFact;
}
