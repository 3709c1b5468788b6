using System.CommandLine;
using System.CommandLine.Parsing;

namespace Iom.Selection.Cli.Shared;

/// <summary>The options of every verb that reads extracts and writes a run.</summary>
internal sealed class WritingOptions
{
    /// <summary>The share of all rows that may be refused where nobody says, in per cent.</summary>
    public const decimal StandardMaxRefusedPercent = 5;

    private readonly Option<string> _output = Options.Path("--out", "Output folder (must not exist yet).", "DIR");
    private readonly Option<decimal> _maxRefused = Options.Percent("--max-refused", "Exit with 4 if a larger share of all rows than this is refused.", StandardMaxRefusedPercent);
    private readonly Option<string> _log = Options.Path("--log", "Add one line about this run to a log: who, when, hashes.", "FILE");
    private readonly Option<bool> _overwrite = new("--overwrite") { Description = "Replace an output folder that holds only a run." };

    public WritingOptions() => _output.Required = true;

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _output, _maxRefused, _log, _overwrite }) command.Add(option);
    }

    /// <summary>Whether a share of rows that may be refused is given.</summary>
    public bool LimitsRefused(CommandResult result) => result.GetResult(_maxRefused) is { Implicit: false };

    public WritingRequest Read(ParseResult parsed) =>
        new(parsed.GetRequiredValue(_output), parsed.GetValue(_maxRefused), parsed.GetValue(_log), parsed.GetValue(_overwrite));
}
