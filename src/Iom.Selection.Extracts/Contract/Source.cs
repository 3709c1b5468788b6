namespace Iom.Selection.Extracts.Contract;

/// <summary>A file to read, of which kind and how.</summary>
/// <param name="Contract">Its kind.</param>
/// <param name="Path">Where it lies.</param>
/// <param name="Mapping">How it becomes a file of the contract.</param>
internal sealed record Source(FileContract Contract, string Path, FileMapping Mapping)
{
    public string Name => System.IO.Path.GetFileName(Path);
}
