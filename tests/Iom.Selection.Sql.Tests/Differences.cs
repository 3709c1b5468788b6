using Iom.Selection.Agreement.Tests;
using Iom.Selection.Agreement.Tests.Generation;
using Iom.Selection.Extracts;
using Iom.Selection.Extracts.Problems;
using Iom.Selection.Policies.Parsing;
using Iom.Selection.Runs.Ranking;

namespace Iom.Selection.Sql.Tests;

/// <summary>Where an engine and <c>iom rank</c> differ first, in words.</summary>
internal static class Differences
{
    /// <summary>The first cells of a folder's ranking that differ; empty where none does, or the product stops.</summary>
    /// <param name="engine">The engine.</param>
    /// <param name="messy">The folder.</param>
    /// <param name="byFiles">Whether tables go by the files of a check and the script that loads them, as a user's do; in DuckDB alone.</param>
    public static string In(ISqlEngine engine, MessyFolder messy, bool byFiles = false)
    {
        var folder = messy.Write();
        try
        {
            Answer answer;
            ExtractFolder extracts;
            var policy = PolicyFile.Parse(File.ReadAllBytes(Path.Combine(folder, "policy.json")));
            var catalogue = CatalogueFile.Load(Path.Combine(folder, "catalogue.csv")).Catalogue;
            try
            {
                answer = Product.Undivided.Answer(Question.Of(folder, messy.AsOf, messy.Capacity));
                extracts = ExtractFolder.Load(Path.Combine(folder, "extracts"), new ExtractOptions { Catalogue = catalogue, Panel = policy.Panel, Threads = 2, BufferBytes = 1000 });
            }
            catch (ExtractException)
            {
                return "";
            }
            engine.Load(null, byFiles ? [] : extracts.ToTables());
            if (byFiles)
            {
                var written = Path.Combine(folder, "written");
                CheckFiles.Write(extracts.AsOf(messy.AsOf).Account, written, extracts.ToTables());
                engine.Run($"SET file_search_path = '{written}'");
                engine.Run(ContractTables.LoadScript(engine.Dialect)!);
            }
            foreach (var allPoints in new[] { true, false })
            {
                var scripts = PolicySql.Compile(policy, catalogue, messy.AsOf, messy.Capacity, engine.Dialect, new SqlOptions { AllPoints = allPoints });
                var difference = Difference.Between(Plain(answer.Cells("ranking.csv", allPoints)), engine.Cells(scripts.Query));
                if (difference.Length > 0) return $"{engine.Dialect}: {difference}";
            }
            return "";
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    // A formula is disarmed in a file for spreadsheets alone.
    private static List<string[]> Plain(List<string[]> rows) => [.. rows.Select(row => (string[])[.. row.Select(cell => cell.StartsWith('\'') ? cell[1..] : cell)])];
}
