using Npgsql;

namespace Iom.Selection.Service.Tests;

/// <summary>Makes stores for tests, each empty and of its own; with one PostgreSQL server for all of them.</summary>
public sealed class Stores : IDisposable
{
    private readonly Lazy<PostgresServer> _server = new(PostgresServer.Create);
    private readonly string _folder = Directory.CreateTempSubdirectory("iom-service-tests-").FullName;
    private int _count;

    public PostgresServer Server => _server.Value;

    public string Folder => _folder;

    /// <summary>Makes an empty store.</summary>
    /// <returns>How the service names it.</returns>
    public string Create(string kind)
    {
        var name = $"store{Interlocked.Increment(ref _count)}";
        if (kind == StoresAttribute.Sqlite) return Path.Combine(_folder, name + ".db");
        using var connection = new NpgsqlConnection(Server.ConnectionString() + ";Pooling=false");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"CREATE DATABASE {name}";
        command.ExecuteNonQuery();
        return Server.ConnectionString(name) + ";Maximum Pool Size=20";
    }

    public void Dispose()
    {
        if (_server.IsValueCreated) _server.Value.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
