using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using DuckDB.NET.Data;

namespace Iom.Selection.Peers;

/// <summary>Does the same job in a database: its statements, in memory, with as many threads as there are processors.</summary>
internal static class DatabaseRanking
{
    private const int KeyBlockBytes = 64;

    public static void Run(Job job, string folder, string output)
    {
        var asOf = SampleData.AsOf;
        var seed = $"{Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Job.PathOf(job.Policy))))}/{Day(asOf)}";
        var key = SHA256.HashData(Encoding.UTF8.GetBytes(seed));
        var sql = new StringBuilder(File.ReadAllText(Job.PathOf(job.Statements)))
            .Replace("{folder}", folder).Replace("{catalogue}", Job.PathOf("catalogue.csv")).Replace("{out}", output)
            .Replace("{asOf}", Day(asOf)).Replace("{months6}", Day(asOf.AddMonths(-6))).Replace("{months12}", Day(asOf.AddMonths(-12)))
            .Replace("{months24}", Day(asOf.AddMonths(-24))).Replace("{months36}", Day(asOf.AddMonths(-36)))
            .Replace("{capacity}", job.Capacity.ToString(CultureInfo.InvariantCulture))
            .Replace("{innerKey}", Key(key, 0x36)).Replace("{outerKey}", Key(key, 0x5c)).ToString();
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = string.Create(CultureInfo.InvariantCulture, $"SET threads = {Environment.ProcessorCount}; SET preserve_insertion_order = false;");
        command.ExecuteNonQuery();
        foreach (var statement in sql.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            command.CommandText = statement;
            command.ExecuteNonQuery();
        }
    }

    private static string Key(byte[] key, byte pad) =>
        string.Concat(Enumerable.Range(0, KeyBlockBytes).Select(i => string.Create(CultureInfo.InvariantCulture, $"\\x{(byte)((i < key.Length ? key[i] : 0) ^ pad):X2}")));

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
