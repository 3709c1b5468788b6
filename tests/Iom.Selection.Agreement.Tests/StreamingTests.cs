using System.Globalization;
using System.Text;
using Iom.Selection.Extracts.Account;
using Iom.Selection.Extracts.Problems;

namespace Iom.Selection.Agreement.Tests;

/// <summary>Whatever the bytes, every row is accounted for; and nothing changes under a run unnoticed.</summary>
public sealed class StreamingTests : IDisposable
{
    // More seeds for a longer run: IOM_FUZZ_SEEDS=100000 dotnet test --filter StreamingTests
    private static readonly int Seeds = int.Parse(Environment.GetEnvironmentVariable("IOM_FUZZ_SEEDS") ?? "300", CultureInfo.InvariantCulture);

    private const string PolicyName = "policy.json";

    private const string PolicyText = """
        { "schema": "iom-selection-policy/1", "id": "any", "version": "1", "title": "any",
          "matrix": { "factors": [ { "id": "count", "title": "count", "why": "any", "measure": { "kind": "offence-count", "months": 24 },
            "bands": [ { "from": 0, "points": 0 }, { "from": 1, "points": 3 } ] } ] },
          "cohorts": [ { "id": "all" } ], "ranking": { "entryFrom": 1 }, "deselection": { "exitBelow": 1 } }
        """;

    // What a row may be made of, right and wrong.
    private static readonly string[] Pieces =
    [
        "P1", "P2", "P3", "nobody", "1.23E+11", "", " ", "F1", "F2", "an id that is too long to be kept by far", "Жук", "🗂", "02803", "046", "X1", "2803", "2026-01-05",
        "2025-02-29", "2024-02-29", "45992", "0001-01-01", "9999-12-31", "2030-01-01", "convicted", "CONVICTED", "acquitted", "charged", "police", "store", "niche",
        "\"a,b\"", "\"a\nb\"", "\"a\"\"b\"", "\"open", "a\"b", "\u0007", "\u00C2\u0085", "\t", ",", ",", ",", ",", "\n", "\r", "\r\n", "\"", "\0", "+", "=",
    ];

    private readonly DateOnly _asOf = new(2026, 10, 31);
    private readonly string _folder = Directory.CreateTempSubdirectory("iom-streaming-").FullName;

    public StreamingTests() => File.WriteAllText(Path.Combine(_folder, PolicyName), PolicyText);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    [Trait("Category", "Slow")]
    public void No_bytes_crash_it_hang_it_or_lose_a_row()
    {
        var (read, refused, stopped) = (0L, 0L, 0);
        for (var seed = 0; seed < Seeds; seed++)
        {
            var random = new Random(seed);
            Write("offenders.csv", "offender_id,youth,area\nP1,no,\nP2,,\nP3,no,north\n", random);
            Write("offences.csv", "offender_id,offence_id,offence_code,offence_date,outcome,outcome_date,detected_by,source\nP1,F0,046,2026-01-05,convicted,,,\n", random);
            Answer expected;
            try
            {
                expected = Product.Undivided.Answer(Asked());
            }
            catch (ExtractException e)
            {
                stopped++;
                Assert.Equal(e.Message, Assert.Throws<ExtractException>(() => new Product(threads: 2, bufferBytes: 16).Answer(Asked())).Message);
                continue;
            }
            var files = expected.Files();
            foreach (var (threads, bufferBytes) in new[] { (1, 16), (2, 100), (7, 1000) })
            {
                var answer = new Product(threads, bufferBytes).Answer(Asked());
                Assert.Equal(files, answer.Files());
                var account = answer.Account;
                Assert.Equal(expected.Account.Files.Select(Counts), account.Files.Select(Counts));
                Assert.Equal(expected.Account.Problems, account.Problems);
                Assert.Equal(expected.Account.Duplicates, account.Duplicates);
                Assert.Equal(expected.Account.Conflicts, account.Conflicts);
                Assert.Equal(expected.Account.PossibleDuplicates, account.PossibleDuplicates);
                Assert.Equal(expected.Account.UnknownCodes, account.UnknownCodes);
                Assert.Equal(expected.Account.Inputs, account.Inputs);
                Assert.All(answer.Counts, file => Assert.Equal(file.Read, file.Used + file.Later + file.Duplicate + file.Refused));
                (read, refused) = (read + answer.Counts.Sum(file => file.Read), refused + answer.Counts.Sum(file => file.Refused));
            }
        }
        // It would prove nothing if all rows were refused, none, or no run came to its end.
        Assert.InRange(refused, read / 10, read * 9 / 10);
        Assert.True(stopped < Seeds / 2);
    }

