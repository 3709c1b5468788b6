using FsCheck;
using FsCheck.Fluent;
using Iom.Selection.Runs.Output;

namespace Iom.Selection.Extracts.Tests.Runs;

public class FormulaGuardTests
{
    [Theory]
    [InlineData("=1", "'=1")]
    [InlineData("'=1", "''=1")]
    [InlineData("a;=1", "a;'=1")]
    [InlineData("a;'=1", "a;''=1")]
    [InlineData("a;=1;+2;b", "a;'=1;'+2;b")]
    [InlineData("=a;=b", "'=a;'=b")]
    [InlineData("a\n=1", "a\n'=1")]
    [InlineData("a\r\n@b", "a\r\n'@b")]
    [InlineData("a\t-1", "a\t'-1")]
    [InlineData("a;\u200B\uFF1D1", "a;'\u200B\uFF1D1")]
    [InlineData(";;=", ";;'=")]
    [InlineData("tie:2/5;above-entry", "tie:2/5;above-entry")]
    [InlineData("late;'again'", "late;'again'")]
    [InlineData("a; -1", "a; -1")]
    [InlineData("a=1", "a=1")]
    [InlineData("", "")]
    public void An_apostrophe_goes_before_what_a_spreadsheet_would_run_whatever_parts_its_cells(string text, string written)
    {
        Assert.Equal(written, FormulaGuard.Protect(text));
        Assert.Equal(text, FormulaGuard.Unprotect(written));
    }

    [SeededProperty(MaxTest = 2000)]
    public Property What_was_protected_is_read_as_it_was_and_nothing_in_it_would_run() =>
        Prop.ForAll(Gen.Elements('=', '+', '-', '@', ';', '\t', '\r', '\n', '\'', '\u200B', '\uFF1D', ' ', 'a', '1', '"', ',').ArrayOf().Select(chars => new string(chars)).ToArbitrary(), text =>
        {
            var written = FormulaGuard.Protect(text);
            Assert.Equal(text, FormulaGuard.Unprotect(written));
            foreach (var cell in written.Split(';', '\n', '\r', '\t')) Assert.False(cell.TrimStart('\u200B') is [var first, ..] && "=+-@\uFF1D".Contains(first, StringComparison.Ordinal));
        });

    [Fact]
    public void A_text_of_nothing_but_separators_takes_no_longer_than_its_length()
    {
        foreach (var c in ";\n\r\t'\u200B")
        {
            var text = new string(c, 400_000);
            Assert.Equal(text, FormulaGuard.Unprotect(FormulaGuard.Protect(text)));
        }
    }
}
