using Iom.Selection.Cli.Shared;
using Iom.Selection.Extracts.Drafting;
using Iom.Selection.Foundation;

namespace Iom.Selection.Cli.Commands.Map;

/// <summary>Does what <c>iom map</c> is for: a first map of a folder, with a "?" wherever only the analyst knows.</summary>
internal static class MapDrafting
{
    private static readonly string[] RequiredFiles = ["offenders.csv", "offences.csv"];

    public static int Run(string folder, string path)
    {
        NewFile.CheckAbsent(path);
        var draft = MapDraft.Create(folder);
        NewFile.Write(path, draft.Utf8.Span);

        ConsoleOutput.Heading("Files, and what they seem to be");
        foreach (var file in draft.Files)
        {
            ConsoleOutput.Line($"  {file.Name}: {file.Kind ?? "not used"}");
            if (file.Columns.Count > 0) ConsoleOutput.Line($"    found: {string.Join(", ", file.Columns)}");
            if (file.Open.Count > 0) ConsoleOutput.Line($"    open: {string.Join(", ", file.Open)}");
            foreach (var note in file.Notes) ConsoleOutput.Line($"    {note}");
        }
        ConsoleOutput.Line();
        foreach (var required in RequiredFiles.Where(kind => draft.Files.All(file => file.Kind != kind)))
            ConsoleOutput.Line($"No file seems to be {required}, and nobody can be ranked without it. One file may serve several kinds: name it in the map for each.");
        var open = draft.Files.Sum(file => file.Open.Count);
        ConsoleOutput.Line($"Written to {path}: a draft, with {Plural.Format(open, "thing")} left open. Read every line of it; it holds words of your extracts.");
        ConsoleOutput.Line($"{(open > 0 ? "Put your answer in place of each \"?\", then" : "Then")} run: iom check --extracts {folder} --map {path}");
        return ExitCode.Done;
    }
}
