using System.Text;
using Iom.Selection.Foundation;

namespace Iom.Selection.Extracts.Contract;

/// <summary>Finds out why a file does not begin with the header that it should: another delimiter, or lines before it.</summary>
internal static class HeaderHint
{
    private const int MaxBytes = 64 * 1024;
    private const int MaxLines = 50;

    private static readonly string[] CommonDelimiters = [",", ";", "\t", "|"];

    /// <summary>What to change in the map so that the header is found; null where no such change is.</summary>
    /// <param name="stream">The file; disposed.</param>
    /// <param name="contract">Its kind.</param>
    /// <param name="mapping">How it was read.</param>
    public static string? Find(Stream stream, FileContract contract, FileMapping mapping)
    {
        if (!mapping.HasHeader) return null;
        string[] wanted = [.. FileLayout.RequiredNames(contract, mapping).Select(FileLayout.Fold)];
        if (wanted.Length == 0) return null;
        var lines = Lines(stream, mapping);
        var told = mapping.Delimiter.ToString();
        string[] delimiters = [told, .. CommonDelimiters.Where(other => other != told)];
        for (var line = 0; line < lines.Length; line++)
        {
            foreach (var delimiter in delimiters)
            {
                var cells = lines[line].Split(delimiter).Select(cell => FileLayout.Fold(cell.Trim().Trim('"'))).ToHashSet(StringComparer.Ordinal);
                // A person's row is no header, whatever it holds: the names that are looked for are ours or the map's.
                if (!wanted.All(cells.Contains)) continue;
                var other = delimiter == told ? null : $"its cells are separated by {FileLayout.NameOf(delimiter[0])}: give \"delimiter\": \"{(delimiter == "\t" ? "\\t" : delimiter)}\"";
                var skip = line == mapping.SkipLines ? null
                    : line == 0 ? "the header is the first line: leave \"skipLines\" out"
                    : FormattableString.Invariant($"there {(line == 1 ? "is" : "are")} {Plural.Format(line, "title line")} before the header: give \"skipLines\": {line}");
                return other is null && skip is null ? null : $"It looks as if {string.Join(", and ", new[] { skip, other }.OfType<string>())} in the map.";
            }
        }
        return null;
    }

    private static string[] Lines(Stream stream, FileMapping mapping)
    {
        using var decoded = (mapping with { Delimiter = new Rune(',') }).Decoded(stream);
        var bytes = new byte[MaxBytes];
        var length = decoded.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        return [.. Encoding.UTF8.GetString(bytes, 0, length).TrimStart('\uFEFF').ReplaceLineEndings("\n").Split('\n').Take(MaxLines)];
    }
}
