using System.Globalization;

namespace Iom.Selection.Agreement.Tests.Reference;

/// <summary>One row of an extract by the contract's column names; an empty cell, or a column that isn't there, is empty text.</summary>
/// <param name="Cells">The cells, as the map makes them.</param>
/// <param name="Broken">What is wrong with the row as a whole; null if nothing.</param>
/// <param name="Mapping">How its file is read.</param>
/// <param name="Line">The line on which it begins.</param>
internal sealed record ReferenceRow(IReadOnlyDictionary<string, string> Cells, string? Broken, ReferenceMapping Mapping, int Line)
{
    public string this[string column] => Cells.GetValueOrDefault(column, "") is var text && text.Trim(' ').Length == 0 ? "" : text;

    /// <summary>The cell of a vocabulary, which knows no case.</summary>
    public string Word(string column) => this[column].ToLowerInvariant();

    public DateOnly? Date(string column) => ReferenceText.Date(this[column]);
}

internal static class ReferenceText
{
    public static DateOnly? Date(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;

    public static decimal? Number(string text) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null;

    public static int CompareUtf8(string a, string b) =>
        System.Text.Encoding.UTF8.GetBytes(a).AsSpan().SequenceCompareTo(System.Text.Encoding.UTF8.GetBytes(b));

    public static readonly IComparer<string> Utf8 = Comparer<string>.Create(CompareUtf8);
}

/// <summary>All files of a kind in a folder, one after another, or that none was supplied.</summary>
internal sealed record ReferenceTable(bool Supplied, IReadOnlyList<ReferenceRow> Rows)
{
    /// <param name="folder">The folder.</param>
    /// <param name="name">The contract's name of the kind.</param>
    /// <param name="map">What the folder's map says.</param>
    /// <param name="dates">The columns that hold dates.</param>
    public static ReferenceTable Read(string folder, string name, ReferenceMap map, IReadOnlyCollection<string> dates)
    {
        var rows = new List<ReferenceRow>();
        var supplied = false;
        foreach (var mapping in map.For(name))
        {
            foreach (var path in mapping.FilesIn(folder))
            {
                supplied = true;
                var lines = CsvText.Rows(mapping.Encoding.GetString(File.ReadAllBytes(path)), mapping.Delimiter);
                var header = lines[0].Cells.Select(column => column.Trim().ToLowerInvariant()).ToArray();
                rows.AddRange(lines.Skip(1).Select(line => new ReferenceRow(
                    mapping.ByContract(header.Zip(line.Cells).ToDictionary(pair => pair.First, pair => pair.Second), dates),
                    line.Cells.Length < header.Length ? "too-few-fields" : line.Cells.Length > header.Length ? "too-many-fields" : null, mapping, line.Line)));
            }
        }
        return new ReferenceTable(supplied, rows);
    }
}
