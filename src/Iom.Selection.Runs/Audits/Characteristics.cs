using System.Text;
using System.Text.Unicode;
using Iom.Selection.Extracts.Account;
using Iom.Selection.Extracts.Csv;
using Iom.Selection.Extracts.Problems;
using Iom.Selection.Records;

namespace Iom.Selection.Runs.Audits;

/// <summary>What <c>characteristics.csv</c> records: opened by an audit alone, and only after a proposal.</summary>
/// <remarks>Values are compared as they are but for spaces around them. What is not recorded, or recorded in two ways, is no value.</remarks>
public sealed class Characteristics
{
    /// <summary>The most different values that a column may have to be audited by: more are no groups but a register of people.</summary>
    public const int MostGroups = 50;

    private const string IdColumn = "offender_id";
    private const int MostColumns = 100;
    private const int LongestName = 64;

    private readonly Dictionary<string, Dictionary<OffenderId, string>> _values = new(StringComparer.Ordinal);

    private Characteristics()
    {
    }

    /// <summary>The file.</summary>
    public required HashedFile File { get; init; }

    /// <summary>The columns that can be audited by, in the order of the file.</summary>
    public IReadOnlyList<string> Columns { get; private set; } = [];

    /// <summary>Columns with more than <see cref="MostGroups"/> different values: not audited by.</summary>
    public IReadOnlyList<string> ColumnsOfTooMany { get; private set; } = [];

    /// <summary>Rows read.</summary>
    public int ReadCount { get; private set; }

    /// <summary>Rows that could not be used.</summary>
    public int RefusedCount { get; private set; }

    /// <summary>People and columns for which rows hold different values, so that none stands.</summary>
    public int ConflictCount { get; private set; }

    /// <summary>What is recorded in a column.</summary>
    /// <param name="column">One of <see cref="Columns"/>.</param>
    /// <returns>The value, by person.</returns>
    /// <exception cref="ArgumentException">There is no such column.</exception>
    public IReadOnlyDictionary<OffenderId, string> ValuesOf(string column) =>
        _values.TryGetValue(column, out var values) ? values : throw new ArgumentException("There is no such column.", nameof(column));

    /// <summary>Reads the file.</summary>
    /// <param name="path">A CSV file with <c>offender_id</c> and any columns.</param>
    /// <returns>What it records.</returns>
    /// <exception cref="ExtractException">It can't be opened, or its header can't be used.</exception>
    public static Characteristics Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var name = Path.GetFileName(path);
        try
        {
            using var stream = new HashingStream(System.IO.File.OpenRead(path));
            using var rows = new RowReader(stream);
            var (id, columns) = Header(rows, name);
            var read = Rows(rows, id, columns);
            return new Characteristics { File = new HashedFile(name, stream.Sha256) }.With(read, [.. columns.OfType<string>()]);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ExtractException($"The characteristics cannot be opened: {path}", e);
        }
    }

    private static (int Id, string?[] Columns) Header(RowReader rows, string name)
    {
        if (!rows.Read() || rows.Problem is not null || rows.CellCount > MostColumns) throw NotAHeader(name);
        var (id, columns) = (-1, new string?[rows.CellCount]);
        for (var i = 0; i < columns.Length; i++)
        {
            if (!Utf8.IsValid(rows[i]) || rows[i].Contains((byte)0)) throw new ExtractException($"{name} is not UTF-8: save it as \"CSV UTF-8\".");
            var text = Encoding.UTF8.GetString(rows[i]).Trim();
            if (text.Equals(IdColumn, StringComparison.OrdinalIgnoreCase))
            {
                if (id >= 0) throw new ExtractException($"{name} has column {IdColumn} twice: remove one.");
                id = i;
                continue;
            }
            if (text.Length == 0) continue;
            // A comma would read as a crossing, and a line end or a long text is no name.
            if (text.Length > LongestName || text.Contains(',', StringComparison.Ordinal) || text.Any(char.IsControl)) throw NotAHeader(name);
            if (columns.Contains(text)) throw new ExtractException($"{name} has a column twice: remove one.");
            columns[i] = text;
        }
        return id < 0 || columns.All(column => column is null) ? throw NotAHeader(name) : (id, columns);
    }

    private static ExtractException NotAHeader(string name) =>
        new($"{name} lacks a column. Its first line must be a header, separated by commas, with {IdColumn} and at least one characteristic.");

    private static (int Read, int Refused, int Conflicts, Dictionary<string, Dictionary<OffenderId, string>> Values) Rows(RowReader rows, int id, string?[] columns)
    {
        var values = columns.OfType<string>().ToDictionary(column => column, _ => new Dictionary<OffenderId, string>(), StringComparer.Ordinal);
        var conflicts = new HashSet<(string Column, OffenderId Person)>();
        var (read, refused) = (0, 0);
        while (rows.Read())
        {
            read++;
            var cells = new string[columns.Length];
            var usable = rows.Problem is null && rows.CellCount == columns.Length;
            for (var i = 0; usable && i < cells.Length; i++)
            {
                usable = rows[i].Length <= RowReader.MostCellBytes && Utf8.IsValid(rows[i]);
                if (usable) usable = !(cells[i] = Encoding.UTF8.GetString(rows[i])).Any(char.IsControl);
            }
            if (!usable || cells[id].AsSpan().Trim(' ').IsEmpty)
            {
                refused++;
                continue;
            }
            var person = new OffenderId(cells[id]);
            for (var i = 0; i < cells.Length; i++)
            {
                if (columns[i] is not { } column || cells[i].Trim(' ') is not { Length: > 0 } value) continue;
                if (!values[column].TryAdd(person, value) && values[column][person] != value) conflicts.Add((column, person));
            }
        }
        foreach (var (column, person) in conflicts) values[column].Remove(person);
        return (read, refused, conflicts.Count, values);
    }

    private Characteristics With((int Read, int Refused, int Conflicts, Dictionary<string, Dictionary<OffenderId, string>> Values) read, string[] columns)
    {
        foreach (var (column, values) in read.Values) _values.Add(column, values);
        var many = columns.Where(column => _values[column].Values.Distinct(StringComparer.Ordinal).Take(MostGroups + 1).Count() > MostGroups).ToArray();
        (ReadCount, RefusedCount, ConflictCount) = (read.Read, read.Refused, read.Conflicts);
        (Columns, ColumnsOfTooMany) = ([.. columns.Except(many)], many);
        return this;
    }
}
