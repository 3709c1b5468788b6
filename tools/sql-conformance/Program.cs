using Iom.Selection.Sql;
using Iom.Selection.Sql.Dialects;
using Iom.Selection.Sql.Tests;

namespace Iom.Selection.SqlConformance;

/// <summary>Writes the cases of docs/conformance as scripts of an engine, each with the rows that have to come out.</summary>
internal static class Program
{
    private static int Main(string[] args)
    {
        if (args is not [var cases, var dialectName, var output] || !Enum.TryParse<SqlDialect>(dialectName, ignoreCase: true, out var dialect) || Directory.Exists(output))
        {
            Console.Error.WriteLine("sql-conformance CASES DIALECT OUT: CASES is docs/conformance, DIALECT duckdb, postgresql, spark or trino, OUT a folder that is not there yet.");
            return 2;
        }
        foreach (var path in Directory.EnumerateFiles(cases, "*.json").Order(StringComparer.Ordinal))
        {
            var one = new ConformanceCase(path);
            var folder = Directory.CreateDirectory(Path.Combine(output, one.Name)).FullName;
            var clean = string.Concat(ContractTables.Names.Select(name => $"DROP TABLE IF EXISTS {name};\n"));
            var rows = string.Concat(one.Tables.Select(table => ContractTables.InsertScript(dialect, table.Name, table.Rows)));
            File.WriteAllText(Path.Combine(folder, "tables.sql"), clean + ContractTables.CreateScript(dialect) + rows);
            File.WriteAllText(Path.Combine(folder, "query.sql"), PolicySql.Compile(one.Policy, one.Catalogue, one.AsOf, one.Capacity, dialect, new SqlOptions { AllPoints = true }).Query);
            File.WriteAllText(Path.Combine(folder, "expected.csv"), string.Concat(one.Expected.Select(row => string.Join(',', row.Select(Quoted)) + "\n")));
        }
        return 0;
    }

    private static string Quoted(string cell) => cell.AsSpan().IndexOfAny(['"', ',', '\r', '\n']) >= 0 ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : cell;
}
