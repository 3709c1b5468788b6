using System.Text;
using System.Text.Unicode;
using Iom.Selection.Extracts.Account;
using Iom.Selection.Extracts.Csv;
using Iom.Selection.Extracts.Problems;
using Iom.Selection.Policies;
using Iom.Selection.Records;
using Iom.Selection.Runs.Storage;

namespace Iom.Selection.Runs.Audits;

/// <summary>What <c>characteristics.csv</c> records: opened by an audit alone, and only after a proposal.</summary>
/// <remarks>
/// Labels are compared trimmed, without case, in the form NFKC, and joined as the policy says. What is not recorded, in whatever words, or recorded in two ways, is no value.
/// </remarks>
public sealed class Characteristics
{
    /// <summary>The most different values that a column may have to be audited by: more are no groups but a register of people.</summary>
    public const int MaxGroups = 50;

    /// <summary>The most different values that a column may have within which people are compared.</summary>
    public const int MaxStrata = 1000;

    private const string IdColumn = "offender_id";
    private const int MaxColumns = 100;
    private const int MaxNameLength = 64;

    // More different values than that are of columns that are no groups.
    private const int MaxKnown = MaxColumns * MaxGroups;

    private readonly Dictionary<string, Dictionary<OffenderId, string>> _values = new(StringComparer.Ordinal);

    private Characteristics()
    {
    }

    /// <summary>The file.</summary>
    public required HashedFile File { get; init; }

    /// <summary>The columns that can be audited by, in the order of the file.</summary>
    public IReadOnlyList<string> Columns { get; private set; } = [];

    /// <summary>Columns with more than <see cref="MaxGroups"/> different values: not audited by.</summary>
    public IReadOnlyList<string> ColumnsOfTooMany { get; private set; } = [];

    /// <summary>Rows read.</summary>
    public int ReadCount { get; private set; }

    /// <summary>Rows that could not be used.</summary>
    public int RefusedCount { get; private set; }

    /// <summary>People and columns for which rows hold different values, so that none stands.</summary>
    public int ConflictCount { get; private set; }

    /// <summary>What a reader should know of the labels, in sentences: spellings that were joined, labels that are not in the policy's table or differ by little.</summary>
    public IReadOnlyList<string> LabelNotes { get; private set; } = [];

    /// <summary>Whether there is a column, however many values it has.</summary>
    /// <param name="column">The name, as the header has it.</param>
    /// <returns>Whether it is there.</returns>
    public bool Has(string column) => _values.ContainsKey(column);

    /// <summary>What is recorded in a column.</summary>
    /// <param name="column">One of <see cref="Columns"/> or <see cref="ColumnsOfTooMany"/>.</param>
    /// <returns>The value, by person.</returns>
    /// <exception cref="ArgumentException">There is no such column.</exception>
    public IReadOnlyDictionary<OffenderId, string> ValuesOf(string column) =>
        _values.TryGetValue(column, out var values) ? values : throw new ArgumentException("There is no such column.", nameof(column));

    /// <summary>Reads the file.</summary>
    /// <param name="path">A CSV file with <c>offender_id</c> and any columns.</param>
    /// <param name="rules">Which labels are one group, and which mean not recorded.</param>
    /// <returns>What it records.</returns>
    /// <exception cref="ExtractException">It can't be opened, or its header can't be used.</exception>
    public static Characteristics Read(string path, FairnessRules rules)
    {
        ArgumentNullException.ThrowIfNull(rules);
        ArgumentException.ThrowIfNullOrEmpty(path);
        var name = Path.GetFileName(path);
        try
        {
            using var stream = new HashingStream(Disk.OpenRead(path));
            using var rows = new RowReader(stream);
            var (id, columns) = Header(rows, name);
            GroupLabels?[] labels = [.. columns.Select(column => column is null ? null : new GroupLabels(column, rules))];
            var read = Rows(rows, id, columns, labels);
            return new Characteristics { File = new HashedFile(name, stream.Sha256) }.With(read, [.. columns.OfType<string>()], [.. labels.OfType<GroupLabels>()], rules);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ExtractException($"The characteristics cannot be opened: {path}", e);
        }
    }

