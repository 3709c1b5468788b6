using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace Iom.Selection.Reports.Templates;

/// <summary>A piece of a page: what stands in the program is markup, what stands in a hole is data and is escaped.</summary>
/// <remarks>
/// A hole may stand in text or in a value in double quotes, and nowhere else; never in a value that a browser runs or follows (<c>href</c>, <c>src</c>,
/// <c>style</c>, <c>on...</c>), but for numbers. A template that does otherwise throws, whatever the data. Data of a type that has no overload does not compile.
/// Characters that steer (controls, and those that turn text around or are not seen) are shown as U+FFFD.
/// </remarks>
[InterpolatedStringHandler]
internal ref struct Template
{
    private static readonly string[] Followed = ["href", "src", "style", "srcset", "action", "formaction", "data", "xlink:href", "srcdoc", "content"];

    private readonly StringBuilder _markup;
    private readonly StringBuilder _name = new();
    private Place _place;

    public Template(int literalLength, int formattedCount) => _markup = new StringBuilder(literalLength + formattedCount * 16);

    private enum Place
    {
        Text,
        Tag,
        Value,
    }

    public void AppendLiteral(string markup)
    {
        foreach (var c in markup)
        {
            switch (_place, c)
            {
                case (Place.Text, '<'):
                    _place = Place.Tag;
                    _name.Clear();
                    break;
                case (Place.Tag, '>'):
                    _place = Place.Text;
                    break;
                case (Place.Tag, '"'):
                    _place = Place.Value;
                    break;
                case (Place.Tag, ' ' or '\n'):
                    _name.Clear();
                    break;
                case (Place.Tag, '='):
                    break;
                case (Place.Tag, _):
                    _name.Append(c);
                    break;
                case (Place.Value, '"'):
                    _place = Place.Tag;
                    _name.Clear();
                    break;
                default:
                    break;
            }
        }
        _markup.Append(markup);
    }

    public readonly void AppendFormatted(string? text)
    {
        RequireHole(isNumber: false);
        // Half of a pair of characters is no character, and comes as U+FFFD.
        foreach (var rune in (text ?? "").EnumerateRunes())
        {
            _ = rune.Value switch
            {
                '&' => _markup.Append("&amp;"),
                '<' => _markup.Append("&lt;"),
                '>' => _markup.Append("&gt;"),
                '"' => _markup.Append("&quot;"),
                '\'' => _markup.Append("&#39;"),
                '\n' or '\t' => _markup.Append(' '),
                < 127 and >= ' ' => _markup.Append((char)rune.Value),
                _ => Steers(rune) ? _markup.Append('\uFFFD') : _markup.Append(rune.ToString()),
            };
        }
    }

    public readonly void AppendFormatted(long number)
    {
        RequireHole(isNumber: true);
        _markup.Append(CultureInfo.InvariantCulture, $"{number}");
    }

    public readonly void AppendFormatted(double number)
    {
        RequireHole(isNumber: true);
        // Enough for a picture, and the same on every machine.
        _markup.Append(Math.Round(number, 1, MidpointRounding.AwayFromZero).ToString("0.#", CultureInfo.InvariantCulture));
    }

    public readonly void AppendFormatted(Html html)
    {
        if (_place != Place.Text) throw new InvalidOperationException("Markup stands in no value.");
        _markup.Append(html.ToString());
    }

    public readonly void AppendFormatted(IEnumerable<Html> parts)
    {
        foreach (var part in parts) AppendFormatted(part);
    }

    internal readonly string ToMarkup() => _place == Place.Text ? _markup.ToString() : throw new InvalidOperationException("The template ends within a tag.");

    private readonly void RequireHole(bool isNumber)
    {
        if (_place == Place.Text) return;
        var name = _name.ToString();
        if (_place == Place.Tag || (!isNumber && (name.StartsWith("on", StringComparison.OrdinalIgnoreCase) || Followed.Contains(name, StringComparer.OrdinalIgnoreCase))))
            throw new InvalidOperationException($"Data may not stand here: {name}.");
    }

    private static bool Steers(Rune rune) => Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
