using System.Text;
using Iom.Selection.Service.Storage;

namespace Iom.Selection.Service.Api;

/// <summary>Gives a run, as one object or as lines: the first time and every time after.</summary>
internal sealed class RunAnswers(StoreDatabase database)
{
    /// <summary>Makes the answer.</summary>
    /// <param name="call">The call, which says in which form.</param>
    /// <param name="run">The run.</param>
    /// <param name="status">The status.</param>
    /// <exception cref="ProblemException">Its rows were purged.</exception>
    public Answer Create(Call call, StoredRun run, int status)
    {
        if (run.IsPurged) throw new ProblemException(ProblemKind.Purged, "The rows of this run went under the retention rules of its policy.");
        var partnership = call.Caller.Partnership;
        var asLines = WantsLines(call.Http.Request);
        return new Answer(status, asLines ? Answer.LinesType : Answer.JsonType, null)
        {
            Headers = [("Location", $"/v1/runs/{run.Id}")],
            Write = (stream, token) => asLines ? WriteLinesAsync(run, partnership, stream, token) : WriteObjectAsync(run, partnership, stream, token),
        };
    }

    // As asked for; else as it was sent.
    private static bool WantsLines(HttpRequest request)
    {
        var accept = request.Headers.Accept.ToString();
        if (accept.Contains(Answer.LinesType, StringComparison.OrdinalIgnoreCase)) return true;
        return !accept.Contains(Answer.JsonType, StringComparison.OrdinalIgnoreCase) && RequestBody.IsOfType(request, Answer.LinesType);
    }

    private async Task WriteLinesAsync(StoredRun run, string partnership, Stream stream, CancellationToken cancellationToken)
    {
        await stream.WriteAsync(run.Manifest, cancellationToken).ConfigureAwait(false);
        await stream.WriteAsync("\n"u8.ToArray(), cancellationToken).ConfigureAwait(false);
        var rows = 0;
        await foreach (var lines in RunTable.PartsAsync(database, partnership, run.Id, cancellationToken).ConfigureAwait(false))
        {
            rows += lines.AsSpan().Count((byte)'\n');
            await stream.WriteAsync(lines, cancellationToken).ConfigureAwait(false);
        }
        await stream.WriteAsync(Encoding.UTF8.GetBytes(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{{\"end\":true,\"rows\":{rows}}}\n")), cancellationToken).ConfigureAwait(false);
    }

    private async Task WriteObjectAsync(StoredRun run, string partnership, Stream stream, CancellationToken cancellationToken)
    {
        await stream.WriteAsync(run.Manifest.AsMemory(0, run.Manifest.Length - 1), cancellationToken).ConfigureAwait(false);
        await stream.WriteAsync(",\"rows\":["u8.ToArray(), cancellationToken).ConfigureAwait(false);
        var isFirst = true;
        await foreach (var lines in RunTable.PartsAsync(database, partnership, run.Id, cancellationToken).ConfigureAwait(false))
        {
            if (!isFirst) await stream.WriteAsync(","u8.ToArray(), cancellationToken).ConfigureAwait(false);
            isFirst = false;
            // A row has no line feed but the one behind it.
            lines.AsSpan(0, lines.Length - 1).Replace((byte)'\n', (byte)',');
            await stream.WriteAsync(lines.AsMemory(0, lines.Length - 1), cancellationToken).ConfigureAwait(false);
        }
        await stream.WriteAsync("]}"u8.ToArray(), cancellationToken).ConfigureAwait(false);
    }
}
