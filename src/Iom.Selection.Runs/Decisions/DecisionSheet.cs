using System.Globalization;
using Iom.Selection.Decisions;
using Iom.Selection.Extracts.Problems;
using Iom.Selection.Foundation;
using Iom.Selection.Panels;
using Iom.Selection.Policies;
using Iom.Selection.Records;
using Iom.Selection.Runs.Output;
using Iom.Selection.Runs.Storage;

namespace Iom.Selection.Runs.Decisions;

/// <summary>The list that the chair of a panel fills in: one row for every recommendation, the decision empty.</summary>
public static class DecisionSheet
{
    /// <summary>The name of the list among the files of a run.</summary>
    public const string FileName = "decisions-to-make.csv";

    /// <summary>The columns of the list, in order; the third to the eighth are for people to fill in.</summary>
    public static IReadOnlyList<string> Columns => Header;

    private const int MaxLinesNamed = 20;

    // Whoever reverses a decision of the same day adds it to the list; a list that reverses nothing need not have it.
    private const string ReversesColumn = "reverses";

    private static readonly string[] Header = ["offender_id", "recommendation", "decision", "reason", "by", "role", "agency", "date", "grounds", "to_settle", "left_on", "left_ground"];

    // The cells behind those that the chair fills in.
    private const int GroundsColumn = 8;
    private const int ToSettleColumn = 9;

    // Who answers for the decision: by, role, agency.
    private static readonly int[] WhoAnswers = [4, 5, 6];

    /// <summary>Reads a list that was filled in.</summary>
    /// <param name="path">The file: UTF-8, cells separated by commas, semicolons or tabs as a spreadsheet saves them; or a workbook (.xlsx) with the sheet <see cref="DecisionWorkbook.SheetName"/>.</param>
    /// <param name="dateFormat">How its dates are written, as in <c>dd/MM/yyyy</c>; <c>yyyy-MM-dd</c> is always read.</param>
    /// <param name="panel">The panel whose agencies alone may answer for a decision; null to take the names as they are.</param>
    /// <param name="run">The run the list is from, whose people, recommendations and grounds must stand in it; null to take them as they are.</param>
    /// <param name="latest">The day of recording, after which no decision is dated; null to take any date.</param>
    /// <returns>The decisions made, in the order of the file, and how many rows have none yet.</returns>
    /// <exception cref="ExtractException">The file can't be read, or a row is not filled in as it must be; the message names line and column.</exception>
    public static FilledSheet Read(string path, string dateFormat = "yyyy-MM-dd", PanelRules? panel = null, RunFolder? run = null, DateOnly? latest = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentException.ThrowIfNullOrEmpty(dateFormat);
        var made = run is null ? null : Made(run);
        var others = new Lazy<Dictionary<OffenderId, (string Recommendation, string Grounds)>>(() => run is null ? [] : Others(run));
        byte[] bytes;
        try
        {
            bytes = Disk.Read(path, Limits.MaxListBytes);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ExtractException($"The list of decisions cannot be opened, or is larger than 64 MiB: {path}", e);
        }

        // A workbook is read as the list that it holds.
        if (DecisionWorkbook.IsWorkbook(bytes)) bytes = DecisionWorkbook.ToCsv(bytes);
        using var table = new ResultTable(new MemoryStream(bytes), "The list of decisions", Delimiter(bytes), emptyEndsLeftOut: true);
        // A list of an earlier version says nothing of what is to be settled or who left before, and nobody fills that in.
        int[] columns = [.. Header[..ToSettleColumn].Select(table.ColumnOf)];
        var reverses = table.Header.Contains(ReversesColumn) ? table.ColumnOf(ReversesColumn) : (int?)null;
        var decisions = new List<RecordedDecision>();
        var lines = new List<int>();
        var onOneDay = new Dictionary<(OffenderId, DateOnly), RecordedDecision>();
        var undecided = 0;
        var wrong = new List<(int Line, ExtractException Problem)>();
        while (table.Read())
        {
            try
            {
                Take();
            }
            catch (ExtractException e)
            {
                // All rows are looked at, so that whoever corrects the list does it once.
                wrong.Add((table.Line, e));
            }
        }
        if (wrong.Count == 1) throw wrong[0].Problem;
        if (wrong.Count > 1)
        {
            var more = string.Join(", ", wrong.Skip(1).Take(MaxLinesNamed).Select(each => each.Line.ToString(CultureInfo.InvariantCulture)));
            throw new ExtractException($"{wrong[0].Problem.Message} Lines {more}{(wrong.Count > MaxLinesNamed + 1 ? " and others" : "")} are wrong too.", wrong[0].Problem);
        }

        if (made is not null) CheckNoneMerged(decisions, lines, made);
        return new FilledSheet(decisions, lines, undecided);

        void Take()
        {
            string? Cell(int column) => table[columns[column]]?.Trim() is { Length: > 0 } text ? text : null;
            // What a spreadsheet leaves of rows below its table.
            if (Enumerable.Range(0, columns.Length).All(column => Cell(column) is null)) return;
            if (Cell(2) is null)
            {
                // A row that is begun and has no decision is more likely a slip than a row left for later.
                if (Enumerable.Range(3, 5).Any(column => Cell(column) is not null)) throw table.Wrong("decision is empty, but other cells of the row are filled in");
                undecided++;
                return;
            }
            var decision = Decision(table, Cell, table[columns[0]], dateFormat);
            if (panel is not null && panel.IdOf(decision.Agency) is null) throw table.Wrong("agency is not on the panel");
            if (run is not null) CheckMade(table, decision, made!, others, run.AsOf);
            if (decision.Date > latest) throw table.Wrong(string.Create(CultureInfo.InvariantCulture, $"date is after {latest:yyyy-MM-dd}, the day of recording: correct it, or give the day of recording with --on"));
            if (reverses is { } column) decision = decision with { Reverses = Reverses(table, column) };
            var about = (decision.OffenderId, decision.Date);
            if (!decision.Reverses && onOneDay.TryGetValue(about, out var earlier) && (earlier with { Reverses = false }) != decision)
                throw table.Wrong($"decision differs from an earlier line about the same person and date: to reverse that one, add a column {ReversesColumn} and write yes");
            onOneDay[about] = decision;
            decisions.Add(decision);
            lines.Add(table.Line);
        }
    }

