using System.CommandLine;
using Iom.Selection.Cli.Shared;
using Iom.Selection.Samples;

namespace Iom.Selection.Cli.Commands.Sample;

/// <summary>The verb <c>iom sample</c>.</summary>
internal static class SampleCommand
{
    public static Command Create(CancellationToken cancellationToken)
    {
        var standard = new SampleOptions();
        var offenders = Options.Whole("--offenders", "How many people.", 1, SampleOptions.MaxOffenders);
        var seed = Options.Whole("--seed", "What all chance is drawn from: the same seed, the same bytes.", 0, int.MaxValue);
        var output = Options.Path("--out", "The folder to write; it must not exist.", "DIR");
        foreach (var required in new Option[] { offenders, seed, output }) required.Required = true;
        var asOf = Options.Date("--as-of", "The date the extracts are made for.", SampleOptions.Earliest, SampleOptions.Latest);
        asOf.DefaultValueFactory = _ => standard.AsOf;
        var noDifference = new Option<bool>("--no-difference") { Description = "Plant no difference between groups, so that an audit should find none." };
        var quiet = new Option<bool>("--quiet") { Description = "Print nothing but errors." };

        var command = new Command("sample", "Writes synthetic extracts of any size, about nobody, and what was planted in them.")
        {
            offenders, seed, output, asOf, noDifference, quiet,
        };
        command.SetAction(parsed =>
        {
            var folder = parsed.GetRequiredValue(output);
            var options = new SampleOptions
            {
                Offenders = parsed.GetValue(offenders),
                Seed = parsed.GetValue(seed),
                AsOf = parsed.GetValue(asOf),
                HasDifference = !parsed.GetValue(noDifference),
            };
            var truth = SyntheticExtracts.Write(folder, options, cancellationToken);
            if (!parsed.GetValue(quiet)) SampleSummary.Print(truth, folder);
            return ExitCode.Done;
        });
        return command;
    }
}
