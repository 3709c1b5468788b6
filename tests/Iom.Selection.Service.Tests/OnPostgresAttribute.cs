namespace Iom.Selection.Service.Tests;

/// <summary>Gives a test a store in PostgreSQL; that case is skipped, saying so, where no server can be had.</summary>
public sealed class OnPostgresAttribute : StoresAttribute
{
    public OnPostgresAttribute()
        : base(Postgres) => Skip = PostgresServer.Missing;
}