    /// <summary>Writes the list.</summary>
    internal static void Write(Stream stream, IEnumerable<DecisionToMake> decisions)
    {
        using var csv = new CsvOutput(stream, Header);
        foreach (var decision in decisions)
        {
            csv.Text(decision.OffenderId.Value).Text(decision.Recommendation);
            for (var empty = 2; empty < GroundsColumn; empty++) csv.Text(null);
            csv.Text(string.Join(';', decision.Grounds)).Number(decision.ToSettleCount)
                .Text(IsoDate.Text(decision.LeftCohort?.LeftOn)).Text(decision.LeftCohort?.Ground).End();
        }
    }

    private static bool Reverses(ResultTable table, int column) => table[column]?.Trim().ToLowerInvariant() switch
    {
        null or "" or "no" => false,
        "yes" => true,
        _ => throw table.Wrong($"{ReversesColumn} must be yes or no"),
    };

    // What the run recommended, and by which grounds, for those whom the panel decides on.
    private static Dictionary<OffenderId, (string Recommendation, string Grounds)> Made(RunFolder run)
    {
        using var table = run.Table(FileName);
        int[] columns = [table.ColumnOf(Header[0]), table.ColumnOf(Header[1]), table.ColumnOf(Header[GroundsColumn])];
        var made = new Dictionary<OffenderId, (string, string)>();
        while (table.Read()) made[RunFolder.IdOf(table, columns[0])] = (table[columns[1]] ?? throw table.Wrong("recommendation is empty"), table[columns[2]] ?? "");
        return made;
    }

    // A panel may decide about anybody, also about those whom the run does not propose.
    private static Dictionary<OffenderId, (string Recommendation, string Grounds)> Others(RunFolder run)
    {
        var others = new Dictionary<OffenderId, (string, string)>();
        if (run.Kind != RunFolder.Rank) return others;
        using var table = run.Table("ranking.csv");
        int[] columns = [table.ColumnOf(Header[0]), table.ColumnOf(Header[1]), table.ColumnOf("reason")];
        while (table.Read()) others[RunFolder.IdOf(table, columns[0])] = (table[columns[1]] ?? throw table.Wrong("recommendation is empty"), table[columns[2]] ?? "");
        return others;
    }

