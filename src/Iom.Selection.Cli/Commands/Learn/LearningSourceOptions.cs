using System.CommandLine;
using Iom.Selection.Cli.Shared;
using Iom.Selection.Records;

namespace Iom.Selection.Cli.Commands.Learn;

/// <summary>The options that say what to learn or to train from.</summary>
/// <param name="learns">What the command does at the learn dates: learn, or train.</param>
/// <param name="chooses">What the choose dates are for.</param>
/// <param name="forbids">What a forbidden factor does not get.</param>
internal sealed class LearningSourceOptions(string learns, string chooses, string forbids)
{
    private const int MaxMonths = 1200;

    private readonly Option<string> _extracts = Options.Path("--extracts", "Folder of extracts.", "DIR");
    private readonly Option<string> _policy = Options.Path("--policy", $"Policy file, by whose measures to {learns}.", "FILE");
    private readonly Option<DateOnly[]> _learnAt = LearnOptions.Dates("--learn-at", $"Dates to {learns} at, separated by commas.");
    private readonly Option<DateOnly[]> _chooseAt = LearnOptions.Dates("--choose-at", chooses);
    private readonly Option<DateOnly[]> _testAt = LearnOptions.Dates("--test-at", "Dates to test at, not before the end of the others.");
    private readonly Option<int> _horizon = Options.Whole("--horizon", "Number of months after each date in which what followed counts.", 1, MaxMonths);
    private readonly Option<double?> _harm = LearnOptions.HarmAbove();
    private readonly Option<DetectedBy[]> _detectedBy = LearnOptions.DetectedBy();
    private readonly Option<bool> _finer = new("--finer-bands") { Description = $"Use finer bands than the policy's own to {learns}." };
    private readonly Option<string[]> _forbid = new("--forbid") { Description = $"Id of a factor that gets no {forbids}. You can repeat this option.", HelpName = "ID" };
    private readonly Option<string> _map = Options.Map();
    private readonly Option<string> _catalogue = Options.Catalogue();
    private readonly Option<int> _threads = Options.Threads();
    private readonly Option<bool> _quiet = Options.Quiet();

    /// <summary>Adds the options to a command, with its own between them.</summary>
    public void AddTo(Command command, params ReadOnlySpan<Option> own)
    {
        foreach (var required in new Option[] { _extracts, _policy, _learnAt, _testAt, _horizon }) required.Required = true;
        foreach (var option in new Option[] { _extracts, _policy, _learnAt, _chooseAt, _testAt, _horizon, _harm, _detectedBy, _finer, _forbid }) command.Add(option);
        foreach (var option in own) command.Add(option);
        foreach (var option in new Option[] { _map, _catalogue, _threads, _quiet }) command.Add(option);
    }

    public LearningSource Read(ParseResult parsed) => new()
    {
        Extracts = parsed.GetRequiredValue(_extracts),
        Policy = parsed.GetRequiredValue(_policy),
        LearnAt = parsed.GetRequiredValue(_learnAt),
        ChooseAt = parsed.GetValue(_chooseAt) ?? [],
        TestAt = parsed.GetRequiredValue(_testAt),
        HorizonMonths = parsed.GetValue(_horizon),
        HarmAbove = parsed.GetValue(_harm),
        DetectedBy = parsed.GetValue(_detectedBy) ?? [],
        FinerBands = parsed.GetValue(_finer),
        Forbidden = parsed.GetValue(_forbid) ?? [],
        Map = parsed.GetValue(_map),
        Catalogue = parsed.GetValue(_catalogue),
        Threads = parsed.GetValue(_threads),
        Quiet = parsed.GetValue(_quiet),
    };
}
