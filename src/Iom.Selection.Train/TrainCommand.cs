using System.CommandLine;
using Iom.Selection.Cli.Commands.Learn;
using Iom.Selection.Cli.Shared;
using Iom.Selection.Policies;

namespace Iom.Selection.Train;

/// <summary>The one command of <c>iom-train</c>.</summary>
internal static class TrainCommand
{
    public static RootCommand Create(CancellationToken cancellationToken)
    {
        var source = new LearningSourceOptions("train", "Dates to calibrate at. Without them the model is not calibrated.", "weight");
        var gam = new Option<bool>("--gam") { Description = "Train a generalised additive model instead: a yardstick that takes longer, and that no policy may name." };

        var command = new RootCommand("Trains a challenger of a points matrix with ML.NET, and exports it to one readable file. It advises; people decide.");
        source.AddTo(command, gam);
        var writing = new WritingOptions();
        writing.AddTo(command);
        command.SetAction(parsed => TrainRunner.Run(source.Read(parsed), parsed.GetValue(gam) ? ModelKind.Gam : ModelKind.Steps, writing.Read(parsed), cancellationToken));
        return command;
    }
}
