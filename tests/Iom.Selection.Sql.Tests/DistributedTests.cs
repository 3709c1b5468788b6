using System.Globalization;
using System.Text;
using Iom.Selection.Agreement.Tests;
using Iom.Selection.Extracts;
using Iom.Selection.Offences;
using Iom.Selection.Sql.Dialects;
using Iom.Selection.Tests;

namespace Iom.Selection.Sql.Tests;

/// <summary>People spread by hash over three servers: each makes scorecards of its own, and a coordinator ranks them as if they were one.</summary>
public class DistributedTests
{
    private const int Servers = 3;
    private static readonly DateOnly AsOf = new(2026, 10, 31);

    [FactWithPostgres]
    public void Three_servers_give_the_ranking_of_one_and_only_scorecards_travel()
    {
        var servers = new List<PostgresServer>();
        try
        {
            for (var i = 0; i < Servers; i++) servers.Add(PostgresServer.Create());
            var extracts = ExtractFolder.Load(Repository.Path("samples", "extracts"));
            var policy = TextTests.Reference();
            var scripts = PolicySql.Compile(policy, OffenceCatalogue.BuiltIn, AsOf, 40, SqlDialect.PostgreSql);
            for (var i = 0; i < Servers; i++)
            {
                using var engine = new PostgreSqlEngine(servers[i]);
                engine.Load(null, extracts.ToTables().Select(table => Part(table, i)));
                engine.Run(scripts.Person);
            }

            using (var first = new PostgreSqlEngine(servers[0])) first.Run("CREATE DATABASE coordinator");
            using var coordinator = new PostgreSqlEngine(servers[0], "coordinator");
            coordinator.Run(Coordinator(servers));
            coordinator.Run(scripts.Ranking);

            var question = new Question(Repository.Path("samples", "extracts"), Repository.Path("samples", "reference", "policy.json"), null, AsOf, 40);
            const string Ordered = "SELECT * FROM iom_ranking ORDER BY \"rank\", offender_id COLLATE \"C\"";
            var difference = Difference.Between(Product.Undivided.Answer(question).Cells("ranking.csv", allPoints: false), coordinator.Cells(Ordered));
            Assert.True(difference.Length == 0, difference);

            var plan = coordinator.Cells($"EXPLAIN VERBOSE {Ordered}").Select(row => row[0].Trim()).ToArray();
            string[] remote = [.. plan.Where(line => line.StartsWith("Remote SQL:", StringComparison.Ordinal))];
            // Each server is asked once.
            Assert.True(remote.Length == Servers, string.Join('\n', plan));
            Assert.All(remote, line => Assert.EndsWith("FROM public.iom_person", line, StringComparison.Ordinal));
            foreach (var field in new[] { "youth", "mappa_level", "offence_date", "deceased", "schemes" }) Assert.All(remote, line => Assert.DoesNotContain(field, line, StringComparison.Ordinal));
            Assert.Contains(plan, line => line.Contains("Async Foreign Scan", StringComparison.Ordinal));
        }
        finally
        {
            foreach (var server in servers) server.Dispose();
        }
    }

    /// <summary>The script of docs/sql.md.</summary>
    private static string Coordinator(List<PostgresServer> servers)
    {
        var text = new StringBuilder("CREATE EXTENSION postgres_fdw;\n");
        for (var i = 0; i < servers.Count; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"""
                CREATE SERVER s{i} FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host '127.0.0.1', port '{servers[i].Port}', dbname 'postgres', use_remote_estimate 'true', async_capable 'true', fetch_size '10000');
                CREATE USER MAPPING FOR CURRENT_USER SERVER s{i} OPTIONS (user '{PostgresServer.User}');
                CREATE SCHEMA s{i};
                IMPORT FOREIGN SCHEMA public LIMIT TO (iom_person) FROM SERVER s{i} INTO s{i};

                """);
        }
        return text.Append($"CREATE VIEW iom_person AS {string.Join(" UNION ALL ", servers.Select((_, i) => $"SELECT * FROM s{i.ToString(CultureInfo.InvariantCulture)}.iom_person"))};").ToString();
    }

    // A person's rows are on one server; what was supplied is known to all.
    private static ExtractTable Part(ExtractTable table, int server) => table.Name == "supplied" ? table
        : table with { Rows = table.Rows.Where(row => row[0]!.Sum(c => c) % Servers == server) };
}