    // Two ids that a spreadsheet shows alike, 00012 and 12, have become one: then one of them stands twice, and the other is gone.
    private static void CheckNoneMerged(List<RecordedDecision> decisions, List<int> lines, Dictionary<OffenderId, (string Recommendation, string Grounds)> made)
    {
        var seen = new HashSet<OffenderId>();
        var decided = decisions.Select(decision => decision.OffenderId).ToHashSet();
        var missing = made.Keys.Where(id => !decided.Contains(id)).Select(Shown).ToHashSet(StringComparer.Ordinal);
        for (var i = 0; i < decisions.Count; i++)
        {
            if (seen.Add(decisions[i].OffenderId)) continue;
            if (missing.Contains(Shown(decisions[i].OffenderId)))
                throw new ExtractException(string.Create(CultureInfo.InvariantCulture, $"The list of decisions, line {lines[i]}: offender_id stands in another row too, and a person of the run whose id differs by zeros alone is missing: a spreadsheet made two ids one. Format the column as text and fill the list in again."));
        }

        static string Shown(OffenderId id) => id.Value.TrimStart('0');
    }

    // A spreadsheet may have changed an id, and somebody a recommendation.
    private static void CheckMade(
        ResultTable table, RecordedDecision decision, Dictionary<OffenderId, (string Recommendation, string Grounds)> made,
        Lazy<Dictionary<OffenderId, (string Recommendation, string Grounds)>> others, DateOnly asOf)
    {
        if (!made.TryGetValue(decision.OffenderId, out var row) && !others.Value.TryGetValue(decision.OffenderId, out row))
            throw table.Wrong("offender_id is not among the people of the run: check that a spreadsheet did not change it");
        if (row.Recommendation != decision.Recommendation) throw table.Wrong("recommendation is not the one in the run: check that nobody changed it");
        if (row.Grounds != string.Join(';', decision.Grounds)) throw table.Wrong("grounds are not those in the run: check that nobody changed them");
        if (decision.Date < asOf) throw table.Wrong(string.Create(CultureInfo.InvariantCulture, $"date is before {asOf:yyyy-MM-dd}, the date of the run"));
    }

    private static RecordedDecision Decision(ResultTable table, Func<int, string?> cell, string? id, string dateFormat)
    {
        string Required(int column) => cell(column) ?? throw table.Wrong($"{Header[column]} is empty");
        if (!Vocabulary.TryParse<PanelDecision>(cell(2), out var decision)) throw table.Wrong($"decision must be one of {string.Join(", ", Vocabulary.AllWords<PanelDecision>())}");
        if (string.IsNullOrWhiteSpace(id)) throw table.Wrong("offender_id is empty");
        var recommendation = Required(1).ToLowerInvariant();
        var said = new RecordedDecision(new OffenderId(id), recommendation, decision, default)
        {
            Reason = cell(3) ?? "",
            By = cell(4) ?? "",
            Role = cell(5) ?? "",
            Agency = cell(6) ?? "",
            Grounds = [.. (cell(GroundsColumn) ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)],
        };
        if (DecisionRules.FindProblem(said) is { } problem) throw table.Wrong(problem.Message);
        var date = Date(table, Required(7), dateFormat);
        foreach (var column in WhoAnswers) Required(column);
        return said with { Date = date };
    }

    private static DateOnly Date(ResultTable table, string text, string format) =>
        DateOnly.TryParseExact(text, ["yyyy-MM-dd", format], CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date
            : throw table.Wrong("date is not yyyy-MM-dd: if a spreadsheet changed the format, give it with --dates, as in --dates dd/MM/yyyy");

    // A spreadsheet saves with the separator of its country; the header, which is ours, shows which.
    private static char Delimiter(ReadOnlySpan<byte> bytes)
    {
        var header = bytes[..(bytes.IndexOfAny((byte)'\n', (byte)'\r') is var end && end < 0 ? bytes.Length : end)];
        if (header.Contains((byte)',')) return ',';
        return header.Contains((byte)';') ? ';' : header.Contains((byte)'\t') ? '\t' : ',';
    }
}
