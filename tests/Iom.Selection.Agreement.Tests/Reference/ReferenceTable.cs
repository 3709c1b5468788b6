using System.Text;

namespace Iom.Selection.Agreement.Tests.Reference;

/// <summary>One row of an extract by the contract's column names; an empty cell, or a column that isn't there, is empty text.</summary>
/// <param name="Cells">The cells, as the map makes them; none of a broken row.</param>
/// <param name="Broken">What is wrong with the row as a whole; null if nothing.</param>
/// <param name="Mapping">How its file is read.</param>
/// <param name="SourceFile">The name of its file.</param>
/// <param name="Line">The line on which it begins.</param>
internal sealed record ReferenceRow(IReadOnlyDictionary<string, string> Cells, string? Broken, ReferenceMapping Mapping, string SourceFile, int Line)
{
    /// <summary>The column in which it is broken; empty where none can be told.</summary>
    public string BrokenColumn { get; init; } = "";

    /// <summary>Whether the map's <c>rows</c> leave it out.</summary>
    public bool IsNotChosen { get; init; }

    /// <summary>The columns in which all long ids of the file end in zeros.</summary>
    public IReadOnlySet<string> RoundedColumns { get; init; } = new HashSet<string>();

    public string this[string column] => Cells.GetValueOrDefault(column, "");

    /// <summary>The cell of a vocabulary, which knows no case.</summary>
    public string Word(string column) => this[column].ToLowerInvariant();

    /// <summary>The date of a cell; none where it is empty, no date, or a sentinel.</summary>
    public DateOnly? Date(string column) => ReferenceText.IsSentinel(this[column]) ? null : ReferenceText.Date(this[column]);
}

/// <summary>All files of a kind in a folder, one after another, or that none was supplied.</summary>
internal sealed record ReferenceTable(bool Supplied, IReadOnlyList<ReferenceRow> Rows)
{
    /// <summary>How many cells had something about them that was taken off, or were written as a formula of a text.</summary>
    public int TrimmedCount { get; private set; }

    /// <summary>How many delimiters at the ends were let go, the header's as one and the rows' as one.</summary>
    public int LetGoCount { get; private set; }

    /// <summary>The columns that nobody named.</summary>
    public HashSet<string> IgnoredColumns { get; } = [];

    /// <summary>What a byte that is no UTF-8 is read as: no character.</summary>
    private const char NotUtf8 = '\uFFFF';

    private const int LongId = 16;

    private static readonly Encoding Utf8 = Encoding.GetEncoding("utf-8", EncoderFallback.ExceptionFallback, new DecoderReplacementFallback(NotUtf8.ToString()));

    /// <param name="folder">The folder.</param>
    /// <param name="name">The contract's name of the kind.</param>
    /// <param name="map">What the folder's map says.</param>
    public static ReferenceTable Read(string folder, string name, ReferenceMap map)
    {
        var rows = new List<ReferenceRow>();
        var table = new ReferenceTable(false, rows);
        foreach (var mapping in map.For(name))
        {
            foreach (var path in mapping.FilesIn(folder))
            {
                table = table with { Supplied = true };
                rows.AddRange(Marked(table.FileRows(path, mapping, ReferenceColumn.Files.GetValueOrDefault(name, [])), name));
            }
        }
        // "A missing file, or no data row in offenders.csv, stops the run before any work."
        if (name is "offenders.csv" or "offences.csv" && !table.Supplied) throw new ReferenceStopException($"{name} is missing.");
        if (name == "offenders.csv" && rows.Count == 0) throw new ReferenceStopException($"{name} has no data row.");
        return table;
    }

