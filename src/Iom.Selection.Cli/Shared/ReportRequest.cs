using Iom.Selection.Runs.Output;

namespace Iom.Selection.Cli.Shared;

/// <summary>Which page to write, if any.</summary>
/// <param name="IsWanted">Whether any.</param>
/// <param name="IsForStatistics">Whether it is for everybody else: nobody in particular.</param>
/// <param name="Person">The id of the person it is for; null for none.</param>
/// <param name="Names">The file of names; null for none.</param>
/// <param name="OutNames">Where the page with names goes.</param>
/// <param name="Texts">The file of texts; null for the built-in ones.</param>
internal sealed record ReportRequest(bool IsWanted, bool IsForStatistics, string? Person, string? Names, string? OutNames, string? Texts)
{
    /// <summary>Whether it is for the reader whom the command alone has.</summary>
    public bool IsForOther { get; init; }

    /// <summary>Finds out before any work whether the page with names may be written: nothing of its name is there, and it is in no folder of a run.</summary>
    /// <param name="outputFolder">The output folder of the run.</param>
    public void Check(string outputFolder)
    {
        if (OutNames is null) return;
        NewFile.CheckAbsent(OutNames);
        var (page, run) = (Path.GetFullPath(OutNames), Path.TrimEndingDirectorySeparator(Path.GetFullPath(outputFolder)));
        if (page == run || page.StartsWith(run + Path.DirectorySeparatorChar, StringComparison.Ordinal))
            throw new InputException("--out-names is within --out: names never go into the folder of a run. Choose another place.");
        if (File.Exists(Path.Combine(Path.GetDirectoryName(page)!, OutputFolder.Manifest)))
            throw new InputException("--out-names is in the folder of a run: names never go there. Choose another place.");
    }
}
