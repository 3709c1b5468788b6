namespace Iom.Selection.Cli.Tests;

/// <summary>What a run of the tool came to.</summary>
internal sealed record Outcome(int ExitCode, string Out, string Error)
{
    /// <summary>Stands in cells and headers that no message may repeat.</summary>
    public const string Secret = "SYNTHETIC-SECRET-7";

    public Outcome IsDone(int exitCode = 0)
    {
        // An exit code other than 0 always has its line on standard error.
        if (exitCode == 0) Assert.Equal("", Error);
        else Assert.Matches("^iom: [^\r\n]+\r?\n$", Error);
        Assert.Equal(exitCode, ExitCode);
        AssertNoSecret();
        return this;
    }

    /// <summary>It said one line, and that line names what has to be put right.</summary>
    public Outcome IsRefused(int exitCode, params string[] mentioned)
    {
        Assert.StartsWith("iom: ", Error, StringComparison.Ordinal);
        Assert.EndsWith("\n", Error, StringComparison.Ordinal);
        var line = Error[..^1].TrimEnd('\r');
        Assert.DoesNotContain(line, char.IsControl);
        Assert.Equal(exitCode, ExitCode);
        foreach (var word in mentioned) Assert.Contains(word, line, StringComparison.Ordinal);
        AssertNoSecret();
        return this;
    }

    public void AssertNoSecret()
    {
        Assert.DoesNotContain(Secret, Out, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(Secret, Error, StringComparison.OrdinalIgnoreCase);
    }
}
