namespace Iom.Selection.Cli.Tests;

/// <summary>Standard output that is full, closed or read by nobody; and a tool that is told to stop while it waits.</summary>
[Trait("Category", "Slow")]
public class StandardOutputTests
{
    [TheoryWith(Needed.Linux)]
    [InlineData("> /dev/full")]
    [InlineData(">&-")]
    [InlineData("| true")]
    public void What_can_not_be_printed_is_3_and_what_was_to_be_written_is_written(string redirection)
    {
        using var work = new Workspace();
        var (code, error) = Shell(redirection, work.RankArgs());
        Assert.Equal(3, code);
        Assert.Single(error.TrimEnd().Split('\n'));
        Assert.Contains("standard output", error, StringComparison.Ordinal);
        work.AssertWhole();

        var list = work.File("list.csv", "offender_id,recommendation,decision,reason,by,role,agency,date,grounds\r\nSYNTHETIC-1,retain,retain,,A Chair,chair,police,2026-01-05,\r\n");
        Assert.Equal(3, Shell(redirection, "decisions", "record", "--unchecked", "--log", work.PathOf("decisions.jsonl"), "--from", list).Code);
        Assert.Single(File.ReadAllLines(work.PathOf("decisions.jsonl")));
        Tool.Run("decisions", "verify", "--log", work.PathOf("decisions.jsonl")).IsDone();
        foreach (var args in new string[][] { ["explain", .. work.RankArgs()[1..^2], "--offender", ExtractsFolder.Id(8)], ["policy", "show", Workspace.ReferencePolicy], ["--help"] })
            Assert.Equal(3, Shell(redirection, args).Code);
    }

    [TheoryWith(Needed.Linux)]
    [InlineData("INT")]
    [InlineData("TERM")]
    public void A_tool_that_waits_for_a_pipe_ends_when_it_is_told_to(string signal)
    {
        using var work = new Workspace();
        Assert.Equal(0, Tool.Other("mkfifo", work.PathOf("pipe")));
        foreach (var args in new string[][] { ["policy", "check", work.PathOf("pipe")], ["policy", "show", work.PathOf("pipe")], work.RankArgsWith("--policy", work.PathOf("pipe")) })
        {
            using var run = Tool.Begin(args);
            // Waits until the tool reads, and then gives it nothing.
            using var writer = File.OpenHandle(work.PathOf("pipe"), FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
            run.Signal(signal);
            // Nobody ever writes to the pipe: one that went on waiting would be waiting still.
            run.End().IsRefused(130, "nothing was written");
        }
        work.AssertNothingWritten();
    }

    private static (int Code, string Error) Shell(string redirection, params string[] args)
    {
        // The tool's own exit code, whatever is behind the pipe; which is gone before anything is printed.
        var command = redirection == "| true" ? "(sleep 0.01; exec \"$0\" \"$@\") | true; exit ${PIPESTATUS[0]}" : $"\"$0\" \"$@\" {redirection}";
        using var process = Tool.Start("bash", ["-c", command, Tool.Executable, .. args], environment: null);
        process.StandardInput.Close();
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, error);
    }
}
