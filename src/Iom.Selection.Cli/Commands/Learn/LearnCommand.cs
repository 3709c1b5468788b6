using System.CommandLine;
using System.Globalization;
using Iom.Selection.Cli.Shared;
using Iom.Selection.Learning.Problem;

namespace Iom.Selection.Cli.Commands.Learn;

/// <summary>The command <c>iom learn</c>.</summary>
internal static class LearnCommand
{
    private const int StandardSteps = 10;
    private const int MaxSteps = 50;
    private const int StandardPoints = 10;

    public static Command Create(CancellationToken cancellationToken)
    {
        var source = new LearningSourceOptions("learn", "Dates to choose the number of steps at. Without them it is chosen by five folds of people of the learn dates.", "points");
        var maxSteps = Options.Whole("--max-steps", $"The most numbers above 0 that the matrix may have. [default: {StandardSteps}]", 1, MaxSteps);
        maxSteps.DefaultValueFactory = _ => StandardSteps;
        var stepsPerFactor = Options.Whole("--max-steps-per-factor", "The most numbers above 0 of one factor.", 1, MaxSteps);
        var maxFactors = Options.Whole("--max-factors", "The most factors with points.", 1, MaxSteps);
        var maxPoints = Options.Whole("--max-points", $"The most points of one step. [default: {StandardPoints}]", 1, PointBounds.Limit);
        maxPoints.DefaultValueFactory = _ => StandardPoints;
        var maxTotal = Options.Whole("--max-total", "The most points that anybody could have.", 1, 100_000);
        var keep = new Option<string[]>("--fix") { Description = "Id of a factor that stays as it is. You can repeat this option.", HelpName = "ID" };
        var atMost = new Option<string[]>("--at-most") { Description = "The most points of one step of a factor. You can repeat this option.", HelpName = "ID=N" };
        var characteristics = Options.Path("--characteristics", "File of characteristics, by which cards that are as good are compared after all is learned.", "FILE");

        var command = new Command("learn", "Learns from what followed which points the records would choose. It advises; the partnership decides.");
        source.AddTo(command, maxSteps, stepsPerFactor, maxFactors, maxPoints, maxTotal, keep, atMost, characteristics);
        var writing = new WritingOptions();
        writing.AddTo(command);
        command.SetAction(parsed => LearnRunner.Run(
            new LearnRequest
            {
                Source = source.Read(parsed) with { MaxPoints = parsed.GetValue(maxPoints), Fixed = parsed.GetValue(keep) ?? [], AtMost = AtMost(parsed.GetValue(atMost) ?? []) },
                MaxSteps = parsed.GetValue(maxSteps),
                MaxStepsPerFactor = parsed.GetResult(stepsPerFactor) is null ? null : parsed.GetValue(stepsPerFactor),
                MaxFactors = parsed.GetResult(maxFactors) is null ? null : parsed.GetValue(maxFactors),
                MaxTotal = parsed.GetResult(maxTotal) is null ? null : parsed.GetValue(maxTotal),
                Characteristics = parsed.GetValue(characteristics),
            },
            writing.Read(parsed), cancellationToken));
        return command;
    }

    private static Dictionary<string, int> AtMost(string[] texts)
    {
        var bounds = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var text in texts)
        {
            var parts = text.Split('=');
            if (parts.Length != 2 || !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var most) || most > PointBounds.Limit || !bounds.TryAdd(parts[0], most))
                throw new CommandLineException($"--at-most takes the id of a factor, = and 0 to {PointBounds.Limit} points, each factor once.");
        }
        return bounds;
    }
}
