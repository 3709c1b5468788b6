using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Threading.Channels;

namespace Iom.Selection.Service.Storage;

/// <summary>The audit log. What waits to be written is written together, and nobody is answered before it is on the disk.</summary>
internal sealed class AuditTable(StoreDatabase database, TimeProvider clock) : IAsyncDisposable
{
    private const int MaxWaiting = 10_000;
    private const int MaxTogether = 500;
    private const int SecretBytes = 32;

    private readonly Channel<(AuditEntry Entry, TaskCompletionSource Done)> _waiting = Channel.CreateBounded<(AuditEntry, TaskCompletionSource)>(MaxWaiting);
    private readonly Dictionary<(string, string), byte[]> _linkKeys = [];
    private Task? _writer;

    /// <summary>Begins to write.</summary>
    public void Start() => _writer ??= Task.Run(WriteAsync);

    /// <summary>Adds an entry and waits until it is on the disk.</summary>
    public async Task AppendAsync(AuditEntry entry)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await _waiting.Writer.WriteAsync((entry, done)).ConfigureAwait(false);
        await done.Task.ConfigureAwait(false);
    }

    /// <summary>Adds an entry in a transaction, with what it tells of.</summary>
    public static Task<int> AppendAsync(StoreTransaction transaction, AuditEntry entry) => transaction.ExecuteAsync(
        """
        INSERT INTO audit (at, partnership, api_key, agency, on_behalf_of, purpose, kind, status, people, hashes, link_month, link)
        VALUES (@at, @partnership, @key, @agency, @user, @purpose, @kind, @status, @people, @hashes, @month, @link)
        """,
        ("at", StoreTime.Text(entry.At)), ("partnership", entry.Partnership), ("key", entry.KeyId), ("agency", entry.Agency), ("user", entry.OnBehalfOf), ("purpose", entry.Purpose),
        ("kind", entry.Kind), ("status", entry.Status), ("people", entry.People), ("hashes", entry.Hashes), ("month", entry.LinkMonth), ("link", entry.Link));

    /// <summary>Makes the link to a person by the partnership's key of this month, which a purge destroys.</summary>
    public async Task<(string Month, byte[] Link)> LinkAsync(string partnership, string offenderId, CancellationToken cancellationToken)
    {
        var month = clock.GetUtcNow().ToString("yyyy-MM", CultureInfo.InvariantCulture);
        return (month, HMACSHA256.HashData(await LinkKeyAsync(partnership, month, cancellationToken).ConfigureAwait(false), Encoding.UTF8.GetBytes(offenderId)));
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _waiting.Writer.TryComplete();
        if (_writer is { } writer) await writer.ConfigureAwait(false);
    }

    private async Task<byte[]> LinkKeyAsync(string partnership, string month, CancellationToken cancellationToken)
    {
        lock (_linkKeys)
        {
            if (_linkKeys.TryGetValue((partnership, month), out var known)) return known;
        }
        var keys = await database.WriteAsync(async transaction =>
        {
            await transaction.ExecuteAsync(
                "INSERT INTO link_keys (partnership, month, secret) VALUES (@partnership, @month, @secret) ON CONFLICT (partnership, month) DO NOTHING",
                ("partnership", partnership), ("month", month), ("secret", RandomNumberGenerator.GetBytes(SecretBytes))).ConfigureAwait(false);
            return await transaction.QueryAsync("SELECT secret FROM link_keys WHERE partnership = @partnership AND month = @month", row => row.Bytes(0), ("partnership", partnership), ("month", month)).ConfigureAwait(false);
        }, cancellationToken).ConfigureAwait(false);
        lock (_linkKeys) return _linkKeys[(partnership, month)] = keys[0];
    }

    private async Task WriteAsync()
    {
        var together = new List<(AuditEntry Entry, TaskCompletionSource Done)>();
        while (await _waiting.Reader.WaitToReadAsync().ConfigureAwait(false))
        {
            together.Clear();
            while (together.Count < MaxTogether && _waiting.Reader.TryRead(out var next)) together.Add(next);
            try
            {
                await database.WriteAsync(async transaction =>
                {
                    foreach (var (entry, _) in together) await AppendAsync(transaction, entry).ConfigureAwait(false);
                    return 0;
                }, CancellationToken.None).ConfigureAwait(false);
                foreach (var (_, done) in together) done.SetResult();
            }
#pragma warning disable CA1031 // Whoever waits is told, and the log goes on with the next.
            catch (Exception e)
#pragma warning restore CA1031
            {
                foreach (var (_, done) in together) done.SetException(e);
            }
        }
    }
}
