using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Iom.Selection.Foundation;
using Iom.Selection.Runs.Output;

namespace Iom.Selection.Runs.Purging;

/// <summary>What a purge is going to take away, on the disk before anything goes: so that one that was stopped can be finished, and its proof is true.</summary>
/// <remarks>It names folders, files of ours and numbers of entries, and nobody.</remarks>
internal sealed record PurgePlan
{
    private const string Kind = "purge-plan";

    public required DateOnly Before { get; init; }

    public required string PolicyId { get; init; }

    public required string PolicyVersion { get; init; }

    public required string PolicySha256 { get; init; }

    public required DateOnly RunsUpTo { get; init; }

    public required DateOnly DecisionsUpTo { get; init; }

    /// <summary>The runs, each with its folder.</summary>
    public required ImmutableArray<(string Folder, PurgedRun Run)> Runs { get; init; }

    /// <summary>The entries of the log whose decisions go.</summary>
    public required ImmutableArray<int> Entries { get; init; }

    /// <summary>The head of the log before; null where none was given.</summary>
    public required string? Head { get; init; }

    /// <summary>How many folders that interrupted runs had left go.</summary>
    public required int Leftovers { get; init; }

    /// <summary>The name that the proof will have.</summary>
    public required string ProofName { get; init; }

    public byte[] ToUtf8() => JsonText.Utf8(json =>
    {
        json.WriteStartObject();
        json.WriteString("tool", "iom");
        json.WriteString("kind", Kind);
        json.WriteString("before", IsoDate.Text(Before));
        json.WriteString("policyId", PolicyId);
        json.WriteString("policyVersion", PolicyVersion);
        json.WriteString("policySha256", PolicySha256);
        json.WriteString("runsUpTo", IsoDate.Text(RunsUpTo));
        json.WriteString("decisionsUpTo", IsoDate.Text(DecisionsUpTo));
        json.WriteStartArray("runs");
        foreach (var (folder, run) in Runs)
        {
            json.WriteStartObject();
            json.WriteString("folder", folder);
            json.WriteString("asOf", IsoDate.Text(run.AsOf));
            json.WriteString("kind", run.Kind);
            json.WriteString("runSha256", run.ManifestSha256);
            json.WriteTexts("files", run.FilesGone);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray("entries");
        foreach (var entry in Entries) json.WriteNumberValue(entry);
        json.WriteEndArray();
        json.WriteString("head", Head);
        json.WriteNumber("leftovers", Leftovers);
        json.WriteString("proof", ProofName);
        json.WriteEndObject();
    });

    /// <summary>Reads a plan.</summary>
    /// <returns>The plan; null where it was not written to its end, so that nothing has gone by it.</returns>
    public static PurgePlan? Parse(byte[] bytes)
    {
        try
        {
            using var document = JsonDocument.Parse(bytes);
            var root = document.RootElement;
            string Text(JsonElement json, string name) => json.GetProperty(name).GetString() ?? throw new FormatException("A text is null.");
            DateOnly Date(JsonElement json, string name) => DateOnly.ParseExact(Text(json, name), "yyyy-MM-dd", CultureInfo.InvariantCulture);
            string FileName(string name) => Path.GetFileName(name) == name && name.Length > 0 && name is not ("." or "..") ? name : throw new FormatException("Not a name.");
            string Ours(string name) => OutputFolder.IsOurs(name) && name != OutputFolder.Manifest ? name : throw new FormatException("Not a file of a run.");
            if (Text(root, "kind") != Kind) return null;
            return new PurgePlan
            {
                Before = Date(root, "before"),
                PolicyId = Text(root, "policyId"),
                PolicyVersion = Text(root, "policyVersion"),
                PolicySha256 = Text(root, "policySha256"),
                RunsUpTo = Date(root, "runsUpTo"),
                DecisionsUpTo = Date(root, "decisionsUpTo"),
                Runs =
                [
                    .. root.GetProperty("runs").EnumerateArray().Select(run => (FileName(Text(run, "folder")), new PurgedRun(
                        Date(run, "asOf"), Text(run, "kind"), Text(run, "runSha256"), [.. run.GetProperty("files").EnumerateArray().Select(file => Ours(file.GetString() ?? ""))], 0))),
                ],
                Entries = [.. root.GetProperty("entries").EnumerateArray().Select(entry => entry.GetInt32())],
                Head = root.GetProperty("head").GetString(),
                Leftovers = root.GetProperty("leftovers").GetInt32(),
                ProofName = FileName(Text(root, "proof")),
            };
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            return null;
        }
    }
}
