using Iom.Selection.Extracts.Account;
using Spectre.Console;

namespace Iom.Selection.Cli.Shared;

/// <summary>Shows how far reading has come, where somebody watches.</summary>
internal static class Progress
{
    /// <summary>Runs a step with a progress bar on standard error if that is a terminal, else without.</summary>
    public static T Show<T>(bool quiet, Func<IProgress<LoadingProgress>?, T> step)
    {
        if (quiet || Console.IsErrorRedirected) return step(null);

        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        return console.Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn())
            .Start(context => step(new Bar(context.AddTask("Reading"))));
    }

    private sealed class Bar(ProgressTask task) : IProgress<LoadingProgress>
    {
        public void Report(LoadingProgress value)
        {
            task.Description = Markup.Escape(ConsoleOutput.Clean($"Reading {value.FileName}"));
            task.MaxValue = Math.Max(1, value.BytesTotal);
            task.Value = value.BytesRead;
        }
    }
}
