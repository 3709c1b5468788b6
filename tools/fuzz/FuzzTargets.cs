using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Iom.Selection.Decisions;
using Iom.Selection.Explanations;
using Iom.Selection.Extracts;
using Iom.Selection.Extracts.Contract;
using Iom.Selection.Extracts.Csv;
using Iom.Selection.Extracts.Problems;
using Iom.Selection.Offences;
using Iom.Selection.Policies;
using Iom.Selection.Policies.Checks;
using Iom.Selection.Policies.Parsing;
using Iom.Selection.Policies.Wording;
using Iom.Selection.Records;
using Iom.Selection.Runs.Output;

namespace Iom.Selection.Fuzz;

/// <summary>What is fuzzed: each takes any bytes, and throws only where the product is at fault.</summary>
/// <remarks>An input that is refused in the way that is documented is no fault; any other exception is, and so is a law that does not hold.</remarks>
internal static class FuzzTargets
{
    private static readonly DateOnly AsOf = new(2026, 10, 31);

    // Not before the fuzzer counts: what it put into our assemblies needs its memory.
    private static readonly Lazy<JsonDocument> Standard = new(() => JsonDocument.Parse(ExplanationTexts.OpenStandard()));

    /// <summary>The targets by name; each says whether the input was read, or refused.</summary>
    public static IReadOnlyDictionary<string, Func<byte[], bool>> All { get; } = new SortedDictionary<string, Func<byte[], bool>>(StringComparer.Ordinal)
    {
        ["csv"] = Csv,
        ["extracts"] = Extracts,
        ["policy"] = PolicyText,
        ["map"] = Map,
        ["texts"] = Texts,
        ["log"] = Log,
        ["run"] = Run,
        ["person"] = Person,
        ["model"] = Model,
    };

    // The first byte chooses what separates cells. How much is read at once changes no row.
    private static bool Csv(byte[] bytes)
    {
        if (bytes.Length == 0) return false;
        var delimiter = ",;\t|"[bytes[0] % 4];
        var (little, much) = (Rows(bytes[1..], delimiter, 16), Rows(bytes[1..], delimiter, 1 << 16));
        Hold(little == much, "how much is read at once changes rows");
        return true;

        static string Rows(byte[] bytes, char delimiter, int bufferBytes)
        {
            var rows = new StringBuilder();
            using var reader = new RowReader(new MemoryStream(bytes), delimiter, bufferBytes);
            var line = 0;
            while (reader.Read())
            {
                Hold(reader.Line > line, "two rows begin on one line");
                line = reader.Line;
                rows.Append(CultureInfo.InvariantCulture, $"{line} {reader.Problem} {reader.ProblemCell}");
                for (var i = 0; i < reader.CellCount; i++) rows.Append('|').Append(Convert.ToHexString(reader[i]));
                rows.Append('\n');
            }
            Hold(reader.Consumed <= bytes.Length, "more was read than there is");
            return rows.ToString();
        }
    }

    // Offences of three people. Every row is accounted for, once.
    private static bool Extracts(byte[] bytes)
    {
        using var folder = new ScratchFolder();
        folder.Write("offenders.csv", "offender_id,youth,area\nSYNTHETIC-1,no,\nSYNTHETIC-2,,\nSYNTHETIC-3,no,north\n"u8);
        folder.Write("offences.csv", bytes);
        try
        {
            var snapshot = ExtractFolder.Load(folder.Path, new ExtractOptions { Threads = 1 }).AsOf(AsOf);
            foreach (var file in snapshot.Account.Files)
                Hold(file.ReadCount == file.UsedCount + file.LaterCount + file.DuplicateCount + file.RefusedCount + file.NotChosenCount, "a row is lost");
            Hold(snapshot.Account.Problems.Select(problem => problem.Place).Distinct().Count() == snapshot.Account.RefusedCount, "a refused row is not listed");
            foreach (var person in snapshot.CaseFiles()) Hold(CaseFileJson.Parse(Encoding.UTF8.GetBytes(person.ToJson())).Offences.Count == person.Offences.Count, "a case file is not read back");
            return true;
        }
        catch (ExtractException)
        {
            return false;
        }
    }

    private static bool PolicyText(byte[] bytes)
    {
        try
        {
            var policy = Selector.Parse(bytes, AsOf).Policy;
            PolicyChecks.Warnings(policy, OffenceCatalogue.BuiltIn, AsOf, []);
            foreach (var factor in policy.Factors) PolicyWords.Bands(factor);
            foreach (var rule in policy.Eligibility) PolicyWords.Describe(rule);
            foreach (var cohort in policy.Cohorts) PolicyWords.Describe(cohort);
            PolicyWords.Order(policy);
            Hold(PolicyComparison.Changes(policy, policy).Count == 0, "a policy differs from itself");
            return true;
        }
        catch (PolicyException e)
        {
            Hold(e.Problems.Count > 0, "nothing is said of what is wrong");
            return false;
        }
    }

    private static bool Map(byte[] bytes)
    {
        try
        {
            Hold(ExtractMap.Parse(bytes).Open is not null, "nothing is said of what is open");
            return true;
        }
        catch (ExtractException)
        {
            return false;
        }
    }

    // The input stands for a whole file; and, where it is an object, over the tool's own texts, so that a few keys are enough.
    private static bool Texts(byte[] bytes) => Say(bytes) | (Completed(bytes) is { } whole && Say(whole));

