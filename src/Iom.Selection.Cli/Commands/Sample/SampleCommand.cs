using System.CommandLine;
using System.Globalization;
using Iom.Selection.Cli.Shared;
using Iom.Selection.Ranking;
using Iom.Selection.Runs.Output;
using Iom.Selection.Samples;

namespace Iom.Selection.Cli.Commands.Sample;

/// <summary>The verb <c>iom sample</c>.</summary>
internal static class SampleCommand
{
    public static Command Create(CancellationToken cancellationToken)
    {
        var standard = new SampleOptions();
        var offenders = Options.Whole("--offenders", "Number of people.", 1, SampleOptions.MaxOffenders);
        var seed = Options.Whole("--seed", "Seed for the random numbers: the same seed gives the same files.", 0, int.MaxValue);
        var output = Options.Path("--out", "Output folder (must not exist yet).", "DIR");
        foreach (var required in new Option[] { offenders, seed, output }) required.Required = true;
        var asOf = Options.Date("--as-of", $"Date that the extracts are made for. [default: {standard.AsOf:yyyy-MM-dd}]", SampleOptions.Earliest, SampleOptions.Latest);
        var noDifference = new Option<bool>("--no-difference") { Description = "Plant no difference between groups, so that an audit should not find one." };
        var effect = Options.Whole("--effect", "Of a hundred offences that members would have committed in the cohort, how many to leave out: an effect for an evaluation to find.", 0, 100);
        var effectRuns = Options.Path("--effect-runs", "Folder of the folders of runs of iom rank over the same sample: the effect works on those they recommended to select, from the day after.", "DIR");
        var quiet = Options.Quiet();

        var command = new Command("sample", "Writes synthetic extracts of any size, about nobody, and a list of what was planted in them.")
        {
            offenders, seed, output, asOf, noDifference, effect, effectRuns, quiet,
        };
        command.SetAction(parsed =>
        {
            var folder = parsed.GetRequiredValue(output);
            var options = new SampleOptions
            {
                Offenders = parsed.GetValue(offenders),
                Seed = parsed.GetValue(seed),
                AsOf = parsed.GetResult(asOf) is null ? standard.AsOf : parsed.GetValue(asOf),
                HasDifference = !parsed.GetValue(noDifference),
                EffectPercent = parsed.GetValue(effect),
                EffectOn = parsed.GetValue(effectRuns) is { } runs ? Recommended(runs) : null,
            };
            var truth = SyntheticExtracts.Write(folder, options, cancellationToken);
            if (!parsed.GetValue(quiet)) SampleSummary.Print(truth, folder);
            return ExitCode.Done;
        });
        return command;
    }

    // Whom each run recommended, with the day of the first that did.
    private static Dictionary<int, DateOnly> Recommended(string path)
    {
        string[] folders;
        try
        {
            folders = Directory.GetDirectories(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"The folder of runs cannot be read: {path}", e);
        }
        var chosen = new Dictionary<int, DateOnly>();
        foreach (var run in folders.Select(RunFolder.Open).Where(run => run.Kind == RunFolder.Rank).OrderBy(run => run.AsOf))
        {
            foreach (var row in run.Ranking().Rows.Where(row => row.Recommendation == Recommendation.Select))
            {
                if (int.TryParse(row.OffenderId.Value.AsSpan(row.OffenderId.Value.LastIndexOf('-') + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number)) chosen.TryAdd(number, run.AsOf);
            }
        }
        return chosen;
    }
}
