namespace Iom.Selection.Sql.Tests;

/// <summary>One server for all tests of a class, started when it is first asked for.</summary>
public sealed class PostgreSqlServerFixture : IDisposable
{
    private readonly Lazy<PostgresServer> _server = new(PostgresServer.Create);

    public PostgresServer Server => _server.Value;

    public void Dispose()
    {
        if (_server.IsValueCreated) _server.Value.Dispose();
    }
}
