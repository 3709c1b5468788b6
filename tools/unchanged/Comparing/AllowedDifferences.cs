using System.IO.Enumeration;
using System.Text;

namespace Iom.Selection.Unchanged.Comparing;

/// <summary>The committed table of what the new version may write otherwise. It is applied to what the old one wrote, row by row.</summary>
internal sealed class AllowedDifferences
{
    private static readonly string[] Header = ["where", "old", "new", "why"];

    private readonly AllowedDifference[] _rows;
    private readonly int[] _met;

    public AllowedDifferences(IEnumerable<AllowedDifference> rows)
    {
        _rows = [.. rows];
        _met = new int[_rows.Length];
    }

    /// <summary>The rows that met nothing: they may go from the table.</summary>
    public IEnumerable<AllowedDifference> Unmet => _rows.Where((_, row) => _met[row] == 0);

    /// <summary>Reads the table.</summary>
    /// <exception cref="FormatException">A row says too little: the message names it.</exception>
    public static AllowedDifferences Load(string path)
    {
        var rows = CsvText.Read(File.ReadAllText(path).TrimStart('\uFEFF')).ToArray();
        if (rows is not [var header, ..] || !header.SequenceEqual(Header)) throw new FormatException($"{path}: the first row is to be {string.Join(',', Header)}.");
        return new AllowedDifferences(rows.Skip(1).Select((row, index) =>
            row is [{ Length: > 0 } where, { Length: > 0 } old, var @new, { Length: > 0 } why] && old != @new
                ? new AllowedDifference(where, Latin(Unescaped(old)), Latin(Unescaped(@new)), why)
                : throw new FormatException(FormattableString.Invariant($"{path}: row {index + 2} needs where, old, new (another than old, or nothing) and why."))));
    }

    /// <summary>The old output as the new version is to write it.</summary>
    /// <param name="output">Its name.</param>
    /// <param name="text">Its bytes, a character each.</param>
    public string Applied(string output, string text)
    {
        for (var i = 0; i < _rows.Length; i++)
        {
            if (!IsAbout(_rows[i].Where, output)) continue;
            var changed = _rows[i].Pattern is { } pattern ? pattern.Replace(text, _rows[i].New) : text.Replace(_rows[i].Old, _rows[i].New, StringComparison.Ordinal);
            if (!ReferenceEquals(changed, text) && changed != text) Interlocked.Increment(ref _met[i]);
            text = changed;
        }
        return text;
    }

    private static bool IsAbout(string where, string output)
    {
        if (where is "stdout" or "stderr") return output == where || output.StartsWith(where + " ", StringComparison.Ordinal);
        return FileSystemName.MatchesSimpleExpression(where, output, ignoreCase: false)
            || FileSystemName.MatchesSimpleExpression(where, output.AsSpan(output.LastIndexOf('/') + 1), ignoreCase: false);
    }

    // Outputs are compared byte by byte, so what stands in the table becomes bytes too.
    private static string Latin(string text) => Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(text));

    private static string Unescaped(string text) =>
        text.Replace("\\\\", "\0", StringComparison.Ordinal).Replace("\\n", "\n", StringComparison.Ordinal).Replace("\\r", "\r", StringComparison.Ordinal)
            .Replace("\\t", "\t", StringComparison.Ordinal).Replace('\0', '\\');
}
