namespace Iom.Selection.Sql;

/// <summary>A file to be written.</summary>
/// <param name="Path">Its path below the output folder, with forward slashes.</param>
/// <param name="Text">What it holds; lines end with LF.</param>
public sealed record SqlFile(string Path, string Text);
