using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Iom.Selection.Extracts.Account;
using Iom.Selection.Extracts.Csv;
using Iom.Selection.Extracts.Problems;
using Iom.Selection.Foundation;
using Iom.Selection.Ranking;
using Iom.Selection.Records;

namespace Iom.Selection.Runs.Output;

/// <summary>The output of a run, read back. A file that is not as it was written is refused.</summary>
public sealed class RunFolder
{
    /// <summary>The kind of a run of <c>iom rank</c>.</summary>
    public const string Rank = "rank";

    /// <summary>The kind of a run of <c>iom review</c>.</summary>
    public const string Review = "review";

    private const string PointsPrefix = "points:";

    private readonly string _path;
    private readonly string _name;

    private RunFolder(string path, JsonElement manifest, string sha256)
    {
        (_path, _name, ManifestSha256) = (path, Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path))), sha256);
        Kind = Text(manifest, "kind");
        AsOf = DateOnly.ParseExact(Text(manifest, "asOf"), "yyyy-MM-dd", CultureInfo.InvariantCulture);
        var policy = manifest.GetProperty("policy");
        (PolicyId, PolicyVersion, PolicySha256) = (Text(policy, "id"), Text(policy, "version"), Text(policy, "sha256"));
        CatalogueSha256 = Text(manifest.GetProperty("catalogue"), "sha256");
        Capacity = manifest.GetProperty("places").GetProperty("capacity").GetInt32();
        Seed = manifest.TryGetProperty("seed", out var seed) ? seed.GetString() : null;
        Inputs = Files(manifest.GetProperty("inputs"));
        Outputs = Files(manifest.GetProperty("outputs"));
    }

    /// <summary>Which verb made the run: <see cref="Rank"/> or <see cref="Review"/>.</summary>
    public string Kind { get; }

    /// <summary>The date the run was for.</summary>
    public DateOnly AsOf { get; }

    /// <summary>The policy's id.</summary>
    public string PolicyId { get; }

    /// <summary>The policy's version.</summary>
    public string PolicyVersion { get; }

    /// <summary>The hash of the policy's file.</summary>
    public string PolicySha256 { get; }

    /// <summary>The hash of the catalogue's file.</summary>
    public string CatalogueSha256 { get; }

    /// <summary>How many places there were.</summary>
    public int Capacity { get; }

    /// <summary>The seed of the draw; null for what is no run of <see cref="Rank"/>.</summary>
    public string? Seed { get; }

    /// <summary>The files the run read.</summary>
    public IReadOnlyList<HashedFile> Inputs { get; }

    /// <summary>The files the run wrote, without its manifest.</summary>
    public IReadOnlyList<HashedFile> Outputs { get; }

    /// <summary>The hash of its manifest, <c>run.json</c>.</summary>
    public string ManifestSha256 { get; }

    /// <summary>Opens the folder of a run.</summary>
    /// <param name="path">The folder.</param>
    /// <returns>What its manifest says.</returns>
    /// <exception cref="ExtractException">It holds no run of this tool.</exception>
    public static RunFolder Open(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        try
        {
            var bytes = File.ReadAllBytes(Path.Combine(path, OutputFolder.Manifest));
            using var document = JsonDocument.Parse(bytes);
            var root = document.RootElement;
            if (Text(root, "tool") != "iom") throw new FormatException("Not a run of this tool.");
            return new RunFolder(path, root, Convert.ToHexStringLower(SHA256.HashData(bytes)));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ExtractException($"The folder does not hold a run: {path}", e);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            throw new ExtractException($"The run.json in the folder was not written by this tool: {path}", e);
        }
    }

    /// <summary>Reads <c>ranking.csv</c> of a run of <c>iom rank</c>.</summary>
    /// <returns>The table.</returns>
    /// <exception cref="ExtractException">The run has none, or it is not as it was written.</exception>
    public RankingTable Ranking()
    {
        using var table = Table("ranking.csv");
        int Column(string name) => table.ColumnOf(name);
        var (rank, id, recommendation, cohort) = (Column("rank"), Column("offender_id"), Column("recommendation"), Column("cohort"));
        var (member, nominated, flagged, tied) = (Column("member"), Column("nominated"), Column("flagged"), Column("tied"));
        var (total, most, provisional, reason) = (Column("total_points"), Column("most_points"), Column("provisional"), Column("reason"));
        int[] factors = [.. Enumerable.Range(0, table.Header.Count).Where(column => table.Header[column].StartsWith(PointsPrefix, StringComparison.Ordinal))];

        var rows = ImmutableArray.CreateBuilder<RankingRow>();
        while (table.Read())
        {
            rows.Add(new RankingRow(IdOf(table, id), Word<Recommendation>(table, recommendation))
            {
                Rank = Number(table, rank),
                Cohort = table[cohort],
                IsMember = table[member] == "yes",
                IsNominated = table[nominated] == "yes",
                IsFlagged = table[flagged] == "yes",
                IsTied = table[tied] == "yes",
                Total = Number(table, total),
                Most = Number(table, most),
                IsProvisional = table[provisional] switch { null => null, var word => word == "yes" },
                Points = table[total] is null ? [] : [.. factors.Select(column => Number(table, column) ?? throw table.Wrong("a factor has no points"))],
                Reasons = [.. (table[reason] ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries)],
            });
        }
        return new RankingTable([.. factors.Select(column => table.Header[column][PointsPrefix.Length..])], rows.ToImmutable());
    }

    /// <summary>Whether <c>ranking.csv</c> of a run of <c>iom rank</c> recommends the same of the same people.</summary>
    /// <param name="rows">What is recommended of everybody, each person once.</param>
    /// <returns>True if it does, in any order.</returns>
    /// <exception cref="ExtractException">The run has none, or it is not as it was written.</exception>
    public bool Recommends(IReadOnlyList<RankingRow> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        if (RecommendsInOrder(rows)) return true;
        var written = Ranking().Rows.ToDictionary(row => row.OffenderId, row => row.Recommendation);
        return written.Count == rows.Count && rows.All(row => written.TryGetValue(row.OffenderId, out var was) && was == row.Recommendation);
    }

    // As the version writes it that made the rows; then nobody has to be looked for, and nothing is kept. What else there is to say is said by who reads it whole.
    private bool RecommendsInOrder(IReadOnlyList<RankingRow> rows)
    {
        try
        {
            using var stream = new HashingStream(File.OpenRead(Path.Combine(_path, "ranking.csv")));
            using var table = new ResultTable(stream, "ranking.csv");
            var (id, recommendation) = (table.ColumnOf("offender_id"), table.ColumnOf("recommendation"));
            var next = 0;
            for (; table.Read(); next++)
            {
                if (next == rows.Count || table[id] != rows[next].OffenderId.Value || table[recommendation] != Vocabulary.Word(rows[next].Recommendation)) return false;
            }
            return next == rows.Count && Outputs.Any(output => output.Name == "ranking.csv" && output.Sha256 == stream.Sha256);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ExtractException)
        {
            return false;
        }
    }

    /// <summary>What the ranking said of each member of the cohort, by a run of either kind.</summary>
    /// <returns>The ranking's recommendation by person.</returns>
    /// <exception cref="ExtractException">The file is missing, or not as it was written.</exception>
    public IReadOnlyDictionary<OffenderId, Recommendation> Members()
    {
        using var table = Table(Kind == Review ? "review.csv" : "ranking.csv");
        var (id, recommendation) = (table.ColumnOf("offender_id"), table.ColumnOf(Kind == Review ? "ranking" : "recommendation"));
        var member = Kind == Review ? -1 : table.ColumnOf("member");
        var members = new Dictionary<OffenderId, Recommendation>();
        while (table.Read())
        {
            if (member >= 0 && table[member] != "yes") continue;
            if (!members.TryAdd(IdOf(table, id), Word<Recommendation>(table, recommendation))) throw table.Wrong("the person is on an earlier line too");
        }
        return members;
    }

    /// <summary>Reads a file of the run whole.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>Its bytes.</returns>
    /// <exception cref="ExtractException">The run has none of that name, or it is not as it was written.</exception>
    public byte[] Read(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        var written = Outputs.FirstOrDefault(output => output.Name == name) ?? throw new ExtractException($"The run in {_name} has no {name}: it is a run of iom {Kind}.");
        byte[] bytes;
        try
        {
            bytes = File.ReadAllBytes(Path.Combine(_path, name));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ExtractException($"{name} of the run in {_name} cannot be opened.", e);
        }
        if (Convert.ToHexStringLower(SHA256.HashData(bytes)) != written.Sha256)
            throw new ExtractException($"{name} of the run in {_name} has been changed since it was written: make the run again.");
        return bytes;
    }

    internal ResultTable Table(string name) => new(new MemoryStream(Read(name)), $"{name} of the run in {_name}");

    internal static OffenderId IdOf(ResultTable table, int column) => table[column] is { } id && !string.IsNullOrWhiteSpace(id) ? new OffenderId(id) : throw table.Wrong("offender_id is empty");

    internal static T Word<T>(ResultTable table, int column) where T : struct, Enum =>
        Vocabulary.TryParse<T>(table[column], out var member) ? member : throw table.Wrong($"{table.Header[column]} is not one of the known words");

    internal static int? Number(ResultTable table, int column) => table[column] is not { } text ? null
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : throw table.Wrong($"{table.Header[column]} is not a number");

    private static HashedFile[] Files(JsonElement list) => [.. list.EnumerateArray().Select(file => new HashedFile(Text(file, "name"), Text(file, "sha256")))];

    private static string Text(JsonElement json, string name) => json.GetProperty(name).GetString() ?? throw new FormatException("A text is null.");
}
