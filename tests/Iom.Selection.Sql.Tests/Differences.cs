using Iom.Selection.Agreement.Tests;
using Iom.Selection.Agreement.Tests.Generation;
using Iom.Selection.Extracts;
using Iom.Selection.Extracts.Problems;
using Iom.Selection.Policies.Parsing;

namespace Iom.Selection.Sql.Tests;

/// <summary>Where an engine and <c>iom rank</c> differ first, in words.</summary>
internal static class Differences
{
    /// <summary>The first cells of a folder's ranking that differ; empty where none does, or the product stops.</summary>
    public static string In(ISqlEngine engine, MessyFolder messy, string? schema = null)
    {
        var folder = messy.Write();
        try
        {
            Answer answer;
            IReadOnlyList<ExtractTable> tables;
            var policy = PolicyFile.Parse(File.ReadAllBytes(Path.Combine(folder, "policy.json")));
            var catalogue = CatalogueFile.Load(Path.Combine(folder, "catalogue.csv")).Catalogue;
            try
            {
                answer = Product.Undivided.Answer(Question.Of(folder, messy.AsOf, messy.Capacity));
                tables = ExtractFolder.Load(Path.Combine(folder, "extracts"), new ExtractOptions { Catalogue = catalogue, Panel = policy.Panel, Threads = 2, BufferBytes = 1000 }).ToTables();
            }
            catch (ExtractException)
            {
                return "";
            }
            engine.Load(schema, tables);
            foreach (var allPoints in new[] { true, false })
            {
                var scripts = PolicySql.Compile(policy, catalogue, messy.AsOf, messy.Capacity, engine.Dialect, new SqlOptions { Schema = schema, AllPoints = allPoints });
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