    [Theory]
    [InlineData(65_536)]
    [InlineData(65_537)]
    public void Ids_and_codes_of_any_length_up_to_64_KiB_are_read_as_they_are(int length)
    {
        var id = string.Concat(Enumerable.Repeat("字", length / 3)) + new string('x', length % 3);
        File.WriteAllText(Path.Combine(_folder, "offenders.csv"), $"offender_id\nP1\n{id}\n");
        File.WriteAllText(Path.Combine(_folder, "offences.csv"), $"offender_id,offence_id,offence_code,offence_date,outcome\n{id},{id},{id},2026-01-05,convicted\n{id},{id},046,2026-01-05,convicted\nP1,F,046,2026-01-05,convicted\n");
        var answer = new Product(threads: 2, bufferBytes: 4096).Answer(Asked());
        var expected = Product.Undivided.Answer(Asked());
        Assert.Equal(expected.Files(), answer.Files());
        Assert.Equal(expected.Account.Problems, answer.Account.Problems);
        Assert.Equal(expected.Account.Duplicates, answer.Account.Duplicates);
        Assert.Equal(length <= 65_536 ? 1 : 0, answer.Cells("duplicates.csv").Count - 1);
    }

    [Theory]
    [InlineData("offences.csv", true)]
    [InlineData("offences.csv", false)]
    [InlineData("offenders.csv", true)]
    public void A_file_that_changes_while_it_is_read_is_noticed(string name, bool grows)
    {
        var rows = string.Concat(Enumerable.Range(0, 5000).Select(i => $"P1,F{i},046,2026-01-05,convicted\n"));
        File.WriteAllText(Path.Combine(_folder, "offenders.csv"), "offender_id\nP1\n");
        File.WriteAllText(Path.Combine(_folder, "offences.csv"), "offender_id,offence_id,offence_code,offence_date,outcome\n" + rows);
        var path = Path.Combine(_folder, name);
        var changed = false;
        var e = Assert.Throws<ExtractException>(() => new Product(threads: 1, bufferBytes: 4096).Answer(Asked(), new Told(progress =>
        {
            if (progress.FileName != "offences.csv" || changed) return;
            changed = true;
            // Whoever is reading holds it open; a copy that takes its name does not ask.
            var text = File.ReadAllText(path);
            File.WriteAllText(path + ".new", grows ? text + "P1,G,046,2026-01-05,convicted\n" : text.Replace("F4999", "F5000", StringComparison.Ordinal));
            File.Move(path + ".new", path, overwrite: true);
        })));
        Assert.Contains(name, e.Message, StringComparison.Ordinal);
        Assert.Contains("changed while it was being read", e.Message, StringComparison.Ordinal);
    }

    private static (string, long, long, long, long, long, DateOnly?, DateOnly?) Counts(FileReport file) =>
        (file.FileName, file.ReadCount, file.UsedCount, file.LaterCount, file.DuplicateCount, file.RefusedCount, file.From, file.To);

    private void Write(string name, string beginning, Random random)
    {
        var bytes = new List<byte>(Encoding.UTF8.GetBytes(beginning));
        for (var i = random.Next(120); i > 0; i--)
        {
            // Now and then a whole row in order, so that there is something to lose.
            var piece = random.Next(6) switch
            {
                0 => name == "offences.csv" ? $"\nP{random.Next(1, 4)},F{random.Next(6)},046,2026-01-05,convicted,,,{(random.Next(2) == 0 ? "niche" : "court")}\n" : $"\nP{random.Next(1, 5)},no,\n",
                1 => ",",
                _ => Pieces[random.Next(Pieces.Length)],
            };
            bytes.AddRange(Encoding.UTF8.GetBytes(piece));
            if (random.Next(40) == 0) bytes.Add((byte)random.Next(256));
        }
        File.WriteAllBytes(Path.Combine(_folder, name), [.. bytes]);
    }

    [Fact]
    public void An_id_of_nothing_but_quotes_leaves_room_for_the_cells_behind_it()
    {
        var id = new string('"', 60_000);
        File.WriteAllText(Path.Combine(_folder, "offenders.csv"), $"offender_id\n\"P{id}{id}\"\n");
        File.WriteAllText(Path.Combine(_folder, "offences.csv"), $"offender_id,offence_id,offence_code,offence_date,outcome\n\"P{id}{id}\",F,046,2026-01-05,convicted\n");
        var factors = string.Join(',', Enumerable.Range(0, 40).Select(i =>
            $$"""{ "id": "f{{i}}", "title": "f", "why": "any", "measure": { "kind": "offence-count" }, "bands": [ { "from": 0, "points": 0 }, { "from": 1, "points": 1000 } ] }"""));
        File.WriteAllText(Path.Combine(_folder, PolicyName), $$"""
            { "schema": "iom-selection-policy/1", "id": "any", "version": "1", "title": "any", "matrix": { "factors": [ {{factors}} ] },
              "cohorts": [ { "id": "all" } ], "ranking": { "entryFrom": 1 }, "deselection": { "exitBelow": 1 } }
            """);
        var row = new Product(threads: 1, bufferBytes: 1 << 19).Answer(Asked()).Files(allPoints: true)["ranking.csv"].Split("\r\n")[1];
        Assert.Equal($"1,\"P{id}{id}\",select,all,no,no,no,no,40000,40000,no,0,{string.Concat(Enumerable.Repeat("1000,", 40))}above-entry", row);
    }

    private Question Asked() => new(_folder, Path.Combine(_folder, PolicyName), CataloguePath: null, _asOf, 1);

    private sealed class Told(Action<LoadingProgress> told) : IProgress<LoadingProgress>
    {
        public void Report(LoadingProgress value) => told(value);
    }
}
