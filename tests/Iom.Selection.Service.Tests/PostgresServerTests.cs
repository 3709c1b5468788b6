using Npgsql;

namespace Iom.Selection.Service.Tests;

public class PostgresServerTests
{
    [FactWithPostgres]
    public async Task A_server_that_is_stopped_and_started_holds_what_it_held()
    {
        using var server = PostgresServer.Create();
        await Execute(server, "CREATE TABLE kept (number int); INSERT INTO kept VALUES (7)");
        server.Stop();
        await Assert.ThrowsAnyAsync<Exception>(() => Execute(server, "SELECT number FROM kept"));
        server.Start();
        Assert.Equal(7, await Execute(server, "SELECT number FROM kept"));
    }

    private static async Task<object?> Execute(PostgresServer server, string sql)
    {
        await using var connection = new NpgsqlConnection(server.ConnectionString() + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }
}
