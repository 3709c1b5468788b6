namespace Iom.Selection.Runs.Output;

/// <summary>A file for people that goes into the folder of a run beside the run's own: a page to read, a workbook to fill in.</summary>
/// <remarks>It holds nothing that the run's own files don't, and can be made again, so the manifest does not name it; a purge takes it away like all else.</remarks>
/// <param name="Name">Its name: one that a run of this tool may hold, see <see cref="OutputFolder.IsOurs"/>.</param>
/// <param name="Write">Writes it.</param>
public sealed record AddedFile(string Name, Action<Stream> Write);
