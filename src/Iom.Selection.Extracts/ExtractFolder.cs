using Iom.Selection.Offenders;
using Iom.Selection.Policies;

namespace Iom.Selection.Extracts;

/// <summary>Reads a folder of extracts.</summary>
public static class ExtractFolder
{
    /// <summary>Reads all extracts in a folder and brings them together by person.</summary>
    /// <param name="folder">The folder; <c>offenders.csv</c> and <c>offences.csv</c> must be in it.</param>
    /// <param name="asOf">The as-of date: rows dated later are set aside.</param>
    /// <param name="catalogue">What offence codes mean; by it a code's lost leading zero is put back.</param>
    /// <param name="mapPath">The map of the agency's own files, in place of <c>extract-map.json</c> in the folder; null for that one, if it is there.</param>
    /// <param name="progress">Told how far reading has come, if given.</param>
    /// <param name="panel">The panel whose agencies alone may stand in <c>panel.csv</c>; null to take the names as they are.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <returns>Everybody, and what became of every row.</returns>
    /// <exception cref="ExtractException">A file or a header is missing, nobody is listed, or every record is later than the date.</exception>
    /// <exception cref="OperationCanceledException">Reading was stopped.</exception>
    public static Collation Collate(
        string folder, DateOnly asOf, OffenceCatalogue catalogue, string? mapPath = null, IProgress<ReadingProgress>? progress = null,
        PanelRules? panel = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        ArgumentNullException.ThrowIfNull(catalogue);
        return new FolderReader(folder, asOf, catalogue, mapPath, panel, progress, cancellationToken).Read();
    }
}
