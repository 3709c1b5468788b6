namespace Iom.Selection.Cli.Shared;

/// <summary>Ends the tool soon after it is told to stop, whatever it is waiting for.</summary>
internal static class Interruption
{
    // A command that looks whether it is to stop has ended by then; one that waits for a pipe, or computes, has not.
    private static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(700);

    private static volatile bool _isWriting;
    private static int _isTold;

    /// <summary>Says that the tool was stopped; once, whoever asks first.</summary>
    /// <param name="isWriting">Whether something may have been written.</param>
    public static void Tell(bool isWriting)
    {
        if (Interlocked.Exchange(ref _isTold, 1) != 0) return;
        ConsoleOutput.Error(isWriting
            ? "Stopped while writing. Run the same command again: it clears up or finishes what was begun."
            : "Stopped; nothing was written.");
    }

    /// <summary>From here on something is written for good: what is interrupted is finished by the same command, run again.</summary>
    /// <exception cref="OperationCanceledException">The tool was told to stop before.</exception>
    public static void BeginWriting(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        _isWriting = true;
    }

    /// <summary>Ends the tool when it has not ended by itself.</summary>
    public static void EndSoon() => new Thread(() =>
    {
        Thread.Sleep(Grace);
        Tell(_isWriting);
        Environment.Exit(ExitCode.Stopped);
    })
    { IsBackground = true }.Start();
}
