namespace Iom.Selection.Sql.Tests;

/// <summary>A test that needs Node.js and the package dt-sql-parser; skipped, saying so, without them.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class FactWithSqlParserAttribute : FactAttribute
{
    public FactWithSqlParserAttribute() => Skip = Folder is null ? "The grammars of Spark and Trino are not here: IOM_SQL_PARSER names no folder with the packages (npm install dt-sql-parser esbuild)." : null;

    /// <summary>The folder with the package; null where it is not.</summary>
    public static string? Folder { get; } = Environment.GetEnvironmentVariable("IOM_SQL_PARSER") is { Length: > 0 } named && Directory.Exists(Path.Combine(named, "node_modules", "dt-sql-parser")) && Directory.Exists(Path.Combine(named, "node_modules", "esbuild")) ? named : null;
}
