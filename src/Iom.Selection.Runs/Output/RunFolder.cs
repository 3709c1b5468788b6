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
using Iom.Selection.Runs.Storage;

namespace Iom.Selection.Runs.Output;

/// <summary>The output of a run, read back. A file that is not as it was written is refused.</summary>
public sealed class RunFolder
{
    /// <summary>The kind of a run of <c>iom rank</c>.</summary>
    public const string Rank = "rank";

    /// <summary>The kind of a run of <c>iom review</c>.</summary>
    public const string Review = "review";

    /// <summary>The kind of a run of <c>iom audit</c>.</summary>
    public const string Audit = "audit";

    /// <summary>The kind of a run of <c>iom evaluate</c>.</summary>
    public const string Evaluation = "evaluation";

    /// <summary>The kind of a run of <c>iom backtest</c>.</summary>
    public const string Backtest = "backtest";

    private const string PointsPrefix = "points:";

    private readonly string _path;
    private readonly string _name;
    private readonly Lazy<RunKey?> _key;

    private RunFolder(string path, JsonElement manifest, string sha256, bool ofAnyCommand)
    {
        (_path, _name, ManifestSha256) = (path, Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path))), sha256);
        _key = new(ReadKey);
        Kind = Text(manifest, "kind");
        AsOf = DateOnly.ParseExact(Text(manifest, "asOf"), "yyyy-MM-dd", CultureInfo.InvariantCulture);
        var policy = manifest.GetProperty("policy");
        (PolicyId, PolicyVersion, PolicySha256) = (Text(policy, "id"), Text(policy, "version"), Text(policy, "sha256"));
        // An audit ranks nobody: it has neither.
        var isAudit = ofAnyCommand && Kind == Audit;
        CatalogueSha256 = isAudit ? "" : Text(manifest.GetProperty("catalogue"), "sha256");
        Capacity = isAudit ? 0 : manifest.GetProperty("places").GetProperty("capacity").GetInt32();
        // What is made from runs has drawn nothing.
        Seed = manifest.TryGetProperty("seed", out _) ? Text(manifest, "seed") : "";
        Inputs = Files(manifest.GetProperty("inputs"));
        Outputs = Files(manifest.GetProperty("outputs"));
    }

    /// <summary>Which command made the run.</summary>
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

    /// <summary>The seed of its draw; empty where it has none.</summary>
    public string Seed { get; }

    /// <summary>The value that its draw waited for, the third part of the seed; null where the policy named no source.</summary>
    public string? LotValue
    {
        get
        {
            var known = string.Create(CultureInfo.InvariantCulture, $"{PolicySha256}/{AsOf:yyyy-MM-dd}/");
            return Seed.StartsWith(known, StringComparison.Ordinal) ? Seed[known.Length..] : null;
        }
    }

    /// <summary>The files the run read.</summary>
    public IReadOnlyList<ManifestFile> Inputs { get; }

    /// <summary>The files the run wrote, without its manifest.</summary>
    public IReadOnlyList<ManifestFile> Outputs { get; }

    /// <summary>The hash of its manifest, <c>run.json</c>.</summary>
    public string ManifestSha256 { get; }

    /// <summary>The key of the run in words; empty where it has none: it was purged, or is of version 0.1.0.</summary>
    internal string KeyText => _key.Value?.ToString() ?? "";

    /// <summary>Opens the folder of a run.</summary>
    /// <param name="path">The folder.</param>
    /// <returns>What its manifest says.</returns>
    /// <exception cref="ExtractException">It holds no run of this tool that ranks people, or was made from one that does.</exception>
    public static RunFolder Open(string path) => Open(path, ofAnyCommand: false);

    /// <summary>Opens the folder of a run of any command, for what it found.</summary>
    /// <param name="path">The folder.</param>
    /// <returns>What its manifest says; an audit's says nothing of places and catalogue.</returns>
    /// <exception cref="ExtractException">It holds no run of this tool.</exception>
    public static RunFolder OpenAny(string path) => Open(path, ofAnyCommand: true);

    private static RunFolder Open(string path, bool ofAnyCommand)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        try
        {
            var bytes = Disk.Read(Path.Combine(path, OutputFolder.Manifest), Limits.MaxManifestBytes);
            using var document = JsonDocument.Parse(bytes);
            var root = document.RootElement;
            if (Text(root, "tool") != "iom") throw new FormatException("Not a run of this tool.");
            return new RunFolder(path, root, Convert.ToHexStringLower(SHA256.HashData(bytes)), ofAnyCommand);
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

    /// <summary>Sees whether the run was made from some files.</summary>
    /// <param name="files">All that were read, by name and hash.</param>
    /// <returns>The name of one that is different, or that only one of the two has; null where they are the same.</returns>
    /// <exception cref="ExtractException">The run's key is missing, or was changed.</exception>
    public string? FindOtherInput(IReadOnlyCollection<HashedFile> files)
    {
        ArgumentNullException.ThrowIfNull(files);
        if (Inputs.Any(input => input.RowCount is not null))
            throw new ExtractException($"The run in {_name} was made in a database (iom rank --database), whose tables have no hash, so it cannot be seen that these extracts say the same. Make the run from the extracts.");
        if (Inputs.Any(input => input.HmacSha256 is not null) && _key.Value is null)
            throw new ExtractException($"{RunKey.FileName} of the run in {_name} is missing or was changed, so it cannot be seen what the run was made from.");
        var read = files.ToLookup(file => file.Name, StringComparer.Ordinal);
        var named = Inputs.ToLookup(input => input.Name, StringComparer.Ordinal);
        return read.Select(same => same.Key).Concat(named.Select(same => same.Key)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)
            .FirstOrDefault(name => read[name].Count() != 1 || named[name].Count() != 1 || !IsAsWritten(named[name].Single(), read[name].Single().Sha256));
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
        var toSettle = table.Header.ToList().IndexOf("to_settle");
        var model = table.Header.ToList().IndexOf("model_points");
        int[] factors = [.. Enumerable.Range(0, table.Header.Count).Where(column => table.Header[column].StartsWith(PointsPrefix, StringComparison.Ordinal))];

        var rows = ImmutableArray.CreateBuilder<RankingRow>();
        var people = new HashSet<OffenderId>();
        while (table.Read())
        {
            if (!people.Add(IdOf(table, id))) throw table.Wrong("the person is on an earlier line too");
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
                ToSettleCount = toSettle < 0 ? null : Number(table, toSettle),
                ModelPoints = model < 0 ? null : Number(table, model),
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
            using var stream = new HashingStream(Disk.OpenRead(Path.Combine(_path, "ranking.csv")));
            using var table = new ResultTable(stream, "ranking.csv");
            var (id, recommendation) = (table.ColumnOf("offender_id"), table.ColumnOf("recommendation"));
            var next = 0;
            for (; table.Read(); next++)
            {
                if (next == rows.Count || table[id] != rows[next].OffenderId.Value || table[recommendation] != Vocabulary.Word(rows[next].Recommendation)) return false;
            }
            return next == rows.Count && Outputs.Any(output => output.Name == "ranking.csv" && IsAsWritten(output, stream.Sha256));
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
            bytes = Disk.Read(Path.Combine(_path, name));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ExtractException($"{name} of the run in {_name} cannot be opened.", e);
        }
        if (!IsAsWritten(written, Convert.ToHexStringLower(SHA256.HashData(bytes))))
            throw new ExtractException($"{name} of the run in {_name} has been changed since it was written: make the run again.");
        return bytes;
    }

    /// <summary>Reads each line of a file of JSON lines.</summary>
    /// <exception cref="ExtractException">The run has none of that name, it is not as it was written, or a line is not what this tool writes.</exception>
    internal IReadOnlyList<T> ReadLines<T>(string name, Func<JsonElement, string, T> read)
    {
        var values = new List<T>();
        var bytes = Read(name).AsMemory();
        while (bytes.Span.IndexOf((byte)'\n') is var end and >= 0)
        {
            try
            {
                using var document = JsonDocument.Parse(bytes[..end]);
                values.Add(read(document.RootElement, System.Text.Encoding.UTF8.GetString(bytes.Span[..end])));
            }
            catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or FormatException or ArgumentException)
            {
                throw new ExtractException(string.Create(CultureInfo.InvariantCulture, $"{name} of the run in {_name}, line {values.Count + 1}: this tool did not write it."), e);
            }
            bytes = bytes[(end + 1)..];
        }
        return values;
    }

    internal ResultTable Table(string name) => new(new MemoryStream(Read(name)), $"{name} of the run in {_name}");

    internal static OffenderId IdOf(ResultTable table, int column) => table[column] is { } id && !string.IsNullOrWhiteSpace(id) ? new OffenderId(id) : throw table.Wrong("offender_id is empty");

    internal static T Word<T>(ResultTable table, int column) where T : struct, Enum =>
        Vocabulary.TryParse<T>(table[column], out var member) ? member : throw table.Wrong($"{table.Header[column]} is not one of the known words");

    internal static int? Number(ResultTable table, int column) => table[column] is not { } text ? null
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : throw table.Wrong($"{table.Header[column]} is not a number");

    private bool IsAsWritten(ManifestFile file, string sha256) => file.HmacSha256 is { } hidden ? _key.Value?.Hide(sha256) == hidden : file.Sha256 == sha256;

    private RunKey? ReadKey()
    {
        try
        {
            return RunKey.Parse(System.Text.Encoding.UTF8.GetString(Disk.Read(Path.Combine(_path, RunKey.FileName), Limits.MaxManifestBytes)));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static ManifestFile[] Files(JsonElement list) =>
    [
        .. list.EnumerateArray().Select(file => file.TryGetProperty("hmacSha256", out var hidden)
            ? new ManifestFile(Text(file, "name"), null, hidden.GetString() ?? throw new FormatException("A text is null."))
            : file.TryGetProperty("rows", out var rows) ? new ManifestFile(Text(file, "name"), null, null) { RowCount = rows.GetInt64() }
            : new ManifestFile(Text(file, "name"), Text(file, "sha256"), null)),
    ];

    private static string Text(JsonElement json, string name) => json.GetProperty(name).GetString() ?? throw new FormatException("A text is null.");
}
