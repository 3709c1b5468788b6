using System.Text.Json;
using Iom.Selection.Extracts.Problems;
using Iom.Selection.Foundation;
using Iom.Selection.Policies;

namespace Iom.Selection.Extracts;

/// <summary>Reads the signatures that lie beside a policy, in <c>&lt;name&gt;.signoff.json</c>.</summary>
public static class SignOffFile
{
    /// <summary>Where the signatures of a policy lie.</summary>
    /// <param name="policyPath">The policy file: <c>policy.json</c>.</param>
    /// <returns><c>policy.signoff.json</c> in the same folder.</returns>
    public static string PathFor(string policyPath) => Path.ChangeExtension(policyPath, ".signoff.json");

    /// <summary>Reads the signatures of a policy.</summary>
    /// <param name="policyPath">The policy file.</param>
    /// <returns>The signatures; none where there is no such file.</returns>
    /// <exception cref="ExtractException">The file is there and can't be used.</exception>
    public static IReadOnlyList<PolicySignature> Read(string policyPath)
    {
        ArgumentException.ThrowIfNullOrEmpty(policyPath);
        var path = PathFor(policyPath);
        if (!File.Exists(path)) return [];
        try
        {
            var bytes = InputFile.ReadUpTo(path, Limits.MaxPolicyBytes);
            if (bytes.Length > Limits.MaxPolicyBytes) throw new ExtractException(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Path.GetFileName(path)} is larger than {Limits.MaxPolicyBytes} bytes: see that it holds signatures."));
            using var document = JsonDocument.Parse(bytes, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowDuplicateProperties = false });
            return [.. document.RootElement.GetProperty("signatures").EnumerateArray().Select(entry => new PolicySignature(
                Text(entry, "agency"), Text(entry, "by"), Text(entry, "role"),
                DateOnly.ParseExact(Text(entry, "on"), "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), Text(entry, "sha256")))];
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or FormatException or IOException or UnauthorizedAccessException)
        {
            throw new ExtractException(
                $"{Path.GetFileName(path)} is not valid: it must hold \"signatures\", a list of entries with agency, by, role, on (yyyy-MM-dd) and sha256.", e);
        }
    }

    private static string Text(JsonElement entry, string name) => entry.GetProperty(name).GetString() ?? throw new FormatException($"{name} is null.");
}
