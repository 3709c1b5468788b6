using System.Text.Json;
using System.Text.Json.Nodes;
using Iom.Selection.Extracts;
using Iom.Selection.Extracts.Problems;
using Iom.Selection.Foundation;
using Iom.Selection.Policies;
using Iom.Selection.Runs.Storage;

namespace Iom.Selection.Runs.Output;

/// <summary>Adds signatures to those beside a policy: see <see cref="SignOffFile"/>.</summary>
public static class SignOffWriter
{
    private const string What = "The file of signatures";

    /// <summary>Adds a signature. One of the same agency under another version of the policy is replaced; all else in the file stays.</summary>
    /// <param name="policyPath">The policy file.</param>
    /// <param name="signature">The signature.</param>
    /// <param name="impactAssessments">References of impact assessments to add; those that are there already are not added again.</param>
    /// <param name="cancellationToken">Stops waiting for somebody else who is signing.</param>
    /// <returns>The signature that was replaced; null where there was none of the agency.</returns>
    /// <exception cref="ExtractException">The signatures that are there can't be read, or the agency has signed this version already.</exception>
    /// <exception cref="OutputException">The file can't be written.</exception>
    public static PolicySignature? Add(string policyPath, PolicySignature signature, IReadOnlyList<string> impactAssessments, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(policyPath);
        ArgumentNullException.ThrowIfNull(signature);
        ArgumentNullException.ThrowIfNull(impactAssessments);
        var path = Path.GetFullPath(SignOffFile.PathFor(policyPath));
        try
        {
            Disk.IsThere(path, What);
            using var held = FileLock.Acquire(path + ".lock", What, append: false, FileLock.MaxTries, cancellationToken);
            var earlier = SignOffFile.Read(policyPath).LastOrDefault(other => other.Agency == signature.Agency);
            if (earlier is not null && earlier.Sha256.Equals(signature.Sha256, StringComparison.OrdinalIgnoreCase))
                throw new ExtractException($"{signature.Agency} signed this version of the policy on {IsoDate.Text(earlier.On)}. To sign it anew, remove that entry from {Path.GetFileName(path)} first.");
            Replace(path, policyPath, Merge(path, signature, impactAssessments));
            return earlier;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or StorageException)
        {
            throw new OutputException(e is StorageException ? e.Message : $"{What} cannot be written: {path}", e);
        }
    }

    private static JsonObject Merge(string path, PolicySignature signature, IReadOnlyList<string> impactAssessments)
    {
        JsonObject file = [];
        if (File.Exists(path))
        {
            try
            {
                file = JsonNode.Parse(File.ReadAllBytes(path))!.AsObject();
            }
            catch (JsonException e)
            {
                // What can be read but not here has comments, which would be lost.
                throw new ExtractException($"{Path.GetFileName(path)} holds comments, which would be lost: remove them, or add the signature by hand.", e);
            }
        }
        var signatures = file["signatures"] as JsonArray ?? [];
        foreach (var old in signatures.Where(entry => entry!["agency"]!.GetValue<string>() == signature.Agency).ToArray()) signatures.Remove(old);
        signatures.Add((JsonNode)new JsonObject
        {
            ["agency"] = signature.Agency,
            ["by"] = signature.By,
            ["role"] = signature.Role,
            ["on"] = IsoDate.Text(signature.On),
            ["sha256"] = signature.Sha256,
        });
        if (signatures.Parent is null) file["signatures"] = signatures;
        if (impactAssessments.Count == 0) return file;
        var references = file["impactAssessments"] as JsonArray ?? [];
        foreach (var reference in impactAssessments.Where(reference => !references.Any(other => other is JsonValue value && value.TryGetValue<string>(out var text) && text == reference)).ToArray())
            references.Add((JsonNode)reference);
        if (references.Parent is null) file["impactAssessments"] = references;
        return file;
    }

    // Whole or not at all: whoever reads it sees the signatures of before or those of after.
    private static void Replace(string path, string policyPath, JsonObject file)
    {
        var folder = Path.GetDirectoryName(path)!;
        var temporary = Path.Combine(folder, $".{Path.GetFileName(path)}.{Path.GetRandomFileName()}");
        try
        {
            using (var stream = Disk.Create(temporary))
            {
                using (var json = new Utf8JsonWriter(stream, JsonText.Indented)) file.WriteTo(json);
                stream.Write("\n"u8);
                stream.Flush();
                Disk.Sync(stream.SafeFileHandle);
            }
            // Whoever may read the policy may see who signed it.
            if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(temporary, File.GetUnixFileMode(policyPath) & ~(UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute));
            File.Move(temporary, path, overwrite: true);
            Disk.SyncFolder(folder);
        }
        finally
        {
            File.Delete(temporary);
        }
    }
}
