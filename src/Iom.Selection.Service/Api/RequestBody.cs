using System.Text.Json;
using Iom.Selection.Foundation;
using Iom.Selection.Records;
using Microsoft.AspNetCore.Http.Features;

namespace Iom.Selection.Service.Api;

/// <summary>Reads bodies: how large, of which type, and what in them can't be used.</summary>
internal static class RequestBody
{
    /// <summary>How many things that can't be used are listed.</summary>
    public const int MaxErrors = 100;

    // As deep as the library's own JSON goes, with room.
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 64 };

    /// <summary>Reads a body of JSON whole.</summary>
    /// <exception cref="ProblemException">It is of another type, or larger than allowed.</exception>
    public static async Task<byte[]> ReadAsync(Call call, long limit, string type = Answer.JsonType)
    {
        if (!IsOfType(call.Http.Request, type)) throw new ProblemException(ProblemKind.MediaType, $"Send Content-Type: {type}");
        Limit(call, limit);
        using var bytes = new MemoryStream();
        await call.Http.Request.Body.CopyToAsync(bytes, call.Aborted).ConfigureAwait(false);
        return bytes.ToArray();
    }

    /// <summary>Lets a body be no larger than a number of bytes.</summary>
    /// <exception cref="ProblemException">It says that it is larger.</exception>
    public static void Limit(Call call, long limit)
    {
        if (call.Http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } feature) feature.MaxRequestBodySize = limit;
        if (call.Http.Request.ContentLength > limit) throw TooLarge();
    }

    /// <summary>Whether a body is of a type.</summary>
    public static bool IsOfType(HttpRequest request, string type) =>
        Microsoft.Net.Http.Headers.MediaTypeHeaderValue.TryParse(request.ContentType, out var sent) && string.Equals(sent.MediaType.Value, type, StringComparison.OrdinalIgnoreCase)
        && (sent.Charset.Length == 0 || string.Equals(sent.Charset.Value?.Trim('"'), "utf-8", StringComparison.OrdinalIgnoreCase));

    /// <summary>The problem of a body that is too large.</summary>
    public static ProblemException TooLarge() => new(ProblemKind.TooLarge, "Send less at once; docs/service.md says how much each call takes.");

    /// <summary>Reads what a body says.</summary>
    /// <param name="utf8">The body.</param>
    /// <param name="read">Reads it, and complains to the cursor; what it returns is used only if nothing was complained of.</param>
    /// <exception cref="ProblemException">It is no JSON, or something in it can't be used.</exception>
    public static T Parse<T>(ReadOnlyMemory<byte> utf8, Func<JsonCursor, T> read)
    {
        try
        {
            using var document = JsonDocument.Parse(utf8, Options);
            var problems = new List<JsonProblem>();
            var result = read(new JsonCursor(document.RootElement, "", problems));
            return problems.Count == 0 ? result : throw new ProblemException([.. problems.Take(MaxErrors).Select(ToError)]);
        }
        catch (JsonException e)
        {
            // The exception itself may quote what was read.
            throw new ProblemException(ProblemKind.Malformed, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"Not valid JSON at line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1}."));
        }
        catch (InvalidOperationException)
        {
            throw new ProblemException(ProblemKind.Malformed, "A text holds half of a surrogate pair, which is not a character.");
        }
    }

    /// <summary>Reads a person's records.</summary>
    /// <param name="utf8">The JSON of one person.</param>
    /// <param name="at">Where in the body it stands, as a JSON pointer.</param>
    /// <param name="error">What can't be used.</param>
    /// <returns>The records; null where there is an error.</returns>
    public static CaseFile? ParsePerson(ReadOnlyMemory<byte> utf8, string at, out FieldError? error)
    {
        error = null;
        try
        {
            return CaseFileJson.Parse(utf8);
        }
        catch (CaseFileFormatException e)
        {
            error = new FieldError(at + e.JsonPointer, e.Problem);
        }
        catch (Exception e) when (e is FormatException or ArgumentException or InvalidOperationException)
        {
            error = new FieldError(at, "cannot be used");
        }
        return null;
    }

    /// <summary>A problem of a place, by its path.</summary>
    /// <param name="path">The path.</param>
    /// <param name="strangeKey">The key with which it ends, where that is none of ours; null where all of it is known.</param>
    /// <param name="message">What is wrong.</param>
    public static FieldError ToError(string path, string? strangeKey, string message) =>
        // What somebody else called a key is not repeated.
        new(ToPointer(strangeKey is null ? path : path[..^Math.Min(path.Length, strangeKey.Length + 1)]), message);

    private static FieldError ToError(JsonProblem problem) => ToError(problem.Path, problem.StrangeKey, problem.Message);

    /// <summary>A path of known keys, <c>a.b[2].c</c>, as a JSON pointer.</summary>
    private static string ToPointer(string path) =>
        path.Length == 0 ? "" : "/" + path.Replace("].", "/", StringComparison.Ordinal).Replace('.', '/').Replace("][", "/", StringComparison.Ordinal).Replace('[', '/').TrimEnd(']');
}
