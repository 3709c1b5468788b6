using System.CommandLine;

namespace Iom.Selection.Cli.Shared;

/// <summary>The options of every verb that reads extracts and writes a run.</summary>
internal sealed class WritingOptions
{
    private const decimal StandardMaxRefusedPercent = 5;

    private readonly Option<string> _output = Options.Path("--out", "The folder to write; it must not exist.", "DIR");
    private readonly Option<decimal> _maxRefused = Options.Percent("--max-refused", "Exit with 4 when more of all rows than this were refused.", StandardMaxRefusedPercent);
    private readonly Option<string> _log = Options.Path("--log", "Append one line for this run: who, when, hashes.", "FILE");
    private readonly Option<bool> _overwrite = new("--overwrite") { Description = "Replace an output folder that holds a run and nothing else." };

    public WritingOptions() => _output.Required = true;

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _output, _maxRefused, _log, _overwrite }) command.Add(option);
    }

    public WritingRequest Read(ParseResult parsed) =>
        new(parsed.GetRequiredValue(_output), parsed.GetValue(_maxRefused), parsed.GetValue(_log), parsed.GetValue(_overwrite));
}
