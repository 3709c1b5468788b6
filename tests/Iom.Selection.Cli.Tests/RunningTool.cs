using System.Diagnostics;
using System.Globalization;

namespace Iom.Selection.Cli.Tests;

/// <summary>A run of the tool that has not been seen to end.</summary>
internal sealed class RunningTool : IDisposable
{
    private readonly Process _process;
    private readonly Task<string> _out;
    private readonly Task<string> _error;

    public RunningTool(Process process)
    {
        _process = process;
        _process.StandardInput.Close();
        _out = process.StandardOutput.ReadToEndAsync();
        _error = process.StandardError.ReadToEndAsync();
    }

    public Outcome End()
    {
        if (!_process.WaitForExit(Tool.Longest))
        {
            _process.Kill(entireProcessTree: true);
            Assert.Fail("The tool hangs.");
        }
        return new Outcome(_process.ExitCode, _out.GetAwaiter().GetResult(), _error.GetAwaiter().GetResult());
    }

    public void Signal(string name) => Tool.Other("kill", $"-{name}", _process.Id.ToString(CultureInfo.InvariantCulture));

    /// <summary>Waits until something is so, or the run has ended.</summary>
    public bool WaitFor(Func<bool> condition)
    {
        while (!_process.HasExited)
        {
            if (condition()) return true;
            Thread.Sleep(1);
        }
        return false;
    }

    /// <summary>Whether the run has a file of such a name open now; on Linux.</summary>
    public bool HasOpen(string fileName)
    {
        try
        {
            return Directory.EnumerateFileSystemEntries($"/proc/{_process.Id.ToString(CultureInfo.InvariantCulture)}/fd")
                .Any(link => Path.GetFileName(new FileInfo(link).LinkTarget) == fileName);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        _process.Dispose();
    }
}
