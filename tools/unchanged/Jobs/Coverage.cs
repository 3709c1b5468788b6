using System.Text;
using System.Text.Json;

namespace Iom.Selection.Unchanged.Jobs;

/// <summary>Counts what the folders held that is hard to read, by what the old tool said of them.</summary>
internal static class Coverage
{
    /// <summary>What the generated folders must hold between them: a generator that does not reach it shows nothing.</summary>
    public static readonly string[] Needed =
    [
        .. "empty not-a-date not-a-number not-in-list unknown-offender ambiguous-id too-few-fields too-many-fields not-utf8 control-character too-long quote-not-closed spreadsheet-damage"
            .Split(' ').Select(kind => "refused: " + kind),
        "rows: later", "rows: duplicate", "rows: conflicts", "rows: possibleDuplicates", "rows: offencesContested", "rows: codesMended",
        .. "retain change_approach consider_deselection confirm_exit".Split(' ').Select(word => "review: " + word),
    ];

    public static void Count(string file, byte[] bytes, IDictionary<string, int> met)
    {
        if (file.EndsWith("/refused.csv", StringComparison.Ordinal))
        {
            var rows = CsvText.Read(Encoding.UTF8.GetString(bytes)).ToArray();
            var column = Array.IndexOf(rows[0], "problem");
            foreach (var row in rows.Skip(1)) Add("refused: " + row[column], 1);
        }
        if (file.EndsWith("/run.json", StringComparison.Ordinal))
        {
            using var document = JsonDocument.Parse(bytes);
            var root = document.RootElement;
            if (root.TryGetProperty("rows", out var counts))
            {
                foreach (var count in counts.EnumerateObject()) Add("rows: " + count.Name, count.Value.GetInt32());
            }
            if (root.TryGetProperty("review", out var review))
            {
                foreach (var count in review.GetProperty("byRecommendation").EnumerateObject()) Add("review: " + count.Name, count.Value.GetInt32());
            }
        }

        void Add(string what, int count) => met[what] = (met.TryGetValue(what, out var before) ? before : 0) + count;
    }
}
