namespace Iom.Selection.Testing;

/// <summary>A test that needs a PostgreSQL server; skipped, saying so, where none can be had.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class FactWithPostgresAttribute : FactAttribute
{
    public FactWithPostgresAttribute() => Skip = PostgresServer.Missing;
}
