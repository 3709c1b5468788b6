using System.Globalization;

namespace Iom.Selection.Agreement.Tests.Reference;

/// <summary>One row of an extract by column name; an empty cell, or a column that isn't there, is empty text.</summary>
internal sealed record ReferenceRow(IReadOnlyDictionary<string, string> Cells, bool FieldsFit)
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

/// <summary>A file of a folder, or that it was not supplied.</summary>
internal sealed record ReferenceTable(bool Supplied, IReadOnlyList<ReferenceRow> Rows)
{
    public static ReferenceTable Read(string folder, string name)
    {
        var path = Path.Combine(folder, name);
        if (!File.Exists(path)) return new ReferenceTable(false, []);
        var lines = CsvText.ReadFile(path);
        var header = lines[0].Select(column => column.Trim().ToLowerInvariant()).ToArray();
        var rows = lines.Skip(1).Select(line => new ReferenceRow(
            header.Zip(line).ToDictionary(pair => pair.First, pair => pair.Second),
            line.Length == header.Length));
        return new ReferenceTable(true, [.. rows]);
    }
}