    private static (int Id, string?[] Columns) Header(RowReader rows, string name)
    {
        if (!rows.Read() || rows.Problem is not null || rows.CellCount > MaxColumns) throw NotAHeader(name);
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
            if (text.Length > MaxNameLength || text.Contains(',', StringComparison.Ordinal) || text.Any(char.IsControl)) throw NotAHeader(name);
            if (columns.Contains(text)) throw new ExtractException($"{name} has a column twice: remove one.");
            columns[i] = text;
        }
        return id < 0 || columns.All(column => column is null) ? throw NotAHeader(name) : (id, columns);
    }

    private static ExtractException NotAHeader(string name) =>
        new($"{name} lacks a column. Its first line must be a header, separated by commas, with {IdColumn} and at least one characteristic.");

    private static (int Read, int Refused, int Conflicts, Dictionary<string, Dictionary<OffenderId, string>> Values) Rows(RowReader rows, int id, string?[] columns, GroupLabels?[] labels)
    {
        var byColumn = Array.ConvertAll(columns, column => column is null ? null : new Dictionary<OffenderId, string>());
        var conflicts = new HashSet<(int Column, OffenderId Person)>();
        // A column has few different values, each kept once.
        var known = new HashSet<string>(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
        var (read, refused) = (0, 0);
        var (text, ends) = (new char[RowReader.MaxCellBytes], new int[columns.Length + 1]);
        while (rows.Read())
        {
            read++;
            var usable = rows.Problem is null && rows.CellCount == columns.Length;
            for (var i = 0; usable && i < columns.Length; i++)
            {
                usable = rows[i].Length <= RowReader.MaxCellBytes && Utf8.IsValid(rows[i]);
                if (!usable) break;
                if (text.Length - ends[i] < rows[i].Length) Array.Resize(ref text, Math.Max(2 * text.Length, ends[i] + rows[i].Length));
                ends[i + 1] = ends[i] + Encoding.UTF8.GetChars(rows[i], text.AsSpan(ends[i]));
                usable = !HasControl(Cell(i));
            }
            if (!usable || Cell(id).Trim(' ').IsEmpty)
            {
                refused++;
                continue;
            }
            var person = new OffenderId(Cell(id).ToString());
            for (var i = 0; i < columns.Length; i++)
            {
                if (byColumn[i] is not { } values || Cell(i).Trim(' ') is not { IsEmpty: false } cell) continue;
                if (!known.TryGetValue(cell, out var value))
                {
                    value = cell.ToString();
                    if (known.Set.Count < MaxKnown) known.Set.Add(value);
                }
                if (labels[i]!.Add(value) is not { } form) continue;
                if (!values.TryAdd(person, form) && values[person] != form) conflicts.Add((i, person));
            }
        }
        foreach (var (column, person) in conflicts) byColumn[column]!.Remove(person);
        for (var i = 0; i < columns.Length; i++)
        {
            if (byColumn[i] is not { } values) continue;
            var groups = labels[i]!.Groups();
            byColumn[i] = values.ToDictionary(pair => pair.Key, pair => groups[pair.Value]);
        }
        return (read, refused, conflicts.Count, Enumerable.Range(0, columns.Length).Where(i => columns[i] is not null).ToDictionary(i => columns[i]!, i => byColumn[i]!, StringComparer.Ordinal));

        ReadOnlySpan<char> Cell(int i) => text.AsSpan(ends[i]..ends[i + 1]);
    }

    // As char.IsControl has it.
    private static bool HasControl(ReadOnlySpan<char> cell) => cell.ContainsAnyInRange('\0', '\u001F') || cell.ContainsAnyInRange('\u007F', '\u009F');

    private Characteristics With((int Read, int Refused, int Conflicts, Dictionary<string, Dictionary<OffenderId, string>> Values) read, string[] columns, GroupLabels[] labels, FairnessRules rules)
    {
        foreach (var (column, values) in read.Values) _values.Add(column, values);
        var many = columns.Where(column => _values[column].Values.Distinct(StringComparer.Ordinal).Take(MaxGroups + 1).Count() > MaxGroups).ToArray();
        (ReadCount, RefusedCount, ConflictCount) = (read.Read, read.Refused, read.Conflicts);
        (Columns, ColumnsOfTooMany) = ([.. columns.Except(many)], many);
        LabelNotes = [.. columns.Zip(labels).Where(pair => !many.Contains(pair.First) || IsOfAreas(pair.First, pair.Second)).SelectMany(pair => pair.Second.Notes(areGroups: !many.Contains(pair.First)))];
        return this;

        // Of a register of people nothing is repeated; what the policy has people compared within is none, unless it has more labels than that may have.
        bool IsOfAreas(string column, GroupLabels labels) => labels.LabelCount <= MaxStrata && rules.Strata.Any(strata => strata.Column == column);
    }
}
