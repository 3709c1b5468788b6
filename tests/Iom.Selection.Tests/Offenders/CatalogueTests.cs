using Iom.Selection.Foundation;
using Iom.Selection.Offences;

namespace Iom.Selection.Tests.Offenders;

public class CatalogueTests
{
    private static readonly OffenceCatalogue Small = new(
    [
        new CatalogueEntry("028", "Burglary", "burglary") { Severity = 14 },
        new CatalogueEntry("028/03", "Aggravated", "burglary"),
    ]);

    [Theory]
    [InlineData("028", "028")]
    [InlineData("02803", "02803")]  // its own row stands whole: the class lends it no severity
    [InlineData("02801", "028")]
    [InlineData("0280", null)]
    [InlineData("028011", null)]
    [InlineData("02801x", null)]
    [InlineData("034", null)]
    public void A_code_is_looked_up_exactly_else_by_its_class(string code, string? found) => Assert.Equal(found, Small.Find(code)?.Code);

    [Fact]
    public void Two_rows_for_one_code_are_refused() => Assert.Throws<ArgumentException>(() =>
        new OffenceCatalogue([new CatalogueEntry("02803", "a", "g"), new CatalogueEntry("028/03", "b", "g")]));

    [Fact]
    public void The_built_in_file_needs_no_quotes()
    {
        using var reader = new StreamReader(OffenceCatalogue.OpenBuiltIn());
        var text = reader.ReadToEnd();
        Assert.DoesNotContain('"', text);
        Assert.DoesNotContain('\r', text);
        Assert.All(text.TrimEnd('\n').Split('\n'), line => Assert.Equal(10, line.Split(',').Length));
    }

    /// <remarks>A cell that holds such a class alone is refused, so the list is to stay short and without the common ones.</remarks>
    [Fact]
    public void Few_classes_alone_can_be_a_code_that_lost_its_zeros() => Assert.Equal(
        ["811", "813", "814", "815", "816", "817", "818", "819", "820", "823", "824", "825"],
        OffenceCatalogue.BuiltIn.Entries.Select(entry => entry.Code).Where(code => code.Length == 3 && OffenceCatalogue.BuiltIn.Lists("00" + code)));

    [Fact]
    public void The_built_in_catalogue_has_the_groups_that_matter()
    {
        string[] groups = ["burglary", "robbery", "theft", "vehicle", "violence", "sexual", "drugs", "public-order", "damage", "weapons", "fraud", "motoring"];
        Assert.Subset(OffenceCatalogue.BuiltIn.Entries.Select(entry => entry.Group).ToHashSet(), groups.ToHashSet());
    }

    [Theory]
    [InlineData("02803", "2001-07-02", true)]
    [InlineData("02803", "2001-07-01", false)]
    [InlineData("05401", "2004-07-26", false)]   // handling came later
    [InlineData("05401", "2004-07-27", true)]
    [InlineData("05301", "2007-01-14", true)]    // deception until the Fraud Act
    [InlineData("05301", "2007-01-15", false)]
    [InlineData("05340", "2007-01-15", true)]
    [InlineData("09251", "2020-01-01", true)]    // heroin
    [InlineData("09252", "2020-01-01", false)]   // LSD is Class A, but not specified
    [InlineData("10501", "2020-01-01", false)]
    public void Trigger_offences_are_dated(string code, string date, bool isTrigger) =>
        Assert.Equal(isTrigger, OffenceCatalogue.BuiltIn.Find(code)!.IsTriggerOn(DateOnly.ParseExact(date, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)));

    [Fact]
    public void Text_is_ordered_by_its_UTF8_bytes()
    {
        string[] texts = ["", "A", "a", "Ä", "\uE000", "\uFFFD", "\U00010000", "\U0001F600", "a\U0001F600", "a\uFFFD"];
        foreach (var left in texts)
        {
            foreach (var right in texts)
                Assert.Equal(Math.Sign(System.Text.Encoding.UTF8.GetBytes(left).AsSpan().SequenceCompareTo(System.Text.Encoding.UTF8.GetBytes(right))), Math.Sign(Utf8Ordinal.Compare(left, right)));
        }
    }
}
