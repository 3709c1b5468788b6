using Iom.Selection.Extracts.Account;
using Iom.Selection.Runs.Output;

namespace Iom.Selection.Runs.Ranking;

/// <summary>Writes what a check found: the lists of rows that were not simply used.</summary>
public static class CheckFiles
{
    /// <summary>Finds out before any work whether the lists may be written to a folder.</summary>
    /// <param name="folder">The output folder.</param>
    /// <exception cref="OutputException">There is something of that name.</exception>
    public static void Check(string folder) => OutputFolder.CheckAbsent(folder);

    /// <summary>Writes <c>refused.csv</c>, <c>duplicates.csv</c>, <c>possible-duplicates.csv</c> and <c>conflicts.csv</c>, as a ranking would: all of them or nothing.</summary>
    /// <param name="account">What became of the rows.</param>
    /// <param name="folder">The output folder; it must not exist.</param>
    /// <returns>The files.</returns>
    /// <exception cref="OutputException">The folder exists, or can't be written.</exception>
    public static IReadOnlyList<HashedFile> Write(ExtractAccount account, string folder)
    {
        ArgumentNullException.ThrowIfNull(account);
        OutputFolder.CheckAbsent(folder);
        using var output = OutputFolder.Begin(folder, overwrite: false);
        var files = RankingFiles.WriteRows(output, account);
        output.Commit();
        return files;
    }
}
