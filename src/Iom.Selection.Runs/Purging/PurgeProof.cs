using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Iom.Selection.Extracts.Problems;
using Iom.Selection.Runs.Storage;

namespace Iom.Selection.Runs.Purging;

/// <summary>The proof that a purge leaves, read back.</summary>
public sealed record PurgeProof
{
    private PurgeProof()
    {
    }

    /// <summary>The hash of its file, as the purge printed it.</summary>
    public required string Sha256 { get; init; }

    /// <summary>The day for which the rules were applied.</summary>
    public required DateOnly Before { get; init; }

    /// <summary>The hash of the policy whose rules they are.</summary>
    public required string PolicySha256 { get; init; }

    /// <summary>The runs of which all but the manifest went.</summary>
    public required ImmutableArray<PurgedRun> Runs { get; init; }

    /// <summary>How many decisions went.</summary>
    public required int DecisionsGone { get; init; }

    /// <summary>The head hash of the log of decisions after the purge; null where none was given.</summary>
    public required string? DecisionsHead { get; init; }

    /// <summary>Reads a proof.</summary>
    /// <param name="path">The file.</param>
    /// <returns>What it says.</returns>
    /// <exception cref="ExtractException">It can't be read, or is no proof of a purge.</exception>
    public static PurgeProof Load(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        try
        {
            return Parse(Disk.Read(path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ExtractException($"The proof of the purge cannot be opened: {path}", e);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            throw new ExtractException($"The file is not the proof of a purge by this tool: {path}", e);
        }
    }

    internal static PurgeProof Parse(byte[] bytes)
    {
        using var document = JsonDocument.Parse(bytes);
        var root = document.RootElement;
        if (Text(root, "tool") != "iom" || Text(root, "kind") != "purge") throw new FormatException("Not a proof of a purge.");
        return new PurgeProof
        {
            Sha256 = Convert.ToHexStringLower(SHA256.HashData(bytes)),
            Before = Date(root, "before"),
            PolicySha256 = Text(root.GetProperty("policy"), "sha256"),
            Runs =
            [
                .. root.GetProperty("runs").EnumerateArray().Select(run => new PurgedRun(
                    Date(run, "asOf"), Text(run, "kind"), Text(run, "runSha256"), [.. run.GetProperty("filesGone").EnumerateArray().Select(file => file.GetString()!)],
                    run.GetProperty("filesLeft").GetInt32())),
            ],
            DecisionsGone = root.GetProperty("decisionsGone").GetInt32(),
            DecisionsHead = root.TryGetProperty("decisionsHead", out var head) ? head.GetString() : null,
        };
    }

    private static string Text(JsonElement json, string name) => json.GetProperty(name).GetString() ?? throw new FormatException("A text is null.");

    private static DateOnly Date(JsonElement json, string name) => DateOnly.ParseExact(Text(json, name), "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
