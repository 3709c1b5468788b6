using System.Threading.RateLimiting;

namespace Iom.Selection.Service.Api;

/// <summary>How many calls a key may make, how many wrong keys an address may try, and how many rankings are made at once.</summary>
internal sealed class CallLimits : IDisposable
{
    private const int FailuresPerSecond = 10;
    private const int RankingsAtOnce = 4;

    private readonly PartitionedRateLimiter<string> _byKey;
    private readonly PartitionedRateLimiter<string> _failures;
    private readonly ConcurrencyLimiter _rankings = new(new ConcurrencyLimiterOptions { PermitLimit = RankingsAtOnce, QueueLimit = 0 });

    /// <summary>Makes the limits.</summary>
    /// <param name="callsPerSecond">How many calls of one key a second, over a while; twice as many at once.</param>
    public CallLimits(int callsPerSecond) => (_byKey, _failures) = (Buckets(callsPerSecond), Buckets(FailuresPerSecond));

    /// <summary>Counts a call of a key.</summary>
    /// <exception cref="ProblemException">There were too many.</exception>
    public void Count(string keyId)
    {
        using var lease = _byKey.AttemptAcquire(keyId);
        if (!lease.IsAcquired) throw Busy("This key makes too many calls.");
    }

    /// <summary>Counts a call without a good key, so that nobody fills the log with them.</summary>
    /// <exception cref="ProblemException">There were too many.</exception>
    public void CountFailure(string address)
    {
        using var lease = _failures.AttemptAcquire(address);
        if (!lease.IsAcquired) throw Busy("Too many calls without a good key come from this address.");
    }

    /// <summary>Makes room for a ranking, until it is disposed.</summary>
    /// <exception cref="ProblemException">There is none.</exception>
    public IDisposable BeginRanking()
    {
        var lease = _rankings.AttemptAcquire();
        if (lease.IsAcquired) return lease;
        lease.Dispose();
        throw Busy("As many rankings as may be are being made.");
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _byKey.Dispose();
        _failures.Dispose();
        _rankings.Dispose();
    }

    private static PartitionedRateLimiter<string> Buckets(int perSecond) => PartitionedRateLimiter.Create<string, string>(name => RateLimitPartition.GetTokenBucketLimiter(name, _ => new TokenBucketRateLimiterOptions
    {
        TokenLimit = perSecond * 2,
        TokensPerPeriod = perSecond,
        ReplenishmentPeriod = TimeSpan.FromSeconds(1),
        QueueLimit = 0,
    }));

    private static ProblemException Busy(string detail) => new(ProblemKind.Busy, detail) { Headers = [("Retry-After", "1")] };
}
