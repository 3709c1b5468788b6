namespace Iom.Selection.Extracts.Contract;

/// <summary>What the text of a cell looks like, whatever its column.</summary>
internal static class CellText
{
    /// <summary>From so many digits on a spreadsheet does not keep all of them.</summary>
    public const int LongNumberDigits = 16;

    private const int DigitsKept = 15;

    private static readonly string[] Placeholders = ["0", "-", "n/a", "na", "nil", "none", "null", "unknown", "not known", "not recorded", "withheld", "tbc"];

    /// <summary>Whether a character shows nothing: white space of any kind, and characters without width.</summary>
    public static bool IsBlank(char c) => c switch
    {
        ' ' => true,
        < '\u0080' => c is >= '\t' and <= '\r',
        '\u00AD' or '\u061C' or '\u180E' or '\uFEFF' or >= '\u200B' and <= '\u200F' or >= '\u202A' and <= '\u202E' or >= '\u2060' and <= '\u206F' => true,
        _ => char.IsWhiteSpace(c),
    };

    /// <summary>The text without blanks at its ends.</summary>
    public static string Trim(string text)
    {
        var (start, end) = (0, text.Length);
        while (start < end && IsBlank(text[start])) start++;
        while (end > start && IsBlank(text[end - 1])) end--;
        return end - start == text.Length ? text : text[start..end];
    }

    /// <summary>What a cell says: without blanks at its ends, and without a formula for a text.</summary>
    public static string Said(string cell) => Trim(WithoutFormula(Trim(cell)));

    /// <summary>Whether a text without blanks at its ends has one inside, other than the plain space.</summary>
    public static bool HasBlankInside(string text)
    {
        foreach (var c in text)
        {
            if (c != ' ' && IsBlank(c)) return true;
        }
        return false;
    }

    /// <summary>The text that a spreadsheet's formula for a text holds: of <c>="00123"</c>, <c>00123</c>.</summary>
    public static string WithoutFormula(string text) =>
        text.Length > 3 && text.StartsWith("=\"", StringComparison.Ordinal) && text[^1] == '"' ? text[2..^1].Replace("\"\"", "\"", StringComparison.Ordinal) : text;

    /// <summary>Whether an id is none: a word for nobody, a total, or nothing with a letter or a digit.</summary>
    public static bool IsPlaceholder(string id)
    {
        foreach (var word in Placeholders)
        {
            if (word.Equals(id, StringComparison.OrdinalIgnoreCase)) return true;
        }
        if (id.StartsWith("total", StringComparison.OrdinalIgnoreCase)) return true;
        foreach (var rune in id.EnumerateRunes())
        {
            if (System.Text.Rune.IsLetterOrDigit(rune)) return false;
        }
        return true;
    }

    /// <summary>Whether an id of printable ASCII may be a placeholder: few are, by their first and last byte.</summary>
    public static bool MayBePlaceholder(ReadOnlySpan<byte> id) => (id[0] | 0x20) switch
    {
        >= '1' and <= '9' => false,
        '0' => id.Length == 1,
        // Words end in a letter; what begins with a total may end in anything.
        'n' or 'u' or 'w' => !char.IsAsciiDigit((char)id[^1]),
        't' => !char.IsAsciiDigit((char)id[^1]) || (id[1] | 0x20) == 'o',
        >= 'a' and <= 'z' => false,
        _ => true,
    };

    /// <summary>Whether a spreadsheet has made another number of an id: <c>1.23E+11</c>, <c>2,026E17</c>, <c>1001.0</c>; <c>1E5</c> is an id.</summary>
    public static bool IsDamagedId(ReadOnlySpan<char> id)
    {
        if (id.IsEmpty || !char.IsAsciiDigit(id[0])) return false;
        if (EndsInPointZero(id)) return true;
        var e = id.IndexOfAny('E', 'e');
        if (e < 0 || e == id.Length - 1) return false;
        var before = id[..e];
        var behind = id[(e + 1)..];
        var hasPlus = behind[0] == '+';
        if (hasPlus) behind = behind[1..];
        if (behind.IsEmpty || behind.ContainsAnyExceptInRange('0', '9')) return false;
        var point = before.IndexOfAny('.', ',');
        if (point < 0) return hasPlus && !before.ContainsAnyExceptInRange('0', '9');
        return !before[..point].ContainsAnyExceptInRange('0', '9') && !before[(point + 1)..].ContainsAnyExceptInRange('0', '9');
    }

    /// <summary>Whether it is digits and then <c>.0</c>.</summary>
    public static bool EndsInPointZero(ReadOnlySpan<char> text) =>
        text.Length > 2 && text[^2] == '.' && text[^1] == '0' && !text[..^2].ContainsAnyExceptInRange('0', '9');

    /// <summary>Whether it is a number of so many digits that a spreadsheet does not keep all of them.</summary>
    public static bool IsLongNumber(ReadOnlySpan<char> text) => text.Length >= LongNumberDigits && !text.ContainsAnyExceptInRange('0', '9');

    /// <summary>The same for bytes.</summary>
    public static bool IsLongNumber(ReadOnlySpan<byte> cell) => cell.Length >= LongNumberDigits && !cell.ContainsAnyExceptInRange((byte)'0', (byte)'9');

    /// <summary>Whether all digits of a long number from the sixteenth on are zeros.</summary>
    public static bool EndsInZeros(ReadOnlySpan<char> number) => !number[DigitsKept..].ContainsAnyExcept('0');

    /// <summary>The same for bytes.</summary>
    public static bool EndsInZeros(ReadOnlySpan<byte> number) => !number[DigitsKept..].ContainsAnyExcept((byte)'0');
}
