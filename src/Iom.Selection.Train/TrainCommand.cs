using System.CommandLine;
using Iom.Selection.Cli.Commands.Learn;
using Iom.Selection.Cli.Shared;
using Iom.Selection.Policies;

namespace Iom.Selection.Train;

/// <summary>The one command of <c>iom-train</c>.</summary>
internal static class TrainCommand
{
    private const int MaxMonths = 1200;

    public static RootCommand Create(CancellationToken cancellationToken)
    {
        var extracts = Options.Path("--extracts", "Folder of extracts.", "DIR");
        var policy = Options.Path("--policy", "Policy file, whose measures are trained on.", "FILE");
        var learnAt = LearnOptions.Dates("--learn-at", "Dates to train at, separated by commas.");
        var chooseAt = LearnOptions.Dates("--choose-at", "Dates to calibrate at. Without them the model is not calibrated.");
        var testAt = LearnOptions.Dates("--test-at", "Dates to test at, not before the end of what was trained from.");
        var horizon = Options.Whole("--horizon", "Number of months after each date in which what followed counts.", 1, MaxMonths);
        var harm = LearnOptions.HarmAbove();
        var detectedBy = LearnOptions.DetectedBy();
        var finer = new Option<bool>("--finer-bands") { Description = "Train over finer bands than the policy's own." };
        var forbid = new Option<string[]>("--forbid") { Description = "Id of a factor that gets no weight. You can repeat this option.", HelpName = "ID" };
        var gam = new Option<bool>("--gam") { Description = "Train a generalised additive model instead: a yardstick that takes longer, and that no policy may name." };
        var map = Options.Map();
        var catalogue = Options.Catalogue();
        var threads = Options.Threads();
        var quiet = Options.Quiet();
        (extracts.Required, policy.Required, learnAt.Required, testAt.Required, horizon.Required) = (true, true, true, true, true);

        var command = new RootCommand("Trains a challenger of a points matrix with ML.NET, and exports it to one readable file. It advises; people decide.");
        foreach (var option in new Option[] { extracts, policy, learnAt, chooseAt, testAt, horizon, harm, detectedBy, finer, forbid, gam, map, catalogue, threads, quiet }) command.Add(option);
        var writing = new WritingOptions();
        writing.AddTo(command);
        command.SetAction(parsed => TrainRunner.Run(
            new LearnRequest
            {
                Extracts = parsed.GetRequiredValue(extracts),
                Policy = parsed.GetRequiredValue(policy),
                LearnAt = parsed.GetRequiredValue(learnAt),
                ChooseAt = parsed.GetValue(chooseAt) ?? [],
                TestAt = parsed.GetRequiredValue(testAt),
                HorizonMonths = parsed.GetValue(horizon),
                HarmAbove = parsed.GetValue(harm),
                DetectedBy = parsed.GetValue(detectedBy) ?? [],
                FinerBands = parsed.GetValue(finer),
                MaxSteps = int.MaxValue,
                MaxStepsPerFactor = null,
                MaxFactors = null,
                MaxPoints = 1,
                MaxTotal = null,
                Fixed = [],
                Forbidden = parsed.GetValue(forbid) ?? [],
                AtMost = new Dictionary<string, int>(),
                Characteristics = null,
                Map = parsed.GetValue(map),
                Catalogue = parsed.GetValue(catalogue),
                Threads = parsed.GetValue(threads),
                Quiet = parsed.GetValue(quiet),
            },
            parsed.GetValue(gam) ? ModelKind.Gam : ModelKind.Steps, writing.Read(parsed), cancellationToken));
        return command;
    }
}
