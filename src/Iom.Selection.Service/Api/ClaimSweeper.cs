using Iom.Selection.Service.Storage;

namespace Iom.Selection.Service.Api;

/// <summary>Takes away, each hour, answers that have been kept for a day.</summary>
internal sealed class ClaimSweeper(ClaimTable claims, StoreDatabase database) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromHours(1);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause);
        do
        {
            try
            {
                await claims.ForgetAsync(stoppingToken).ConfigureAwait(false);
            }
            catch (Exception e) when (database.IsUnreachable(e))
            {
                // The next hour does it.
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false));
    }
}