    private static bool Say(byte[] bytes)
    {
        try
        {
            var texts = ExplanationTexts.Parse(bytes);
            texts.Say(AsOf);
            foreach (var recommendation in Enum.GetValues<Ranking.Recommendation>()) texts.Say(recommendation);
            return true;
        }
        catch (FormatException)
        {
            return false;
        }
    }

    private static byte[]? Completed(byte[] bytes)
    {
        try
        {
            using var given = JsonDocument.Parse(bytes);
            if (given.RootElement.ValueKind != JsonValueKind.Object) return null;
            var own = Standard.Value.RootElement.EnumerateObject().Where(text => !given.RootElement.TryGetProperty(text.Name, out _));
            return Encoding.UTF8.GetBytes($"{{{string.Join(',', own.Concat(given.RootElement.EnumerateObject()).Select(text => text.ToString()))}}}");
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or ArgumentException)
        {
            // No JSON; or text in it that is no text, which the whole file is refused for.
            return null;
        }
    }

    // The first byte chooses: a whole log, or what its entries hold, a line each, in a chain with true hashes.
    private static bool Log(byte[] bytes)
    {
        if (bytes.Length == 0) return false;
        var file = bytes[0] % 2 == 0 ? bytes[1..] : Chain(bytes.AsSpan(1));
        try
        {
            var log = DecisionLog.Parse(file);
            Hold(log.ToUtf8().AsSpan().SequenceEqual(file), "a log is not written as it was read");
            Hold(log.Find(log.Head) == log.Entries.Length, "a log does not have its own head");
            return true;
        }
        catch (DecisionLogException)
        {
            return false;
        }
    }

    private static byte[] Chain(ReadOnlySpan<byte> payloads)
    {
        var chain = new MemoryStream();
        var (previous, number) = (DecisionLog.Beginning, 0);
        foreach (var range in payloads.Split((byte)'\n'))
        {
            var payload = payloads[range];
            var (payloadHash, sequence) = (Convert.ToHexStringLower(SHA256.HashData(payload)), (++number).ToString(CultureInfo.InvariantCulture));
            var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{sequence}\n{previous}\n{payloadHash}")));
            chain.Write(Encoding.UTF8.GetBytes($"{{\"sequence\":{sequence},\"previous\":\"{previous}\",\"payloadHash\":\"{payloadHash}\",\"hash\":\"{hash}\",\"payload\":"));
            chain.Write(payload);
            chain.Write("}\n"u8);
            previous = hash;
        }
        return chain.ToArray();
    }

    // The first byte chooses the file that is hostile: run.json, or one that it names by its true hash.
    private static bool Run(byte[] bytes)
    {
        if (bytes.Length == 0) return false;
        var (kind, content) = (bytes[0] % 3, bytes[1..]);
        using var folder = new ScratchFolder();
        if (kind == 0) folder.Write(OutputFolder.Manifest, content);
        else folder.WriteRun(kind == 1 ? RunFolder.Rank : RunFolder.Review, kind == 1 ? "ranking.csv" : "review.csv", content);
        try
        {
            var run = RunFolder.Open(folder.Path);
            Hold(run.LotValue is null || run.Seed.Length > 0, "a value without a seed");
            if (kind == 0) return true;
            run.Members();
            if (kind == 1) Hold(run.Recommends(run.Ranking().Rows), "a ranking does not recommend what it recommends");
            return true;
        }
        catch (ExtractException)
        {
            return false;
        }
    }

    private static bool Person(byte[] bytes)
    {
        try
        {
            var person = CaseFileJson.Parse(bytes);
            Hold(CaseFileJson.Parse(Encoding.UTF8.GetBytes(person.ToJson())).ToJson() == person.ToJson(), "a person is not read back as written");
            return true;
        }
        catch (CaseFileFormatException)
        {
            return false;
        }
    }

    private static bool Model(byte[] bytes)
    {
        try
        {
            var model = ModelFile.Parse(bytes);
            Hold(model.Factors.SelectMany(factor => factor.Levels).Select(level => level.Weight).Append(model.Intercept).Append(model.CalibrationSlope).Append(model.CalibrationIntercept).All(double.IsFinite), "a number of a model is none");
            return true;
        }
        catch (FormatException)
        {
            return false;
        }
    }

    private static void Hold(bool law, string broken)
    {
        if (!law) throw new InvalidOperationException($"A law does not hold: {broken}.");
    }

    /// <summary>A folder of its own, used again by each input, so that trying one costs little.</summary>
    private sealed class ScratchFolder : IDisposable
    {
        public ScratchFolder() => Path = Directory.CreateTempSubdirectory("iom-fuzz-").FullName;

        public string Path { get; }

        public void Write(string name, ReadOnlySpan<byte> bytes) => File.WriteAllBytes(System.IO.Path.Combine(Path, name), bytes);

        public void WriteRun(string kind, string name, byte[] bytes)
        {
            Write(name, bytes);
            Write(OutputFolder.Manifest, Encoding.UTF8.GetBytes($$"""
                { "tool": "iom", "kind": "{{kind}}", "asOf": "2026-10-31", "policy": { "id": "any", "version": "1", "sha256": "0" }, "catalogue": { "sha256": "0" },
                  "places": { "capacity": 1 }, "seed": "0/2026-10-31", "inputs": [], "outputs": [ { "name": "{{name}}", "sha256": "{{Convert.ToHexStringLower(SHA256.HashData(bytes))}}" } ] }
                """));
        }

        public void Dispose() => Directory.Delete(Path, recursive: true);
    }
}
