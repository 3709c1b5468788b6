using System.Text.Json;
using Iom.Selection.Foundation;

namespace Iom.Selection.Service.Api;

/// <summary>What is answered: a body that is there, or one that is written as it goes.</summary>
/// <param name="Status">The status.</param>
/// <param name="ContentType">The type of the body.</param>
/// <param name="Body">The body; null where it is written.</param>
internal sealed record Answer(int Status, string ContentType, byte[]? Body)
{
    public const string JsonType = "application/json";
    public const string LinesType = "application/x-ndjson";

    /// <summary>Headers besides those of the body.</summary>
    public IReadOnlyList<(string Name, string Value)> Headers { get; init; } = [];

    /// <summary>Writes the body.</summary>
    public Func<Stream, CancellationToken, Task>? Write { get; init; }

    /// <summary>An answer of JSON.</summary>
    public static Answer Json(int status, Action<Utf8JsonWriter> write) => new(status, JsonType, JsonText.Utf8(write));

    /// <summary>Sends it.</summary>
    public async Task SendAsync(HttpContext http)
    {
        http.Response.StatusCode = Status;
        foreach (var (name, value) in Headers) http.Response.Headers[name] = value;
        http.Response.ContentType = ContentType;
        if (Body is not null)
        {
            http.Response.ContentLength = Body.Length;
            await http.Response.Body.WriteAsync(Body, http.RequestAborted).ConfigureAwait(false);
        }
        else if (Write is not null)
        {
            await Write(http.Response.Body, http.RequestAborted).ConfigureAwait(false);
        }
    }
}
