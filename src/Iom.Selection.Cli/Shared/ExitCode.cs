namespace Iom.Selection.Cli.Shared;

/// <summary>What the tool's exit codes say.</summary>
internal static class ExitCode
{
    /// <summary>Done.</summary>
    public const int Done = 0;

    /// <summary>A fault of ours.</summary>
    public const int Fault = 1;

    /// <summary>The command line is wrong.</summary>
    public const int CommandLine = 2;

    /// <summary>Nothing was written, because an input, the policy, the catalogue or the output folder did not allow it.</summary>
    public const int NotAllowed = 3;

    /// <summary>Done and written, but too many rows were refused.</summary>
    public const int TooManyRefused = 4;

    /// <summary>Done and written, but an audit threshold of the policy was crossed.</summary>
    public const int ThresholdCrossed = 5;

    /// <summary>Stopped by Ctrl+C or SIGTERM; nothing was written, or the line says what to do.</summary>
    public const int Stopped = 130;
}
