using System.Globalization;
using Iom.Selection.Extracts.Contract;
using Iom.Selection.Foundation;

namespace Iom.Selection.Extracts.Drafting;

/// <summary>What is drafted of one file: its kind, its columns, and how their cells are written.</summary>
internal sealed class FileDraft
{
    private const int MaxDates = 1000;
    private const int MaxWords = 40;
    private const int MaxWithoutRepeats = 3;
    private const int MaxWordLength = 60;
    private const int MaxDigits = 3;

    // What agencies write for nothing. Words that may say something, as "none" or "unknown", are the analyst's.
    private static readonly string[] NothingWords = ["null", "(null)", "n/a", "#n/a", "na", "-", "--"];

    private readonly List<string> _open = [];
    private readonly List<string> _notes = [];

    /// <summary>Drafts the mapping of a file to a kind of extract.</summary>
    /// <param name="file">The file.</param>
    /// <param name="contract">The kind.</param>
    /// <param name="positions">The places of the columns found, by the contract's index; -1 for one that was not.</param>
    public FileDraft(SampledFile file, FileContract contract, int[] positions)
    {
        (File, Contract, Positions) = (file, contract, positions);
        for (var i = 0; i < positions.Length; i++)
        {
            var column = contract.Columns[i];
            if (positions[i] < 0)
            {
                if (!column.IsRequired) continue;
                Columns[column.Name] = ColumnSource.OpenMark;
                _open.Add($"columns.{column.Name}");
            }
            else if (FileLayout.Fold(file.Header[positions[i]]) != column.Name)
            {
                Columns[column.Name] = file.Header[positions[i]];
            }
        }
        LookAtCells();
        if (Array.Find(file.Header, name => LikelyNames.IsRole(LikelyNames.Bare(name))) is not { } role || contract.Name is "identities") return;
        RoleColumn = role;
        _open.Add("rows");
        _notes.Add("A column may say in which role somebody stands in a row. Give the words of those rows that are about people who offend; a victim's rows must not count.");
    }

    public SampledFile File { get; }

    public FileContract Contract { get; }

    public int[] Positions { get; }

    /// <summary>The agency's column that says in which role somebody stands in a row; null without one.</summary>
    public string? RoleColumn { get; }

    /// <summary>The agency's names, by ours; an open mark where none is likely.</summary>
    public SortedDictionary<string, string> Columns { get; } = new(StringComparer.Ordinal);

    /// <summary>Our words for theirs, by column; an open mark where that can't be said.</summary>
    public SortedDictionary<string, SortedDictionary<string, string>> Values { get; } = new(StringComparer.Ordinal);

    /// <summary>What stands in every row, by column.</summary>
    public SortedDictionary<string, string> Constants { get; } = new(StringComparer.Ordinal);

    /// <summary>How dates are written, an open mark among them where that can't be said; empty for as the contract has them.</summary>
    public IReadOnlyList<string> Dates { get; private set; } = [];

    /// <summary>Whether the column of a record's date holds something else.</summary>
    public bool HasNoDates { get; private set; }

    /// <summary>Whether a year has two digits in one of them.</summary>
    public bool HasShortYears { get; private set; }

    /// <summary>What means empty.</summary>
    public IReadOnlyList<string> Missing { get; private set; } = [];

    /// <summary>Whether decimals are written with a comma, or numbers with a %: what <c>numbers</c> says then.</summary>
    public string? Numbers { get; private set; }

    /// <summary>The system whose ids the file has; null for the partnership's own.</summary>
    public string? IdSystem { get; set; }

    /// <summary>Some ids of people in it.</summary>
    public HashSet<string> Ids { get; } = new(StringComparer.Ordinal);

    public IReadOnlyList<string> Open => _open;

    public IReadOnlyList<string> Notes => _notes;

    /// <summary>Whether the file is as the contract says, so that no map need speak of it.</summary>
    public bool IsByContract => File.Name == Contract.FileName && File.EncodingName is null && !WritesDelimiter && File.Mapping.SkipLines == 0
        && Columns.Count == 0 && Values.Count == 0 && Constants.Count == 0 && Dates.Count == 0 && Missing.Count == 0 && Numbers is null && IdSystem is null && RoleColumn is null;

    /// <summary>Whether the map must say what separates cells.</summary>
    public bool WritesDelimiter => !File.SaysDelimiter && File.Mapping.Delimiter.Value != ',';

    /// <summary>Says what stands in every row of a column that is not there.</summary>
    public void Supply(string column, string text)
    {
        Columns.Remove(column);
        _open.Remove($"columns.{column}");
        Constants[column] = text;
    }

    /// <summary>Adds something to know.</summary>
    public void AddNote(string note) => _notes.Add(note);

    /// <summary>Takes the words of another file that is read alike.</summary>
    public void TakeWords(FileDraft other)
    {
        foreach (var (column, words) in other.Values)
        {
            if (!Values.TryGetValue(column, out var own)) Values.Add(column, own = new(StringComparer.Ordinal));
            foreach (var (word, ours) in words)
            {
                // A map's words are without case.
                if (!own.Keys.Contains(word, StringComparer.OrdinalIgnoreCase)) own.Add(word, ours);
            }
        }
        Missing = [.. Missing.Union(other.Missing)];
    }

