using System.Collections.Immutable;
using System.Globalization;
using Iom.Selection.Deselection;
using Iom.Selection.Extracts.Csv;

namespace Iom.Selection.Extracts.Runs;

/// <summary>The list that the chair of a panel fills in: one row for every recommendation, the decision empty.</summary>
public static class DecisionSheet
{
    /// <summary>The name of the list among the files of a run.</summary>
    public const string FileName = "decisions-to-make.csv";

    private const int LongestText = 4000;

    private static readonly string[] Header = ["offender_id", "recommendation", "decision", "reason", "by", "role", "agency", "date", "grounds"];

    /// <summary>Reads a list that was filled in.</summary>
    /// <param name="path">The file: UTF-8, cells separated by commas, semicolons or tabs as a spreadsheet saves them.</param>
    /// <param name="dateFormat">How its dates are written, as in <c>dd/MM/yyyy</c>; <c>yyyy-MM-dd</c> is always read.</param>
    /// <returns>The decisions made, in the order of the file, and how many rows have none yet.</returns>
    /// <exception cref="ExtractException">The file can't be read, or a row is not filled in as it must be; the message names line and column.</exception>
    public static (IReadOnlyList<RecordedDecision> Decisions, int Undecided) Read(string path, string dateFormat = "yyyy-MM-dd")
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentException.ThrowIfNullOrEmpty(dateFormat);
        byte[] bytes;
        try
        {
            bytes = File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ExtractException($"The list of decisions can't be opened: {path}", e);
        }

        using var table = new ResultTable(new MemoryStream(bytes), "The list of decisions", Delimiter(bytes));
        int[] columns = [.. Header[..^1].Select(table.ColumnOf)];
        var groundsColumn = table.Header.Contains(Header[^1]) ? table.ColumnOf(Header[^1]) : -1;
        var decisions = new List<RecordedDecision>();
        var undecided = 0;
        while (table.Read())
        {
            string? Cell(int column) => table[columns[column]]?.Trim() is { Length: > 0 } text ? text : null;
            if (Cell(2) is null)
            {
                // A row that is begun and has no decision is more likely a slip than a row left for later.
                if (Enumerable.Range(3, 5).Any(column => Cell(column) is not null)) throw table.Wrong("decision is empty, and the row is filled in beyond it");
                undecided++;
                continue;
            }
            decisions.Add(Decision(table, Cell, groundsColumn < 0 ? [] : [.. (table[groundsColumn] ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)], dateFormat));
        }
        return (decisions, undecided);
    }

    /// <summary>What a run recommended for those whom a panel decides on.</summary>
    /// <param name="run">The run.</param>
    /// <returns>The word by person.</returns>
    /// <exception cref="ExtractException">The run has no list of decisions to make, or it is not as it was written.</exception>
    public static IReadOnlyDictionary<OffenderId, string> Recommendations(RunFolder run)
    {
        ArgumentNullException.ThrowIfNull(run);
        using var table = run.Table(FileName);
        var (id, recommendation) = (table.ColumnOf(Header[0]), table.ColumnOf(Header[1]));
        var recommendations = new Dictionary<OffenderId, string>();
        while (table.Read()) recommendations[RunFolder.IdOf(table, id)] = table[recommendation] ?? throw table.Wrong("recommendation is empty");
        return recommendations;
    }

    /// <summary>Writes the list.</summary>
    internal static void Write(Stream stream, IEnumerable<DecisionToMake> decisions)
    {
        using var csv = new CsvOutput(stream, Header);
        foreach (var decision in decisions)
        {
            csv.Text(decision.OffenderId.Value).Text(decision.Recommendation);
            for (var empty = 2; empty < Header.Length - 1; empty++) csv.Text(null);
            csv.Text(string.Join(';', decision.Grounds)).End();
        }
    }

    private static RecordedDecision Decision(ResultTable table, Func<int, string?> cell, ImmutableArray<string> grounds, string dateFormat)
    {
        string Required(int column) => cell(column) ?? throw table.Wrong($"{Header[column]} is empty");
        if (!Vocabulary.TryParse<PanelDecision>(cell(2), out var decision)) throw table.Wrong($"decision must be one of {string.Join(", ", Vocabulary.AllWords<PanelDecision>())}");
        var (id, recommendation) = (table[table.ColumnOf(Header[0])] ?? throw table.Wrong("offender_id is empty"), Required(1));
        if (string.IsNullOrWhiteSpace(id)) throw table.Wrong("offender_id is empty");
        if (!DecisionReport.IsRecommendation(recommendation)) throw table.Wrong("recommendation is not a word of this tool");
        var reason = cell(3);
        // Whoever goes another way says why: for the person concerned, and for those who come after.
        if (reason is null && !DecisionReport.Follows(decision, recommendation)) throw table.Wrong("reason is empty, and the decision departs from the recommendation");
        for (var column = 1; column < 7; column++)
        {
            if (cell(column)?.Length > LongestText) throw table.Wrong(string.Create(CultureInfo.InvariantCulture, $"{Header[column]} is longer than {LongestText} characters"));
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

    private static DateOnly Date(ResultTable table, string text, string format) =>
        DateOnly.TryParseExact(text, ["yyyy-MM-dd", format], CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date
            : throw table.Wrong("date is not yyyy-MM-dd: if a spreadsheet wrote it otherwise, say how with --dates, as in --dates dd/MM/yyyy");

    // A spreadsheet saves with the separator of its country; the header, which is ours, shows which.
    private static char Delimiter(ReadOnlySpan<byte> bytes)
    {
        var header = bytes[..(bytes.IndexOf((byte)'\n') is var end && end < 0 ? bytes.Length : end)];
        if (header.Contains((byte)',')) return ',';
        return header.Contains((byte)';') ? ';' : header.Contains((byte)'\t') ? '\t' : ',';
    }
}
