using CsvHelper;
using Iom.Selection.Extracts;
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
    /// <param name="tables">Clean tables to be written beside them, for a database; null for none.</param>
    /// <returns>The files.</returns>
    /// <exception cref="OutputException">The folder exists, or can't be written.</exception>
    /// <exception cref="Extracts.Problems.ExtractException">A row of a table can't be made.</exception>
    public static IReadOnlyList<HashedFile> Write(ExtractAccount account, string folder, IEnumerable<ExtractTable>? tables = null)
    {
        ArgumentNullException.ThrowIfNull(account);
        OutputFolder.CheckAbsent(folder);
        using var output = OutputFolder.Begin(folder, overwrite: false);
        HashedFile[] files = [.. RankingFiles.WriteRows(output, account), .. (tables ?? []).Select(table => output.Write($"table-{table.Name}.csv", stream => Write(stream, table)))];
        output.Commit();
        return files;
    }

    // For a database, not for a spreadsheet: no byte order mark, and nothing put before a text that looks like a formula.
    private static void Write(Stream stream, ExtractTable table)
    {
        using var csv = CsvWriter.Create(stream, new CsvWriterOptions(), leaveOpen: true);
        foreach (var column in table.Columns) csv.WriteField(column);
        csv.EndRecord();
        foreach (var row in table.Rows)
        {
            foreach (var cell in row) csv.WriteField(cell ?? "");
            csv.EndRecord();
        }
    }
}