    private void LookAtCells()
    {
        int[] wanted = [.. Enumerable.Range(0, Positions.Length).Where(i => Positions[i] >= 0)];
        var different = wanted.Select(_ => new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase)).ToArray();
        var idColumn = Array.IndexOf(wanted, Contract.IndexOf("offender_id"));
        var isWhole = File.Read([.. wanted.Select(i => Positions[i])], cells =>
        {
            for (var i = 0; i < cells.Length; i++)
            {
                if (cells[i].Length == 0) continue;
                if (i == idColumn && Ids.Count < MaxDates * 2) Ids.Add(cells[i]);
                if (Contract.Columns[wanted[i]].Kind is not (CellKind.Date or CellKind.Word or CellKind.Number)) continue;
                if (different[i].Count < MaxDates || different[i].ContainsKey(cells[i])) different[i][cells[i]] = different[i].GetValueOrDefault(cells[i]) + 1;
            }
        });
        if (!isWhole) _notes.Add(string.Create(CultureInfo.InvariantCulture, $"Only the first {SampledFile.MaxRows} rows were looked at."));
        FindMissing(wanted, different);
        FindDates(wanted, different);
        for (var i = 0; i < wanted.Length; i++)
        {
            if (Contract.Columns[wanted[i]].Kind == CellKind.Word) FindWords(Contract.Columns[wanted[i]], different[i]);
            if (Contract.Columns[wanted[i]].Kind == CellKind.Number) FindNumbers(different[i].Keys);
        }
    }

    private void FindMissing(int[] wanted, Dictionary<string, int>[] different)
    {
        Missing =
        [
            .. NothingWords.Where(word => Enumerable.Range(0, wanted.Length).Any(i => different[i].ContainsKey(word) && !Contract.Columns[wanted[i]].Words.Contains(word))),
        ];
        foreach (var cells in different)
        {
            foreach (var word in Missing) cells.Remove(word);
        }
    }

    private void FindDates(int[] wanted, Dictionary<string, int>[] different)
    {
        string[] texts = [.. Enumerable.Range(0, wanted.Length).Where(i => Contract.Columns[wanted[i]].Kind == CellKind.Date).SelectMany(i => different[i].Keys).Distinct(StringComparer.Ordinal)];
        if (texts.Length == 0) return;
        var formats = LikelyDates.Find(texts, out var isAmbiguous, out var unread);
        var date = Array.IndexOf(wanted, Contract.DateOfRecord);
        HasNoDates = date >= 0 && different[date].Count > 0 && !different[date].Keys.Any(text => formats.Any(format => format.TryRead(text, out _)));
        if (isAmbiguous || formats.Count == 0)
        {
            Dates = [ColumnSource.OpenMark];
            _open.Add("dates");
            _notes.Add(isAmbiguous ? "Dates can be read with the day first or the month first, and only you know which." : "It could not be seen how dates are written.");
            return;
        }
        if (unread.Count > 0) _notes.Add($"{Plural.Format(unread.Count, "different date is", "different dates are")} written in no way that was recognised; iom check shows what they look like.");
        Dates = formats is [{ Pattern: "yyyy-MM-dd" }] ? [] : [.. formats.Select(format => format.Pattern)];
        HasShortYears = Dates.Any(format => !format.Contains("yyyy", StringComparison.Ordinal));
        if (HasShortYears) _notes.Add(string.Create(CultureInfo.InvariantCulture, $"Years have two digits: see that \"yyUpTo\": {LikelyDates.TwoDigitsUpTo} is right."));
    }

    private void FindWords(Column column, Dictionary<string, int> words)
    {
        string[] theirs = [.. words.Keys.Where(word => !column.Words.Contains(word, StringComparer.OrdinalIgnoreCase))];
        if (theirs.Length == 0) return;
        // A column of so many words, of words that hardly repeat, of long ones or of numbers is no list of words: what stands in it stays where it is.
        if (theirs.Length > MaxWords || (theirs.Length > MaxWithoutRepeats && theirs.Length * 2 > theirs.Sum(word => words[word])) || theirs.Any(word => word.Length > MaxWordLength || word.Count(char.IsDigit) > MaxDigits))
        {
            _open.Add($"columns.{column.Name}");
            _notes.Add($"The column that may be {column.Name} holds more than a list of words, so none was written down.");
            Columns[column.Name] = ColumnSource.OpenMark;
            return;
        }
        var values = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var word in theirs) values[word] = LikelyWords.Find(column, word) ?? ColumnSource.OpenMark;
        Values[column.Name] = values;
        var open = values.Count(pair => pair.Value == ColumnSource.OpenMark);
        if (open > 0) _open.Add($"values.{column.Name} ({Plural.Format(open, "word")})");
    }

    private void FindNumbers(IEnumerable<string> cells)
    {
        string[] all = [.. cells];
        if (all.Any(cell => cell.Contains(',') && !cell.Contains('.') && char.IsAsciiDigit(cell[0]))) Numbers = ",";
        else if (all.Any(cell => cell.EndsWith('%'))) Numbers = ".";
    }
}