    private List<ReferenceRow> FileRows(string path, ReferenceMapping mapping, ReferenceColumn[] columns)
    {
        var text = (mapping.Encoding ?? Utf8).GetString(File.ReadAllBytes(path)).TrimStart('\uFEFF');
        var (delimiter, skipped) = (mapping.Delimiter, mapping.SkipLines);
        // "A first line sep=; is understood without them."
        if (text.StartsWith("sep=", StringComparison.OrdinalIgnoreCase) && text.Length > 4) (delimiter, skipped) = (text[4], skipped + 1);
        var lines = CsvText.Rows(text, delimiter, skipped);
        if (lines.Count == 0) return columns.Length == 0 || !mapping.HasHeader ? [] : throw new ReferenceStopException($"{Path.GetFileName(path)} has no header.");

        string[] header;
        if (mapping.HasHeader)
        {
            header = [.. lines[0].Cells.Select(column => ReferenceText.Trim(column).ToLowerInvariant())];
            lines.RemoveAt(0);
            if (header.Length > 1 && header[^1].Length == 0)
            {
                header = header[..^1];
                LetGoCount++;
            }
            if (columns.FirstOrDefault(column => column.Required && !mapping.Finds(column.Name, header)) is { } missing)
                throw new ReferenceStopException($"{Path.GetFileName(path)} lacks the column {missing.Name}.");
            IgnoredColumns.UnionWith(header.Where(column => columns.Length > 0 && !mapping.Names(column)));
        }
        else
        {
            header = [.. lines[0].Cells.Select((_, index) => (index + 1).ToString(System.Globalization.CultureInfo.InvariantCulture))];
        }

        // "A delimiter at the end of all rows is let go."
        var isLetGo = lines.All(line => line.Cells.Length == header.Length + 1 && line.Cells[^1].Length == 0);
        if (isLetGo && lines.Count > 0) LetGoCount++;
        TrimmedCount += lines.Sum(line => line.Cells.Count(cell => ReferenceText.Trim(cell) != cell || cell.StartsWith("=\"", StringComparison.Ordinal)));
        return [.. lines.Select(line => Row(isLetGo ? line with { Cells = line.Cells[..^1] } : line))];

        static bool IsBroken(string cell) => cell.Contains(NotUtf8, StringComparison.Ordinal);

        // A column that nobody reads may hold anything.
        bool IsLookedAt(int at) => at < header.Length && (columns.Any(column => mapping.Reads(column.Name, header[at])) || mapping.ChoosesBy(header[at]));

        ReferenceRow Row(CsvRow line)
        {
            var file = Path.GetFileName(path);
            var broken = line.Broken
                ?? (line.Cells.Length < header.Length ? "too-few-fields" : line.Cells.Length > header.Length ? "too-many-fields" : null)
                ?? (mapping.Encoding is null && Array.Exists(line.Cells, IsBroken) && line.Cells.Where((cell, at) => IsBroken(cell) && IsLookedAt(at)).Any() ? "not-utf8" : null)
                ?? (mapping.HasHeader && line.Cells.Select(cell => ReferenceText.Trim(cell).ToLowerInvariant()).SequenceEqual(header) ? "repeated-header" : null);
            if (broken is not null)
            {
                // The column in which it broke, where it can be told.
                var at = broken switch { "quote-not-closed" => line.Cells.Length, "not-utf8" => line.Cells.Index().First(cell => IsBroken(cell.Item) && IsLookedAt(cell.Index)).Index, _ => -1 };
                return new ReferenceRow(new Dictionary<string, string>(), broken, mapping, file, line.Line)
                {
                    BrokenColumn = at >= 0 && at < header.Length && columns.FirstOrDefault(column => mapping.Reads(column.Name, header[at])) is { } column ? column.Name : "",
                };
            }
            var own = new Dictionary<string, string>();
            foreach (var (column, cell) in header.Zip(line.Cells)) own.TryAdd(column, cell);
            return new ReferenceRow(mapping.ByContract(own), null, mapping, file, line.Line) { IsNotChosen = !mapping.Chooses(own) };
        }
    }

    /// <summary>"Ids of 16 digits and more where all such ids of the column end in zeros from the 16th digit on", judged over all rows of one file.</summary>
    private static IEnumerable<ReferenceRow> Marked(List<ReferenceRow> rows, string name)
    {
        var rounded = new HashSet<string>();
        foreach (var column in ReferenceColumn.Files.GetValueOrDefault(name, []).Where(column => column.IsId))
        {
            var ids = rows.Select(row => row[column.Name]).Where(IsLongId).ToList();
            if (ids.Count > 0 && ids.All(id => id[(LongId - 1)..].All(digit => digit == '0'))) rounded.Add(column.Name);
        }
        return rows.Select(row => row with { RoundedColumns = rounded });
    }

    public static bool IsLongId(string id) => id.Length >= LongId && id.All(char.IsAsciiDigit);
}
