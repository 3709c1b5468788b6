using AngleSharp.Html.Parser;
using Iom.Selection.Reports.Templates;

namespace Iom.Selection.Reports.Tests;

public class TemplateTests
{
    [Theory]
    [InlineData("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;")]
    [InlineData("\"' onclick='x", "&quot;&#39; onclick=&#39;x")]
    [InlineData("&amp;", "&amp;amp;")]
    [InlineData("a\u202Eb\u2066c\u200Bd\0e\u001Bf", "a\uFFFDb\uFFFDc\uFFFDd\uFFFDe\uFFFDf")]
    [InlineData("two\nlines\tand a tab", "two lines and a tab")]
    [InlineData("\U000E0041tag, \U0001F600", "\uFFFDtag, \U0001F600")]
    public void Data_is_escaped_in_text_and_in_values(string data, string escaped)
    {
        Assert.Equal($"<p>{escaped}</p>", Html.Of($"<p>{data}</p>").ToString());
        Assert.Equal($"<p title=\"{escaped}\">x</p>", Html.Of($"<p title=\"{data}\">x</p>").ToString());
    }

    [Fact]
    public void Data_may_not_stand_where_a_browser_would_run_or_follow_it()
    {
        const string data = "x";
        Assert.Throws<InvalidOperationException>(() => Html.Of($"<a href=\"{data}\">x</a>"));
        Assert.Throws<InvalidOperationException>(() => Html.Of($"<img src=\"{data}\">"));
        Assert.Throws<InvalidOperationException>(() => Html.Of($"<p style=\"{data}\">x</p>"));
        Assert.Throws<InvalidOperationException>(() => Html.Of($"<p onclick=\"{data}\">x</p>"));
        Assert.Throws<InvalidOperationException>(() => Html.Of($"<p class={data}>x</p>"));
        Assert.Throws<InvalidOperationException>(() => Html.Of($"<{data}>x"));
        Assert.Throws<InvalidOperationException>(() => Html.Of($"<p title=\"{Html.Of($"<b>x</b>")}\">x</p>"));
        Assert.Throws<InvalidOperationException>(() => Html.Of($"<p title=\"{data}"));
        Assert.Equal("<a href=\"#p7\">x</a>", Html.Of($"<a href=\"#p{7}\">{data}</a>").ToString());
    }

    [SeededProperty(MaxTest = 500)]
    public bool Whatever_the_data_a_parser_finds_the_element_and_the_text_and_nothing_else(FsCheck.NonNull<string> data)
    {
        var body = new HtmlParser().ParseDocument($"<body>{Html.Of($"<p title=\"{data.Get}\">{data.Get}</p>")}").Body!;
        var p = body.Children.Single();
        return body.ChildNodes.Length == 1 && p.Attributes.Length == 1 && p.Children.Length == 0 && p.TextContent == p.GetAttribute("title");
    }
}
