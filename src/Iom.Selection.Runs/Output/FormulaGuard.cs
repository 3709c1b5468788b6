using System.Buffers;
using System.Text;

namespace Iom.Selection.Runs.Output;

/// <summary>Which cells a spreadsheet would run as formulas, so that one apostrophe goes before them; and takes it away again.</summary>
/// <remarks>
/// Signs of formulas, in the wide and small forms of East Asian text too, at the beginning or behind what is not seen: line feeds and zero-width characters. A cell that begins
/// with an apostrophe gets one more, so that who takes one away has what was there. A spreadsheet of a country that separates cells by semicolons makes cells of what
/// stands behind one, and knows no quotes there, so that a line end ends the row: within a cell, an apostrophe goes before each sign that would begin such a cell.
/// </remarks>
internal static class FormulaGuard
{
    private const char Apostrophe = '\'';

    private const string Operators = "=+-@\uFF1D\uFF0B\uFF0D\uFF20\uFE66\uFE62\uFE63\uFE6B\u2212";

    private static readonly SearchValues<char> Signs = SearchValues.Create(Operators + "\t\r");
    private static readonly SearchValues<char> InnerSigns = SearchValues.Create(Operators);
    private static readonly SearchValues<char> Separators = SearchValues.Create(";\t\r\n");

    /// <summary>Puts an apostrophe wherever one must go.</summary>
    public static string Protect(string text)
    {
        var isFormula = text.StartsWith(Apostrophe) || IsFormula(text);
        var first = FirstInner(text);
        if (first < 0) return isFormula ? Apostrophe + text : text;
        var written = new StringBuilder(text.Length + 8);
        if (isFormula) written.Append(Apostrophe);
        var at = 0;
        for (var next = first; next >= 0; next = NextInner(text, next))
        {
            written.Append(text, at, next - at).Append(Apostrophe);
            at = next;
        }
        return written.Append(text, at, text.Length - at).ToString();
    }

    /// <summary>Takes away what <see cref="Protect"/> has put there.</summary>
    public static string Unprotect(string text)
    {
        if (text.StartsWith(Apostrophe)) text = text[1..];
        if (FirstInner(text) < 0) return text;
        var read = new StringBuilder(text.Length);
        var at = 0;
        for (var next = FirstInner(text); next >= 0; next = NextInner(text, next))
        {
            read.Append(text, at, next - at);
            at = text[next] == Apostrophe ? next + 1 : next;
        }
        return read.Append(text, at, text.Length - at).ToString();
    }

    /// <summary>Whether an apostrophe must go before a text in UTF-8.</summary>
    public static bool IsNeeded(ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty) return false;
        // By far the most begin with a letter or a digit.
        if (text[0] is < 0x80 and not (byte)'\n') return text[0] is (byte)'=' or (byte)'+' or (byte)'-' or (byte)'@' or (byte)'\t' or (byte)'\r' or (byte)Apostrophe;
        while (Rune.DecodeFromUtf8(text, out var rune, out var length) == OperationStatus.Done && rune.IsBmp)
        {
            if (Signs.Contains((char)rune.Value)) return true;
            if (!IsUnseen((char)rune.Value)) return false;
            text = text[length..];
        }
        return false;
    }

    // Where the first part begins, but the beginning of the text, that would be run; -1 where none does.
    private static int FirstInner(string text) => NextInner(text, 0);

    private static int NextInner(string text, int from)
    {
        while (text.AsSpan(from).IndexOfAny(Separators) is >= 0 and var found)
        {
            from += found + 1;
            if (IsInnerFormula(text.AsSpan(from).TrimStart(Apostrophe))) return from;
        }
        return -1;
    }

    private static bool IsFormula(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (Signs.Contains(c)) return true;
            if (!IsUnseen(c)) return false;
        }
        return false;
    }

    // What separates is looked behind in its turn, so that no text is looked at more than twice.
    private static bool IsInnerFormula(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (InnerSigns.Contains(c)) return true;
            if (c == '\n' || !IsUnseen(c)) return false;
        }
        return false;
    }

    private static bool IsUnseen(char c) => c is '\n' or '\u00AD' or (>= '\u200B' and <= '\u200F') or (>= '\u2028' and <= '\u202E') or (>= '\u2060' and <= '\u206F') or '\uFEFF';
}
