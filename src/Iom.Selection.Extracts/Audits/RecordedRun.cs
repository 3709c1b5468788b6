using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Iom.Selection.Extracts.Csv;
using Iom.Selection.Extracts.Runs;

namespace Iom.Selection.Extracts.Audits;

/// <summary>The folder of a ranking, read back.</summary>
public sealed record RecordedRun
{
    private RecordedRun()
    {
    }

    /// <summary>The date the run is for.</summary>
    public required DateOnly AsOf { get; init; }

    /// <summary>How many places there were.</summary>
    public required int Capacity { get; init; }

    /// <summary>The hash of the policy.</summary>
    public required string PolicySha256 { get; init; }

    /// <summary>The hash of the catalogue.</summary>
    public required string CatalogueSha256 { get; init; }

    /// <summary>The files it was made from.</summary>
    public required IReadOnlyList<HashedFile> Inputs { get; init; }

    /// <summary>The manifest itself.</summary>
    public required HashedFile Manifest { get; init; }

    /// <summary>What <c>ranking.csv</c> recommends, by person: the word of the recommendation.</summary>
    public required IReadOnlyDictionary<OffenderId, string> Recommendations { get; init; }

    /// <summary>Reads a run.</summary>
    /// <param name="folder">The folder that <c>iom rank</c> wrote.</param>
    /// <returns>The run.</returns>
    /// <exception cref="ExtractException">It holds no ranking of this tool, or <c>ranking.csv</c> is not as the run wrote it.</exception>
    public static RecordedRun Read(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        try
        {
            var bytes = File.ReadAllBytes(Path.Combine(folder, OutputFolder.Manifest));
            using var document = JsonDocument.Parse(bytes);
            var root = document.RootElement;
            if (root.GetProperty("tool").GetString() != "iom" || root.GetProperty("kind").GetString() != "rank")
                throw new ExtractException($"The folder holds no ranking of this tool: {folder}");
            var ranking = Files(root.GetProperty("outputs")).First(file => file.Name == "ranking.csv");
            var content = File.ReadAllBytes(Path.Combine(folder, ranking.Name));
            if (Convert.ToHexStringLower(SHA256.HashData(content)) != ranking.Sha256)
                throw new ExtractException($"ranking.csv is not as the run wrote it, so it is not audited: {folder}");
            return new RecordedRun
            {
                AsOf = DateOnly.ParseExact(root.GetProperty("asOf").GetString()!, "yyyy-MM-dd", CultureInfo.InvariantCulture),
                Capacity = root.GetProperty("places").GetProperty("capacity").GetInt32(),
                PolicySha256 = root.GetProperty("policy").GetProperty("sha256").GetString()!,
                CatalogueSha256 = root.GetProperty("catalogue").GetProperty("sha256").GetString()!,
                Inputs = Files(root.GetProperty("inputs")),
                Manifest = new HashedFile(OutputFolder.Manifest, Convert.ToHexStringLower(SHA256.HashData(bytes))),
                Recommendations = Recommended(content),
            };
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ExtractException($"The run can't be opened, or holds no run.json and ranking.csv: {folder}", e);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or ArgumentException)
        {
            throw new ExtractException($"The folder holds no ranking of this tool: {folder}", e);
        }
    }

    private static HashedFile[] Files(JsonElement list) =>
        [.. list.EnumerateArray().Select(file => new HashedFile(file.GetProperty("name").GetString()!, file.GetProperty("sha256").GetString()!))];

    private static Dictionary<OffenderId, string> Recommended(byte[] ranking)
    {
        using var rows = new RowReader(new MemoryStream(ranking));
        if (!rows.Read()) throw new FormatException("ranking.csv is empty.");
        string[] header = [.. Enumerable.Range(0, rows.CellCount).Select(Text)];
        var (id, recommendation) = (Array.IndexOf(header, "offender_id"), Array.IndexOf(header, "recommendation"));
        if (id < 0 || recommendation < 0) throw new FormatException("ranking.csv lacks a column.");
        var recommended = new Dictionary<OffenderId, string>();
        while (rows.Read())
        {
            if (rows.CellCount != header.Length || !recommended.TryAdd(new OffenderId(Unprotected(Text(id))), Text(recommendation)))
                throw new FormatException("ranking.csv has a row that no run writes.");
        }
        return recommended;

        string Text(int cell) => Encoding.UTF8.GetString(rows[cell]);
    }

    // Our own files put one apostrophe before what a spreadsheet would run.
    private static string Unprotected(string text) => text.StartsWith('\'') ? text[1..] : text;
}
