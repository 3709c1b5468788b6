using System.Globalization;
using Iom.Selection.Cli.Shared;
using Iom.Selection.Foundation;
using Iom.Selection.Runs.Decisions;
using Iom.Selection.Runs.Output;

namespace Iom.Selection.Cli.Commands.Decisions;

/// <summary>Writes a record for each person whom the panel let go.</summary>
internal static class ExitForms
{
    public static int Write(string logPath, IReadOnlyList<string> heads, string runFolder, string output, CancellationToken cancellationToken)
    {
        var log = DecisionRecording.Read(logPath, heads);
        cancellationToken.ThrowIfCancellationRequested();
        var notes = new List<string>();
        var people = ExitFiles.Write(log, RunFolder.Open(runFolder), output, notes);
        foreach (var note in notes) ConsoleOutput.Line(note);
        ConsoleOutput.Line(string.Create(CultureInfo.InvariantCulture, $"{Plural.Format(people, "person", "people")} leaving. Written to {output}: exits.html to print and complete with each person, and exits.jsonl for the agencies' systems."));
        return ExitCode.Done;
    }
}
