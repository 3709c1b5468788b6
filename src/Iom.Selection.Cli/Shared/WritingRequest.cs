using Iom.Selection.Extracts.Account;

namespace Iom.Selection.Cli.Shared;

/// <summary>Where a run is written, and what is said of it.</summary>
internal sealed record WritingRequest(string Out, decimal MaxRefusedPercent, string? Log, bool Overwrite)
{
    /// <summary>Whether a larger share of all rows was refused than some per cent.</summary>
    public static bool IsTooManyRefused(ExtractAccount account, decimal maxPercent) => account.RefusedCount * 100m > maxPercent * account.ReadCount;

    /// <summary>The exit code of a run that is written, with its line on standard error where it is not 0.</summary>
    public int End(ExtractAccount account, string where = "See refused.csv; iom check says why.")
    {
        if (!IsTooManyRefused(account, MaxRefusedPercent)) return ExitCode.Done;
        ConsoleOutput.Error(FormattableString.Invariant($"{account.RefusedCount} of {account.ReadCount} rows were refused, more than --max-refused allows. {where}"));
        return ExitCode.TooManyRefused;
    }
}
