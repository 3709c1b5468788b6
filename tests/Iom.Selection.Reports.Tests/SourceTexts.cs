using System.Text;
using System.Text.RegularExpressions;

namespace Iom.Selection.Reports.Tests;

/// <summary>The texts that stand in a program: what is between quotes, without comments and without what fills holes, but with the texts in holes.</summary>
internal static partial class SourceTexts
{
    /// <summary>Each piece of text, with the line that it begins on.</summary>
    public static IReadOnlyList<(string Text, string Line)> Of(string source)
    {
        var found = new List<(string, string)>();
        var at = 0;
        Code(source, ref at, found, isHole: false);
        return found;
    }

    /// <summary>A piece without tags, whole or cut off by a hole.</summary>
    public static string WithoutMarkup(string piece)
    {
        if (piece.Contains("=\"", StringComparison.Ordinal) && !piece.Contains('<', StringComparison.Ordinal) && !piece.Contains('>', StringComparison.Ordinal)) return "";
        return EndOfTag().Replace(BeginOfTag().Replace(Tag().Replace(piece, " "), " "), " ");
    }

    private static void Code(string s, ref int at, List<(string, string)> found, bool isHole)
    {
        var depth = 0;
        while (at < s.Length)
        {
            if (s.AsSpan(at).StartsWith("//")) at = Or(s.IndexOf('\n', at), s.Length);
            else if (s.AsSpan(at).StartsWith("/*")) at = Or(s.IndexOf("*/", at + 2, StringComparison.Ordinal), s.Length) + 2;
            else if (s[at] == '\'') at += s[at + 1] == '\\' ? Math.Max(4, s.IndexOf('\'', at + 3) - at + 1) : 3;
            else if (s[at] is '"' or '$' or '@' && Opening().Match(s, at) is { Success: true } opening && opening.Index == at) Text(s, ref at, opening.Value, found);
            else
            {
                if (isHole && depth == 0 && s[at] == '}') return;
                if (s[at] is '{' or '(' or '[') depth++;
                if (s[at] is '}' or ')' or ']') depth--;
                at++;
            }
        }
    }

    private static void Text(string s, ref int at, string opening, List<(string, string)> found)
    {
        var (hasHoles, isVerbatim) = (opening.Contains('$', StringComparison.Ordinal), opening.Contains('@', StringComparison.Ordinal));
        var quotes = opening.TrimStart('$', '@');
        var isRaw = quotes.Length >= 3;
        // An empty text is two quotes.
        if (quotes.Length == 2)
        {
            at += opening.Length;
            return;
        }
        var line = s[(s.LastIndexOf('\n', at) + 1)..Or(s.IndexOf('\n', at), s.Length)];
        at += opening.Length;
        var piece = new StringBuilder();
        while (at < s.Length)
        {
            if (isRaw ? s.AsSpan(at).StartsWith(quotes) : s[at] == '"' && !(isVerbatim && at + 1 < s.Length && s[at + 1] == '"'))
            {
                at += quotes.Length;
                break;
            }
            if (hasHoles && s[at] == '{' && !(at + 1 < s.Length && s[at + 1] == '{'))
            {
                Flush();
                at++;
                Code(s, ref at, found, isHole: true);
                at++;
                continue;
            }
            var skipped = (!isRaw && !isVerbatim && s[at] == '\\') || (isVerbatim && s[at] == '"') || (hasHoles && s[at] is '{' or '}') ? 1 : 0;
            piece.Append(s[at + skipped]);
            at += 1 + skipped;
        }
        Flush();

        void Flush()
        {
            if (piece.Length > 0) found.Add((piece.ToString(), line));
            piece.Clear();
        }
    }

    private static int Or(int found, int otherwise) => found < 0 ? otherwise : found;

    [GeneratedRegex("""[$@]*"+""")]
    private static partial Regex Opening();

    [GeneratedRegex("<[^<>]*>")]
    private static partial Regex Tag();

    [GeneratedRegex("^[^<>]*>")]
    private static partial Regex BeginOfTag();

    [GeneratedRegex("<[^<>]*$")]
    private static partial Regex EndOfTag();
}
