using Iom.Selection.Extracts.Account;

namespace Iom.Selection.Cli.Shared;

/// <summary>Where a run is written, and what is said of it.</summary>
internal sealed record WritingRequest(string Out, decimal MaxRefusedPercent, string? Log, bool Overwrite)
{
    /// <summary>Whether more of all rows were refused than is allowed.</summary>
    public bool IsTooManyRefused(ExtractAccount account) => account.RefusedCount * 100m > MaxRefusedPercent * account.ReadCount;
}
