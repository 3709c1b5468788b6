using System.CommandLine;

namespace Iom.Selection.Cli.Ranking;

/// <summary>The verb <c>iom rank</c>.</summary>
internal static class RankCommand
{
    private const decimal StandardMaxRefusedPercent = 5;

    public static Command Create(CancellationToken cancellationToken)
    {
        var common = new RankingOptions();
        var output = Options.Path("--out", "The folder to write; it must not exist.", "DIR");
        output.Required = true;
        var maxRefused = Options.Percent("--max-refused", "Exit with 4 when more of all rows than this were refused.", StandardMaxRefusedPercent);
        var allPoints = new Option<bool>("--all-points") { Description = "Show the points of people below the entry line too." };
        var log = Options.Path("--log", "Append one line for this run: who, when, hashes.", "FILE");
        var overwrite = new Option<bool>("--overwrite") { Description = "Replace an output folder that holds a run and nothing else." };

        var command = new Command("rank", "Ranks everybody in the extracts and proposes a cohort for the places there are.");
        common.AddTo(command);
        foreach (var option in new Option[] { output, maxRefused, allPoints, log, overwrite }) command.Add(option);
        command.SetAction(parsed => Ranker.Run(
            common.Read(parsed),
            new RankOptions(parsed.GetRequiredValue(output), parsed.GetValue(maxRefused), parsed.GetValue(allPoints), parsed.GetValue(log), parsed.GetValue(overwrite)),
            cancellationToken));
        return command;
    }
}
