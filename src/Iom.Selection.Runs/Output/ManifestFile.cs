namespace Iom.Selection.Runs.Output;

/// <summary>A file as a manifest names it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Sha256">Its hash, where the manifest is of version 0.1.0; null where it names files by a key.</param>
/// <param name="HmacSha256">The HMAC-SHA-256, by the key of the run, of the file's SHA-256 as 64 lower-case hexadecimal digits; null where the manifest is of version 0.1.0.</param>
public sealed record ManifestFile(string Name, string? Sha256, string? HmacSha256)
{
    /// <summary>Of a table of a database, which has no hash, how many rows it had; null of a file.</summary>
    public long? RowCount { get; init; }
}
