using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Iom.Selection.Extracts.Account;
using Iom.Selection.Policies;
using Iom.Selection.Runs.Output;

namespace Iom.Selection.Cli.Shared;

/// <summary>The log of runs: one line of JSON each, saying who, when and what, and nothing of any person in the extracts.</summary>
internal sealed class RunLog
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly LineLog? _lines;

    private RunLog(LineLog? lines) => _lines = lines;

    /// <summary>Opens the log before any work, so that a run that can't be logged does not happen.</summary>
    /// <param name="path">The log; null for none.</param>
    public static RunLog Open(string? path) => new(path is null ? null : LineLog.Open(path, "The log"));

    /// <summary>What to say of the places of a run that was written, its log's included.</summary>
    public IReadOnlyList<string> NotesOf(WrittenRun written) =>
        _lines?.IsOpenToOthers == true ? [.. written.Notes, "The log can be read or changed by others on this machine. To close it: chmod 600."] : written.Notes;

    /// <summary>Appends the line of a run, if there is a log, before its output gets its name: no run without its line. From then on nothing stops the writing.</summary>
    public void Append(string verb, string toolVersion, DateOnly asOf, Policy policy, HashedFile catalogue, HashedFile manifest, CancellationToken cancellationToken)
    {
        Interruption.BeginWriting(cancellationToken);
        if (_lines is null) return;
        using var line = new MemoryStream();
        using (var json = new Utf8JsonWriter(line, Options))
        {
            json.WriteStartObject();
            json.WriteString("when", TimeProvider.System.GetUtcNow().ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture));
            json.WriteString("who", Environment.UserName);
            json.WriteString("command", verb);
            json.WriteString("toolVersion", toolVersion);
            json.WriteString("asOf", asOf.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
            json.WriteString("policySha256", policy.Sha256);
            json.WriteString("catalogueSha256", catalogue.Sha256);
            json.WriteString("runSha256", manifest.Sha256);
            json.WriteEndObject();
        }
        _lines.Append(line.ToArray(), cancellationToken);
    }
}
