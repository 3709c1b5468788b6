using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Iom.Selection.Extracts.Problems;
using Iom.Selection.Foundation;
using Iom.Selection.Runs.Output;
using Iom.Selection.Runs.Storage;

namespace Iom.Selection.Runs.Purging;

/// <summary>The folder of a run of any kind, as a purge looks at it.</summary>
/// <param name="Path">The folder.</param>
/// <param name="AsOf">Its date; of an audit the latest of its runs.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="ManifestSha256">The hash of its manifest.</param>
/// <param name="HasPlainHashes">Whether its manifest names files by plain hashes, as version 0.1.0 did.</param>
internal sealed record PurgeableRun(string Path, DateOnly AsOf, string Kind, string ManifestSha256, bool HasPlainHashes)
{
    /// <summary>Reads the manifest.</summary>
    /// <exception cref="ExtractException">It is none of this tool, or says no date.</exception>
    public static PurgeableRun Open(string path)
    {
        try
        {
            var bytes = Disk.Read(System.IO.Path.Combine(path, OutputFolder.Manifest), Limits.MaxManifestBytes);
            using var document = JsonDocument.Parse(bytes);
            var root = document.RootElement;
            if (Text(root, "tool") != "iom") throw new FormatException("Not a run of this tool.");
            var asOf = root.TryGetProperty("asOf", out _) ? Date(root) : root.GetProperty("runs").EnumerateArray().Max(Date);
            var isPlain = root.TryGetProperty("outputs", out var outputs) && outputs.EnumerateArray().Any(file => file.TryGetProperty("sha256", out _));
            return new PurgeableRun(path, asOf, Text(root, "kind"), Convert.ToHexStringLower(SHA256.HashData(bytes)), isPlain);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ExtractException($"run.json cannot be read, so it is not known when the run must be deleted: {path}. Nothing was purged.", e);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            throw new ExtractException($"The run.json in the folder was not written by this tool, so it is not known when the run must be deleted: {path}. Nothing was purged.", e);
        }
    }

    /// <summary>The names of all it holds but the manifest.</summary>
    public string[] PersonalFiles() => PersonalFiles(Path);

    /// <summary>The names of all that a folder of a run holds but the manifest.</summary>
    public static string[] PersonalFiles(string folder) =>
        [.. Directory.EnumerateFileSystemEntries(folder).Select(path => System.IO.Path.GetFileName(path)).Where(name => name != OutputFolder.Manifest).Order(StringComparer.Ordinal)];

    private static string Text(JsonElement json, string name) => json.GetProperty(name).GetString() ?? throw new FormatException("A text is null.");

    private static DateOnly Date(JsonElement json) => DateOnly.ParseExact(Text(json, "asOf"), "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
