using System.Text;

namespace Iom.Selection.Agreement.Tests.Reference;

/// <summary>Ids as they look: Unicode NFKC, for the characters that the generated folders have, and simple upper-casing.</summary>
internal static class ReferenceAlike
{
    private static readonly Dictionary<char, string> Compatible = new()
    {
        ['\u3000'] = " ",
        ['\u00A0'] = " ",
        ['\uFB01'] = "fi",
        ['\u00B2'] = "2",
        ['\u2460'] = "1",
        ['\u2126'] = "\u03A9",
        ['\u212A'] = "K",
        ['\u212B'] = "\u00C5",
        ['\u00BD'] = "1\u20442",
    };

    private static readonly Dictionary<string, char> Composed = new()
    {
        ["e\u0301"] = '\u00E9',
        ["E\u0301"] = '\u00C9',
        ["A\u030A"] = '\u00C5',
        ["a\u0308"] = '\u00E4',
        ["A\u0308"] = '\u00C4',
    };

    public static string Key(string id)
    {
        var text = string.Concat(id.Select(c => Compatible.GetValueOrDefault(c) ?? (c is >= '\uFF01' and <= '\uFF5E' ? (char)(c - '\uFF01' + '!') : c).ToString()));
        var key = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            if (i + 1 < text.Length && Composed.TryGetValue(text[i..(i + 2)], out var composed))
            {
                key.Append(composed);
                i++;
            }
            else
            {
                key.Append(text[i]);
            }
        }
        return key.ToString().ToUpperInvariant();
    }
}
