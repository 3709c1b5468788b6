using Iom.Selection.Foundation;
using Iom.Selection.Records;

namespace Iom.Selection.Tests;

public class VocabularyTests
{
    [Fact]
    public void Every_word_stands_for_its_member_whatever_its_case()
    {
        foreach (var outcome in Enum.GetValues<OffenceOutcome>())
        {
            Assert.True(Vocabulary.TryParse<OffenceOutcome>(Vocabulary.Word(outcome).ToUpperInvariant(), out var found));
            Assert.Equal(outcome, found);
        }
        Assert.Equal(Enum.GetValues<OffenceOutcome>().Select(Vocabulary.Word), Vocabulary.AllWords<OffenceOutcome>());
        Assert.Equal("taken_into_consideration", Vocabulary.Word(OffenceOutcome.TakenIntoConsideration));
        Assert.Equal("2", Vocabulary.Word(MappaLevel.Level2));
    }

    [Theory]
    [InlineData("")]
    [InlineData("convict")]
    [InlineData("convicted ")]
    [InlineData("0")]
    public void Another_word_stands_for_none(string word) => Assert.False(Vocabulary.TryParse<OffenceOutcome>(word, out _));

    [Fact]
    public void What_is_no_member_has_no_word() => Assert.Throws<ArgumentOutOfRangeException>(() => Vocabulary.Word((OffenceOutcome)99));

    [Theory]
    [InlineData(Small.First, "first")]
    [InlineData(Small.LastOfAll, "last_of_all")]
    public void A_set_may_be_of_bytes(object member, string word)
    {
        Assert.Equal(word, Vocabulary.Word((Small)member));
        Assert.True(Vocabulary.TryParse<Small>(word, out var found));
        Assert.Equal(member, found);
    }

    [Theory]
    [InlineData(Large.Below, "below")]
    [InlineData(Large.Above, "above")]
    public void A_set_may_be_of_long_numbers(object member, string word)
    {
        Assert.Equal(word, Vocabulary.Word((Large)member));
        Assert.True(Vocabulary.TryParse<Large>(word, out var found));
        Assert.Equal(member, found);
    }

    private enum Small : byte
    {
        First = 1,
        LastOfAll = 255,
    }

    private enum Large : long
    {
        Below = long.MinValue,
        Above = 1L << 40,
    }
}
