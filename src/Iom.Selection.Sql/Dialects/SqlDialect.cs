namespace Iom.Selection.Sql.Dialects;

/// <summary>The SQL of an engine.</summary>
public enum SqlDialect
{
    /// <summary>DuckDB 1.4 and later.</summary>
    DuckDb,

    /// <summary>PostgreSQL 12 and later, without an extension.</summary>
    PostgreSql,

    /// <summary>Spark SQL 3.4 and later.</summary>
    Spark,

    /// <summary>Trino.</summary>
    Trino,
}
