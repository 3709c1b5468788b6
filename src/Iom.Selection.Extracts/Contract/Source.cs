namespace Iom.Selection.Extracts.Contract;

/// <summary>A file to read, of which kind and how.</summary>
/// <param name="Contract">Its kind.</param>
/// <param name="Path">Where it lies.</param>
/// <param name="Mapping">How it becomes a file of the contract.</param>
internal sealed record Source(FileContract Contract, string Path, FileMapping Mapping)
{
    /// <summary>Its name, without folder.</summary>
    public string Name => System.IO.Path.GetFileName(Path);

    /// <summary>Whether it is a workbook, by its name.</summary>
    public bool IsWorkbook => Workbooks.PackedFile.IsWorkbookName(Name);
}
