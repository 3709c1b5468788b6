using System.Buffers;
using System.Text;

namespace Iom.Selection.Runs.Output;

/// <summary>Which cells a spreadsheet would run as formulas, so that one apostrophe goes before them.</summary>
/// <remarks>
/// Signs of formulas, in the wide and small forms of East Asian text too, at the beginning or behind what is not seen: line feeds and zero-width characters. A cell that begins
/// with an apostrophe gets one more, so that who takes one away has what was there.
/// </remarks>
internal static class FormulaGuard
{
    private static readonly SearchValues<char> Signs = SearchValues.Create("=+-@\t\r'\uFF1D\uFF0B\uFF0D\uFF20\uFE66\uFE62\uFE63\uFE6B\u2212");

    /// <summary>Whether an apostrophe must go before a text.</summary>
    public static bool IsNeeded(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (Signs.Contains(c)) return true;
            if (!IsUnseen(c)) return false;
        }
        return false;
    }

    /// <summary>The same of a text in UTF-8.</summary>
    public static bool IsNeeded(ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty) return false;
        // By far the most begin with a letter or a digit.
        if (text[0] is < 0x80 and not (byte)'\n') return text[0] is (byte)'=' or (byte)'+' or (byte)'-' or (byte)'@' or (byte)'\t' or (byte)'\r' or (byte)'\'';
        while (Rune.DecodeFromUtf8(text, out var rune, out var length) == OperationStatus.Done && rune.IsBmp)
        {
            if (Signs.Contains((char)rune.Value)) return true;
            if (!IsUnseen((char)rune.Value)) return false;
            text = text[length..];
        }
        return false;
    }

    private static bool IsUnseen(char c) => c is '\n' or '\u00AD' or (>= '\u200B' and <= '\u200F') or (>= '\u2028' and <= '\u202E') or (>= '\u2060' and <= '\u206F') or '\uFEFF';
}
