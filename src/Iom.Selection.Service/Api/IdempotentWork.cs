using Iom.Selection.Service.Storage;

namespace Iom.Selection.Service.Api;

/// <summary>A call that this attempt may work on, until it completes it or gives it up.</summary>
internal sealed class IdempotentWork(ClaimTable claims, ClaimScope scope, string token) : IAsyncDisposable
{
    private static readonly TimeSpan Renewal = ClaimTable.Lease / 3;

    private readonly CancellationTokenSource _stop = new();
    private Task _renewing = Task.CompletedTask;
    private bool _isDone;

    /// <summary>Begins to renew the lease.</summary>
    public void Start() => _renewing = RenewAsync();

    /// <summary>Completes the call, in the transaction that writes what it came to.</summary>
    /// <exception cref="ProblemException">Somebody else has taken it over meanwhile; nothing is written.</exception>
    public async Task CompleteAsync(StoreTransaction transaction, StoredAnswer answer)
    {
        if (!await ClaimTable.CompleteAsync(transaction, scope, token, answer).ConfigureAwait(false))
            throw new ProblemException(ProblemKind.InProgress, "This attempt took too long and another one took it over. Ask again with the same key.");
    }

    /// <summary>Says that the transaction was committed.</summary>
    public void IsCommitted() => _isDone = true;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await _renewing.ConfigureAwait(false);
        _stop.Dispose();
        if (_isDone) return;
        try
        {
            await claims.ReleaseAsync(scope, token).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // The store may be why it is given up. The lease lapses.
        catch (Exception)
#pragma warning restore CA1031
        {
        }
    }

    private async Task RenewAsync()
    {
        using var timer = new PeriodicTimer(Renewal);
        try
        {
            while (await timer.WaitForNextTickAsync(_stop.Token).ConfigureAwait(false)) await claims.RenewAsync(scope, token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
        }
#pragma warning disable CA1031 // Unrenewed it lapses, and whoever took it over is found when this attempt completes.
        catch (Exception)
#pragma warning restore CA1031
        {
        }
    }
}
