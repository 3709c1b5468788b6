using System.Runtime.InteropServices;
using Iom.Selection.Foundation;

namespace Iom.Selection.Service.Api;

/// <summary>What a ranking is asked with, besides the people.</summary>
internal sealed record RankingHeader(Question Question, int Capacity)
{
    private const int MaxCapacity = 10_000_000;

    /// <summary>Reads a header that stands alone, on the first line.</summary>
    public static RankingHeader Parse(ReadOnlyMemory<byte> utf8) => RequestBody.Parse(utf8, root => Read(root.Object([.. Question.Keys, "capacity"])))!;

    /// <summary>Reads a body that holds all.</summary>
    public static (RankingHeader Header, List<byte[]> People) ParseWhole(ReadOnlyMemory<byte> utf8)
    {
        var (header, people) = RequestBody.Parse(utf8, root =>
        {
            var fields = root.Object([.. Question.Keys, "capacity", "people"]);
            return (Read(fields), (List<byte[]>)[.. (fields.Required("people")?.Array(mayBeEmpty: true, int.MaxValue) ?? []).Select(person => JsonMarshal.GetRawUtf8Value(person.Element).ToArray())]);
        });
        return (header!, people);
    }

    private static RankingHeader? Read(JsonCursor.Fields fields)
    {
        var question = Question.Read(fields);
        var capacity = fields.Required("capacity")?.Whole(0, MaxCapacity);
        return question is null || capacity is null ? null : new RankingHeader(question, capacity.Value);
    }
}
