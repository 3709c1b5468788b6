using System.Text;
using System.Text.Json;
using Iom.Selection.Explanations;

namespace Iom.Selection.Reports.Tests;

public class WordsTests
{
    private const double MaxAge = 12;

    [Theory]
    [InlineData("point", 1)]
    [InlineData("places", 2)]
    [InlineData("agencies", 3)]
    [InlineData("recorded", 3)]
    [InlineData("looked", 1)]
    [InlineData("information", 4)]
    [InlineData("scheme", 1)]
    [InlineData("table", 2)]
    public void Syllables_are_counted_as_people_count_them(string word, int syllables) => Assert.Equal(syllables, ReadingAge.Syllables(word));

    [Fact]
    public void The_measure_tells_plain_words_from_officials()
    {
        Assert.True(ReadingAge.InYears("The cat sat on the mat. It was warm.") < 7);
        Assert.True(ReadingAge.InYears("Individuals nominated for consideration under the multi-agency arrangements are prioritised in accordance with established criteria.") > 20);
    }

    [Fact]
    public void What_a_person_is_handed_can_be_read_at_twelve()
    {
        var all = Texts("explanation-texts.json").Where(pair => pair.Key.StartsWith("person.", StringComparison.Ordinal)).Select(pair => Filled(pair.Value)).ToArray();
        Assert.True(all.Length > 60);
        var age = ReadingAge.InYears(string.Join('\n', all));
        Assert.True(age <= MaxAge, FormattableString.Invariant($"All of it is for age {age:0.0}."));
        // No sentence may hide behind the others, within what so short a text can show.
        Assert.All(all.Where(text => text.Split(' ').Length >= 12), text => Assert.True(ReadingAge.InYears(text) <= MaxAge + 1, FormattableString.Invariant($"For age {ReadingAge.InYears(text):0.0}: {text}")));
    }

    [Fact]
    public void The_Welsh_texts_are_whole_fill_the_same_places_and_say_that_a_translator_has_to_check_them()
    {
        var (english, welsh) = (Texts("explanation-texts.json"), Texts("explanation-texts.cy.json"));
        Assert.Equal("cy", welsh["language"]);
        Assert.Contains("translator", welsh["note"], StringComparison.Ordinal);
        Assert.NotNull(ExplanationTexts.Parse(File.ReadAllBytes(PathOf("explanation-texts.cy.json"))));
        Assert.Equal(english.Keys, welsh.Keys);
        var same = english.Where(pair => pair.Value == welsh[pair.Key] && pair.Value.Any(char.IsAsciiLetterLower) && !pair.Value.StartsWith('{')).Select(pair => pair.Key).ToArray();
        Assert.True(same.Length < english.Count / 20, $"Not translated: {string.Join(", ", same)}");
    }

    [Fact]
    public void A_place_to_fill_that_nobody_fills_is_refused()
    {
        var texts = Texts("explanation-texts.json");
        texts["person.line.entry"] = "You have {pts} points.";
        var error = Assert.Throws<FormatException>(() => ExplanationTexts.Parse(JsonSerializer.SerializeToUtf8Bytes(texts)));
        Assert.Equal("The text person.line.entry has a place to fill that is not known: {pts}.", error.Message);
    }

    private static Dictionary<string, string> Texts(string file) => JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllBytes(PathOf(file)))!;

    private static string PathOf(string file) => SampleRuns.Repository("src", "Iom.Selection", "Explanations", file);

    // As it would be read: dates and numbers are short words.
    private static string Filled(string text)
    {
        var filled = new StringBuilder();
        for (var at = 0; at < text.Length;)
        {
            var open = text.IndexOf('{', at);
            if (open < 0) return filled.Append(text.AsSpan(at)).ToString();
            var close = text.IndexOf('}', open);
            var parts = text[(open + 1)..close].Split('|');
            filled.Append(text.AsSpan(at, open - at)).Append(parts.Length == 3 ? parts[2] : parts[0] is "date" or "asOf" or "since" or "next" ? "1 May 2027" : parts[0] is "why" or "record" or "title" or "fields" or "text" ? "this" : "7");
            at = close + 1;
        }
        return filled.ToString();
    }
}
