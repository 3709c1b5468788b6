using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace Iom.Selection.Service.Api;

/// <summary>Pages of lists: a cursor that says nothing to whoever holds it, and how many at once.</summary>
internal static class Paging
{
    private const int MaxLimit = 500;
    private const int UsualLimit = 100;
    private const int MaxCursorLength = 400;

    /// <summary>How many are asked for.</summary>
    public static int Limit(Call call)
    {
        if (call.Http.Request.Query["limit"] is not { Count: > 0 } sent) return UsualLimit;
        return sent is [{ } text] && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit is >= 1 and <= MaxLimit ? limit
            : throw new ProblemException(ProblemKind.Query, $"limit must be a whole number from 1 to {MaxLimit}.");
    }

    /// <summary>Behind what the page begins; null for the first.</summary>
    public static string? After(Call call)
    {
        if (call.Http.Request.Query["cursor"] is not { Count: > 0 } sent) return null;
        var bytes = new byte[MaxCursorLength];
        return sent is [{ Length: > 0 and <= MaxCursorLength } text] && Base64Url.IsValid(text) && Base64Url.TryDecodeFromChars(text, bytes, out var length) ? Encoding.UTF8.GetString(bytes, 0, length) : throw Unknown();
    }

    /// <summary>The cursor behind something.</summary>
    public static string Cursor(string last) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(last));

    /// <summary>The problem of a cursor that is none of ours.</summary>
    public static ProblemException Unknown() => new(ProblemKind.Query, "cursor must be one that an answer gave as next.");
}
