using Iom.Selection.Unchanged.Tools;

namespace Iom.Selection.Unchanged.Jobs;

/// <summary>Picks people out of a ranking that the old tool made.</summary>
internal static class Rankings
{
    /// <summary>The first of each recommendation, and as many from all over the list.</summary>
    /// <remarks>Lazy: the ranking is read when the commands before have been run.</remarks>
    public static IEnumerable<string> SomeIds(Side old, string run, int more)
    {
        var path = old.PathOf($"{run}/ranking.csv");
        if (!File.Exists(path)) yield break;
        var rows = CsvText.Read(File.ReadAllText(path).TrimStart('\uFEFF')).ToArray();
        var (id, recommendation) = (Array.IndexOf(rows[0], "offender_id"), Array.IndexOf(rows[0], "recommendation"));
        string[] ids =
        [
            .. rows.Skip(1).GroupBy(row => row[recommendation]).Select(same => same.First()[id]),
            .. Enumerable.Range(0, rows.Length > 1 ? more : 0).Select(number => rows[1 + (number * (rows.Length - 1) / more)][id]),
        ];
        foreach (var one in ids.Distinct(StringComparer.Ordinal)) yield return Unescaped(one);
    }

    /// <summary>One person explained in every way.</summary>
    public static IEnumerable<Command> Explanations(RankingInputs inputs, string id) =>
        [inputs.Explain(id), inputs.Explain(id, "--audience", "person"), inputs.Explain(id, "--format", "json", "--threads", "1")];

    // The apostrophe that keeps a spreadsheet from taking an id for a formula.
    private static string Unescaped(string cell) => cell.Length > 1 && cell[0] == '\'' && "=+-@'\t\r".Contains(cell[1], StringComparison.Ordinal) ? cell[1..] : cell;
}
