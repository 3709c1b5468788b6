using System.Collections.Immutable;
using System.Globalization;
using Iom.Selection.Decisions;
using Iom.Selection.Extracts.Problems;
using Iom.Selection.Foundation;
using Iom.Selection.Panels;
using Iom.Selection.Policies;
using Iom.Selection.Ranking;
using Iom.Selection.Records;
using Iom.Selection.Reviews;
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

    private const int MaxTextLength = 4000;

    // Whoever reverses a decision of the same day adds it to the list; a list that reverses nothing need not have it.
    private const string ReversesColumn = "reverses";

    private static readonly string[] Header = ["offender_id", "recommendation", "decision", "reason", "by", "role", "agency", "date", "grounds", "to_settle"];

    // The cells behind those that the chair fills in.
    private const int GroundsColumn = 8;
    private const int ToSettleColumn = 9;

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
        byte[] bytes;
        try
        {
            bytes = Disk.Read(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ExtractException($"The list of decisions cannot be opened: {path}", e);
        }

        // A workbook is read as the list that it holds.
        if (DecisionWorkbook.IsWorkbook(bytes)) bytes = DecisionWorkbook.ToCsv(bytes);
        using var table = new ResultTable(new MemoryStream(bytes), "The list of decisions", Delimiter(bytes), emptyEndsLeftOut: true);
        // A list of an earlier version says nothing of what is to be settled, and nobody fills that in.
        int[] columns = [.. Header[..ToSettleColumn].Select(table.ColumnOf)];
        var reverses = table.Header.Contains(ReversesColumn) ? table.ColumnOf(ReversesColumn) : (int?)null;
        var decisions = new List<RecordedDecision>();
        var lines = new List<int>();
        var onOneDay = new Dictionary<(OffenderId, DateOnly), RecordedDecision>();
        var undecided = 0;
        while (table.Read())
        {
            string? Cell(int column) => table[columns[column]]?.Trim() is { Length: > 0 } text ? text : null;
            // What a spreadsheet leaves of rows below its table.
            if (Enumerable.Range(0, columns.Length).All(column => Cell(column) is null)) continue;
            if (Cell(2) is null)
            {
                // A row that is begun and has no decision is more likely a slip than a row left for later.
                if (Enumerable.Range(3, 5).Any(column => Cell(column) is not null)) throw table.Wrong("decision is empty, but other cells of the row are filled in");
                undecided++;
                continue;
            }
            var decision = Decision(table, Cell, table[columns[0]], dateFormat);
            if (panel is not null && panel.IdOf(decision.Agency) is null) throw table.Wrong("agency is not on the panel");
            if (run is not null) CheckMade(table, decision, made!, run.AsOf);
            if (decision.Date > latest) throw table.Wrong(string.Create(CultureInfo.InvariantCulture, $"date is after {latest:yyyy-MM-dd}, the day of recording: correct it, or give the day of recording with --on"));
            if (reverses is { } column) decision = decision with { Reverses = Reverses(table, column) };
            var about = (decision.OffenderId, decision.Date);
            if (!decision.Reverses && onOneDay.TryGetValue(about, out var earlier) && (earlier with { Reverses = false }) != decision)
                throw table.Wrong($"decision differs from an earlier line about the same person and date: to reverse that one, add a column {ReversesColumn} and write yes");
            onOneDay[about] = decision;
            decisions.Add(decision);
            lines.Add(table.Line);
        }
        return new FilledSheet(decisions, lines, undecided);
    }

    /// <summary>Writes the list.</summary>
    internal static void Write(Stream stream, IEnumerable<DecisionToMake> decisions)
    {
        using var csv = new CsvOutput(stream, Header);
        foreach (var decision in decisions)
        {
            csv.Text(decision.OffenderId.Value).Text(decision.Recommendation);
            for (var empty = 2; empty < GroundsColumn; empty++) csv.Text(null);
            csv.Text(string.Join(';', decision.Grounds)).Number(decision.ToSettleCount).End();
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

    // A spreadsheet may have changed an id, and somebody a recommendation.
    private static void CheckMade(ResultTable table, RecordedDecision decision, Dictionary<OffenderId, (string Recommendation, string Grounds)> made, DateOnly asOf)
    {
        if (!made.TryGetValue(decision.OffenderId, out var row)) throw table.Wrong("offender_id is not among the people the run lists for a decision: check that a spreadsheet did not change it");
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
        if (!DecisionReport.IsRecommendation(recommendation)) throw table.Wrong("recommendation is not one that this tool gives");
        var reason = cell(3);
        // Whoever goes another way says why: for the person concerned, and for those who come after.
        if (reason is null && !DecisionReport.Follows(decision, recommendation)) throw table.Wrong("reason is empty, but the decision differs from the recommendation");
        ImmutableArray<string> grounds = [.. (cell(GroundsColumn) ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];
        if (!grounds.All(IsCode)) throw table.Wrong("grounds are not codes that this tool gives, separated by semicolons");
        for (var column = 1; column < 7; column++)
        {
            if (cell(column)?.Length > MaxTextLength) throw table.Wrong(string.Create(CultureInfo.InvariantCulture, $"{Header[column]} is longer than {MaxTextLength} characters"));
        }
        return new RecordedDecision(new OffenderId(id), recommendation, decision, Date(table, Required(7), dateFormat))
        {
            Reason = reason ?? "",
            By = Required(4),
            Role = Required(5),
            Agency = Required(6),
            Grounds = grounds,
        };
    }

    // The words of grounds, and the codes of a ranking's reasons: what reports print must not be what somebody typed.
    private static bool IsCode(string ground) => Vocabulary.TryParse<Ground>(ground, out _) || Vocabulary.TryParse<DeselectionBar>(ground, out _) || Vocabulary.TryParse<ApproachAdvice>(ground, out _)
        || Reason.IsCode(ground);

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
