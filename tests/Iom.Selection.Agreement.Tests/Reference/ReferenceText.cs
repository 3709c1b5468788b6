using System.Globalization;
using System.Text.RegularExpressions;

namespace Iom.Selection.Agreement.Tests.Reference;

/// <summary>What a text means.</summary>
internal static partial class ReferenceText
{
    /// <summary>Zero width space, non-joiner, joiner, word joiner, and the byte order mark.</summary>
    private const string Invisible = "\u200B\u200C\u200D\u2060\uFEFF";

    public static readonly IComparer<string> Utf8 = Comparer<string>.Create(CompareUtf8);

    private static readonly string[] Placeholders =
        ["0", "-", "n/a", "na", "nil", "none", "null", "unknown", "not known", "not recorded", "withheld", "tbc"];

    private static readonly string[] Sentinels = ["0001-01-01", "1753-01-01", "1899-12-30", "1899-12-31", "1900-01-01", "2999-12-31", "9999-12-31"];

    public static DateOnly? Date(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;

    public static decimal? Number(string text) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null;

    public static int CompareUtf8(string a, string b) =>
        System.Text.Encoding.UTF8.GetBytes(a).AsSpan().SequenceCompareTo(System.Text.Encoding.UTF8.GetBytes(b));

    /// <summary>"White space of any kind, no-break spaces, byte order marks and zero-width characters are taken off both ends."</summary>
    public static string Trim(string text)
    {
        var (from, to) = (0, text.Length);
        while (from < to && IsBlank(text[from])) from++;
        while (to > from && IsBlank(text[to - 1])) to--;
        return text[from..to];
    }

    public static bool IsBlank(char c) => char.IsWhiteSpace(c) || Invisible.Contains(c, StringComparison.Ordinal);

    /// <summary>The members of a set, each once, in order.</summary>
    public static string[] Set(string text) =>
        [.. text.ToLowerInvariant().Split(';').Select(Trim).Where(part => part.Length > 0).Distinct().Order(StringComparer.Ordinal)];

    public static bool IsSentinel(string text) => Sentinels.Contains(text);

    /// <summary>"No id."</summary>
    public static bool IsPlaceholder(string id) =>
        Placeholders.Contains(id.ToLowerInvariant()) || id.StartsWith("total", StringComparison.OrdinalIgnoreCase) || !HasLetterOrDigit(id);

    /// <summary>"Digits with a point or comma before an E, or a + behind it, or ending in .0; 1E5 is an id."</summary>
    public static bool IsDamagedId(string id) => DamagedId().IsMatch(id);

    public static bool IsSerialDate(string cell) => SerialDate().IsMatch(cell);

    /// <summary>"A slash parts the two, and each is padded by itself to three and two digits."</summary>
    public static string Code(string written)
    {
        if (!SlashedCode().IsMatch(written)) return written;
        var parts = written.Split('/');
        return parts[0].PadLeft(3, '0') + parts[1].PadLeft(2, '0');
    }

    private static bool HasLetterOrDigit(string id)
    {
        for (var i = 0; i < id.Length; i += char.IsSurrogatePair(id, i) ? 2 : 1)
        {
            if (char.IsLetterOrDigit(id, i)) return true;
        }
        return false;
    }

    [GeneratedRegex(@"^([0-9]+[.,][0-9]+[Ee][+-]?[0-9]+|[0-9]+[Ee]\+[0-9]+|[0-9]+\.0)$")]
    private static partial Regex DamagedId();

    [GeneratedRegex(@"^[0-9]{5}(\.[0-9]*)?$")]
    private static partial Regex SerialDate();

    [GeneratedRegex("^[0-9]{1,3}/[0-9]{1,2}$")]
    private static partial Regex SlashedCode();
}
