namespace Iom.Selection.Cli.Shared;

/// <summary>Ends the tool soon after it is told to stop, whatever it is waiting for.</summary>
internal static class Interruption
{
    // A command that looks whether it is to stop has ended by then; one that waits for a pipe, or computes, has not.
    private static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(700);

    private static volatile bool _isWriting;
    private static int _isTold;

    /// <summary>Whether nobody has said yet that the tool was stopped: whoever asks first says it.</summary>
    public static bool IsFirstToTell() => Interlocked.Exchange(ref _isTold, 1) == 0;

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
        try
        {
            if (IsFirstToTell())
            {
                Console.Error.WriteLine(_isWriting
                    ? "iom: Stopped while writing. Run the same command again: it clears up or finishes what was begun."
                    : "iom: Stopped; nothing was written.");
            }
        }
        catch (IOException)
        {
            // Nobody listens.
        }
        Environment.Exit(ExitCode.Stopped);
    })
    { IsBackground = true }.Start();
}
