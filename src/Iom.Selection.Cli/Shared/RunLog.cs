using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Iom.Selection.Extracts.Account;
using Iom.Selection.Policies;

namespace Iom.Selection.Cli.Shared;

/// <summary>The log of runs: one line of JSON each, saying who, when and what, and nothing of any person in the extracts.</summary>
internal sealed class RunLog : IDisposable
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly FileStream _file;
    private readonly string _path;

    private RunLog(FileStream file, string path) => (_file, _path) = (file, path);

    /// <summary>Opens the log before any work, so that a run that can't be logged does not happen.</summary>
    public static RunLog? Open(string? path)
    {
        if (path is null) return null;
        try
        {
            // Without a buffer, so that a full disk shows when the line is written and not when the log is closed.
            return new RunLog(new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.Read, bufferSize: 0), path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw CannotBeWritten(path, e);
        }
    }

    /// <summary>Appends the line of a run, before its output gets its name: no run without its line.</summary>
    public void Append(string verb, string toolVersion, DateOnly asOf, Policy policy, HashedFile catalogue, HashedFile manifest)
    {
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
        line.Write("\n"u8);
        try
        {
            _file.Write(line.ToArray());
            _file.Flush(flushToDisk: true);
        }
        catch (Exception e) when (e is IOException or ArgumentOutOfRangeException)
        {
            throw CannotBeWritten(_path, e);
        }
    }

    public void Dispose() => _file.Dispose();

    private static InputException CannotBeWritten(string path, Exception e) => new($"The log cannot be written: {path}", e);
}
