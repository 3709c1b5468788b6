using System.Globalization;
using Iom.Selection.Foundation;

namespace Iom.Selection.Service.Storage;

/// <summary>Rankings that were made over HTTP: what each came to, and its rows in parts, so that no answer has to be held in memory.</summary>
internal static class RunTable
{
    /// <summary>Stores what a run was made by.</summary>
    public static Task<int> AddAsync(StoreTransaction transaction, string partnership, StoredRun run, DateTimeOffset now) => transaction.ExecuteAsync(
        "INSERT INTO runs (partnership, id, as_of, manifest, made_at) VALUES (@partnership, @id, @as_of, @manifest, @now)",
        ("partnership", partnership), ("id", run.Id), ("as_of", IsoDate.Text(run.AsOf)), ("manifest", run.Manifest), ("now", StoreTime.Text(now)));

    /// <summary>Stores some rows, each with its line feed.</summary>
    public static Task<int> AddPartAsync(StoreTransaction transaction, string partnership, string run, int part, byte[] lines) => transaction.ExecuteAsync(
        "INSERT INTO run_parts (partnership, run, part, lines) VALUES (@partnership, @run, @part, @lines)", ("partnership", partnership), ("run", run), ("part", part), ("lines", lines));

    /// <summary>Finds a run of a partnership.</summary>
    public static async Task<StoredRun?> FindAsync(StoreDatabase database, string partnership, string id, CancellationToken cancellationToken) =>
        await database.ReadAsync(connection => connection.QueryAsync(null, "SELECT as_of, manifest, purged_at FROM runs WHERE partnership = @partnership AND id = @id",
            row => new StoredRun(id, DateOnly.ParseExact(row.GetString(0), IsoDate.Format, CultureInfo.InvariantCulture), row.Bytes(1), !row.IsDBNull(2)),
            ("partnership", partnership), ("id", id)), cancellationToken).ConfigureAwait(false) is [var run] ? run : null;

    /// <summary>The rows of a run, part by part.</summary>
    public static async IAsyncEnumerable<byte[]> PartsAsync(StoreDatabase database, string partnership, string id, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var part = 0; ; part++)
        {
            var number = part;
            var lines = await database.ReadAsync(connection => connection.QueryAsync(null, "SELECT lines FROM run_parts WHERE partnership = @partnership AND run = @run AND part = @part",
                row => row.Bytes(0), ("partnership", partnership), ("run", id), ("part", number)), cancellationToken).ConfigureAwait(false);
            if (lines is not [var bytes]) yield break;
            yield return bytes;
        }
    }

    /// <summary>Takes away the rows of runs up to a date.</summary>
    /// <returns>How many runs lost theirs.</returns>
    public static async Task<int> PurgeAsync(StoreTransaction transaction, string partnership, DateOnly upTo, DateTimeOffset now)
    {
        await transaction.ExecuteAsync("DELETE FROM run_parts WHERE partnership = @partnership AND run IN (SELECT id FROM runs WHERE partnership = @partnership AND as_of <= @upto)",
            ("partnership", partnership), ("upto", IsoDate.Text(upTo))).ConfigureAwait(false);
        return await transaction.ExecuteAsync("UPDATE runs SET purged_at = @now WHERE partnership = @partnership AND as_of <= @upto AND purged_at IS NULL",
            ("now", StoreTime.Text(now)), ("partnership", partnership), ("upto", IsoDate.Text(upTo))).ConfigureAwait(false);
    }
}
