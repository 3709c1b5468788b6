using System.ComponentModel;
using System.Globalization;
using System.Text;
using Iom.Selection.Extracts.Contract;

namespace Iom.Selection.Extracts.Store;

/// <summary>Text in the form NFKC of Unicode 14.0, then in simple upper case: what looks or sounds alike becomes the same.</summary>
/// <remarks>
/// Unicode Standard Annex #15, Unicode Normalization Forms, revision 51 (2021). The tables of the Unicode Character Database lie in the package, because
/// without ICU, as the tool runs, the framework normalises nothing.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class CompatibilityForm
{
    private const int SyllableBase = 0xAC00, LeadBase = 0x1100, VowelBase = 0x1161, TailBase = 0x11A7;
    private const int Leads = 19, Vowels = 21, Tails = 28, Syllables = Leads * Vowels * Tails;

    private static readonly Lazy<CompatibilityForm> Loaded = new(() => new CompatibilityForm());

    private readonly Dictionary<int, int[]> _decompositions = [];
    private readonly Dictionary<int, int> _classes = [];
    private readonly Dictionary<(int First, int Second), int> _compositions = [];

    private CompatibilityForm()
    {
        using var reader = new StreamReader(typeof(CompatibilityForm).Assembly.GetManifestResourceStream("Iom.Selection.Extracts.unicode-14.0.txt")
            ?? throw new InvalidOperationException("The tables of Unicode are missing from the assembly."));
        while (reader.ReadLine() is { } line)
        {
            var parts = line.Split(' ');
            switch (parts[0])
            {
                case "D":
                    _decompositions.Add(Hex(parts[1]), [.. parts[2..].Select(Hex)]);
                    break;
                case "K":
                    for (var rune = Hex(parts[1]); rune <= Hex(parts[2]); rune++) _classes.Add(rune, int.Parse(parts[3], CultureInfo.InvariantCulture));
                    break;
                case "C":
                    _compositions.Add((Hex(parts[1]), Hex(parts[2])), Hex(parts[3]));
                    break;
                default:
                    break;
            }
        }

        static int Hex(string text) => int.Parse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
    }

    /// <summary>The form of a text by which it is compared.</summary>
    /// <param name="text">The text.</param>
    /// <returns>Normalised, in upper case.</returns>
    public static string Fold(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (Ascii.IsValid(text)) return text.ToUpperInvariant();
        return Loaded.Value.Normalise(text).ToUpperInvariant();
    }

    /// <summary>The form of a label by which it is compared: without blanks of any kind at its ends, one space for several within, no character that is not seen.</summary>
    /// <param name="label">The label.</param>
    /// <returns>Its form; empty of a label of blanks alone.</returns>
    public static string FoldLabel(string label)
    {
        ArgumentNullException.ThrowIfNull(label);
        var folded = new StringBuilder(label.Length);
        foreach (var c in Fold(label))
        {
            if (char.IsWhiteSpace(c))
            {
                if (folded.Length > 0 && folded[^1] != ' ') folded.Append(' ');
            }
            else if (!CellText.IsBlank(c)) folded.Append(c);
        }
        return folded.ToString().TrimEnd(' ');
    }

    private string Normalise(string text)
    {
        var runes = new List<int>(text.Length);
        foreach (var rune in text.EnumerateRunes()) Decompose(rune.Value, runes);
        Order(runes);
        Compose(runes);
        var normal = new StringBuilder(runes.Count);
        foreach (var rune in runes) normal.Append(char.ConvertFromUtf32(rune));
        return normal.ToString();
    }

    private void Decompose(int rune, List<int> into)
    {
        if (rune - SyllableBase is >= 0 and < Syllables and var syllable)
        {
            into.Add(LeadBase + (syllable / (Vowels * Tails)));
            into.Add(VowelBase + (syllable % (Vowels * Tails) / Tails));
            if (syllable % Tails > 0) into.Add(TailBase + (syllable % Tails));
        }
        else if (_decompositions.TryGetValue(rune, out var parts))
        {
            // The table holds full decompositions, but for syllables in them.
            foreach (var part in parts)
            {
                if (part == rune) into.Add(part);
                else Decompose(part, into);
            }
        }
        else
        {
            into.Add(rune);
        }
    }

    // Marks that follow a letter come in the order of their classes; those of one class stay in theirs.
    private void Order(List<int> runes)
    {
        for (var first = 0; first < runes.Count;)
        {
            var end = first;
            while (end < runes.Count && ClassOf(runes[end]) != 0) end++;
            if (end - first > 1)
            {
                int[] marks = [.. runes[first..end].OrderBy(ClassOf)];
                for (var i = 0; i < marks.Length; i++) runes[first + i] = marks[i];
            }
            first = end + 1;
        }
    }

    private void Compose(List<int> runes)
    {
        var (starter, lastClass, kept) = (-1, 0, 0);
        for (var i = 0; i < runes.Count; i++)
        {
            var (rune, ownClass) = (runes[i], ClassOf(runes[i]));
            var isBlocked = starter >= 0 && kept > starter + 1 && lastClass >= ownClass;
            if (starter >= 0 && !isBlocked && Composed(runes[starter], rune) is { } composed)
            {
                runes[starter] = composed;
                continue;
            }
            if (ownClass == 0) starter = kept;
            lastClass = ownClass;
            runes[kept++] = rune;
        }
        runes.RemoveRange(kept, runes.Count - kept);
    }

    private int? Composed(int first, int second)
    {
        if (first - LeadBase is >= 0 and < Leads and var lead && second - VowelBase is >= 0 and < Vowels and var vowel)
            return SyllableBase + (((lead * Vowels) + vowel) * Tails);
        if (first - SyllableBase is >= 0 and < Syllables and var syllable && syllable % Tails == 0 && second - TailBase is > 0 and < Tails and var tail)
            return first + tail;
        return _compositions.TryGetValue((first, second), out var composed) ? composed : null;
    }

    private int ClassOf(int rune) => _classes.GetValueOrDefault(rune);
}
