using System.Globalization;
using System.Text;
using System.Text.Json;
using Iom.Selection.Evaluation;
using Iom.Selection.Extracts.Tests.Samples;
using Iom.Selection.Policies;
using Iom.Selection.Policies.Parsing;
using Iom.Selection.Samples;

namespace Iom.Selection.Extracts.Tests.Evaluation;

/// <summary>What is known on a date, and what followed.</summary>
public class HistoryTests
{
    private const string PolicyText = """
        {
          "schema": "iom-selection-policy/1", "id": "counts", "version": "1", "title": "Counts",
          "matrix": { "factors": [
            { "id": "year", "measure": { "kind": "offence-count", "months": 12 }, "bands": [ { "from": 0, "points": 0 }, { "from": 1, "points": 10 }, { "from": 3, "points": 20 } ] },
            { "id": "tests", "measure": { "kind": "drug-test-count", "months": 12 }, "bands": [ { "from": 0, "points": 0 }, { "from": 1, "points": 3 } ] },
            { "id": "free", "measure": { "kind": "offence-count", "months": 24, "atLiberty": true }, "bands": [ { "from": 0, "points": 0 }, { "from": 2, "points": 5 } ] } ] },
          "eligibility": [ { "when": { "field": "deceased", "is": ["yes"] }, "then": "not_eligible" } ],
          "cohorts": [ { "id": "all" } ], "ranking": { "entryFrom": 20, "tieBreak": ["year"] }, "deselection": { "exitBelow": 10 },
          "fairness": { "alternatives": [ { "id": "short", "title": "A shorter window", "months": { "year": 6 } }, { "id": "by-public", "title": "Without police", "leaveOutDetectedBy": ["police"] } ] }
        }
        """;

    private static readonly DateOnly Then = new(2025, 6, 30);

    private static Policy Policy { get; } = PolicyFile.Parse(Encoding.UTF8.GetBytes(PolicyText));

    // Moving every later record at random must change nothing that an order of the date goes by.
    [SeededProperty(MaxTest = 12)]
    public void Nothing_dated_after_a_date_moves_its_ranking(int seed)
    {
        using var sample = new SampleFolder(new SampleOptions { Offenders = 120, Seed = Math.Abs(seed % 1000) });
        PolicyVariant[] variants = [PolicyVariant.Create(Policy), PolicyVariant.Find(Policy, "short")!, PolicyVariant.Find(Policy, "by-public")!, PolicyVariant.Find(Policy, "free")!];
        var before = ExtractFolder.Load(sample.Path).Histories().At(Then, 12, variants);
        var size = new BacktestSize.TopPercent(10);
        var was = Backtest.At(before, size);
        Assert.Equal(0, MoveLater(sample.Path, Then, new Random(seed), countOnly: true) < 100 ? 1 : 0);
        MoveLater(sample.Path, Then, new Random(seed), countOnly: false);
        var after = ExtractFolder.Load(sample.Path).Histories().At(Then, 12, variants);
        string[] Ranking(BacktestInput input) =>
        [
            .. input.Orders.SelectMany((order, i) => order.Ranked.Zip(order.Ties, (person, tie) =>
                string.Create(CultureInfo.InvariantCulture, $"{variants[i].Method},{Encoding.UTF8.GetString(input.IdOf(person))},{tie},{order.Least(person)},{order.Most(person)}"))),
            .. input.ById.Select(person => $"{Encoding.UTF8.GetString(input.IdOf(person))},{input.Earlier[person]}"),
        ];
        Assert.Equal(Ranking(before), Ranking(after));
        var now = Backtest.At(after, size);
        foreach (var (old, row) in was.Rows.Zip(now.Rows).Where(pair => pair.First.Method != BaselineMethods.Oracle)) Assert.Equal(old.Taken, row.Taken);
        // The records did move: what followed is not the same.
        Assert.NotEqual(was.Rows.Select(row => row.Capture.Expected), now.Rows.Select(row => row.Capture.Expected));
    }

    // Whoever asks for histories has the rows put in order, in the same folder and perhaps while somebody ranks.
    [Theory]
    [InlineData("2025-06-30")]
    [InlineData("2026-10-31")]
    public async Task A_folder_says_the_same_before_while_and_after_its_histories_are_looked_at(string date)
    {
        var asOf = DateOnly.Parse(date, CultureInfo.InvariantCulture);
        using var sample = new SampleFolder(new SampleOptions { Offenders = 400, Seed = 5 });
        var before = Said(ExtractFolder.Load(sample.Path), asOf);
        var folder = ExtractFolder.Load(sample.Path);
        var (histories, meanwhile) = (Task.Run(() => folder.Histories()), Task.Run(() => Said(folder, asOf)));
        await Task.WhenAll(histories, meanwhile);
        Assert.Equal(before, await meanwhile);
        Assert.Equal(before, Said(folder, asOf));
        Assert.Contains(before, line => line.StartsWith("duplicate ", StringComparison.Ordinal));

        static List<string> Said(ExtractFolder folder, DateOnly asOf)
        {
            var ranking = folder.AsOf(asOf).Rank(Policy, 20);
            var account = ranking.Snapshot.Account;
            return
            [
                .. ranking.Rows.ToJson().Select(Encoding.UTF8.GetString),
                .. account.Files.Select(file => string.Create(CultureInfo.InvariantCulture, $"{file.FileName} {file.ReadCount} {file.UsedCount} {file.LaterCount} {file.DuplicateCount} {file.RefusedCount} {file.From} {file.To}")),
                .. account.Duplicates.Select(row => "duplicate " + JsonSerializer.Serialize(row)),
                .. account.Conflicts.Select(row => "conflict " + JsonSerializer.Serialize(row)),
                .. account.PossibleDuplicates.Select(row => "alike " + JsonSerializer.Serialize(row)),
                string.Create(CultureInfo.InvariantCulture, $"{account.OffenceCount} {account.UnclassifiedOffenceCount} {account.CaseNumberCount} {account.ConflictingOffenceCount} {account.UndatedOutcomeCount} {account.PeopleWithoutOffenceCount}"),
            ];
        }
    }

    // The rows of one id stand on both sides of the row whose id differs in case alone.
    [Fact]
    public void Ids_alike_but_for_case_are_found_whatever_the_order_of_their_rows()
    {
        string[] rows = ["SYNTHETIC-1,A1,028/03,2026-03-01,convicted\n", "SYNTHETIC-1,a1,028/03,2026-03-05,convicted\n", "SYNTHETIC-1,A1,028/03,2026-01-01,convicted\n"];
        foreach (var order in new int[][] { [0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0] })
        {
            using var files = new Folder().File("offences.csv", Folder.Offences + string.Concat(order.Select(row => rows[row])));
            var folder = ExtractFolder.Load(files.Path);
            var before = folder.AsOf(new DateOnly(2026, 10, 31)).Rank(Policy, 1).Snapshot.Account.PossibleDuplicates;
            Assert.Equal(("A1", "a1", new DateOnly(2026, 1, 1)), (before.Single().FirstId, before.Single().SecondId, before.Single().Date));
            folder.Histories();
            Assert.Equal(before, folder.AsOf(new DateOnly(2026, 10, 31)).Rank(Policy, 1).Snapshot.Account.PossibleDuplicates);
        }
    }

    [Fact]
    public void What_followed_is_counted_from_the_day_after_to_the_last_day_of_the_horizon()
    {
        using var folder = new Folder().File("offences.csv", Folder.Offences
            + "SYNTHETIC-1,A,028/03,2024-01-31,convicted\nSYNTHETIC-1,B,028/03,2024-02-01,convicted\nSYNTHETIC-1,C,028/03,2024-02-29,cautioned\nSYNTHETIC-1,D,028/03,2024-03-01,convicted\n"
            + "SYNTHETIC-1,E,028/03,2024-02-10,charged\nSYNTHETIC-1,F,028/03,2024-02-10,acquitted\nSYNTHETIC-2,G,046/00,2024-02-01,convicted\n");
        var asOf = new DateOnly(2024, 1, 31);
        var date = Backtest.At(ExtractFolder.Load(folder.Path).Histories().At(asOf, 1, [PolicyVariant.Create(Policy)]), new BacktestSize.Capacity(1));
        // The other one was not in scope then. A month from 31 January ends on 29 February.
        Assert.Equal((1, 2, 1), (date.PeopleCount, (int)date.LaterCount, date.OffendedCount));
        Assert.Equal(new DateOnly(2024, 2, 29), date.Until);
        Assert.Null(date.CutOffOn);
        Assert.Equal(1, date.Rows[0].Capture.Expected);
        Assert.Null(date.Rows[0].Auc);
    }

    [Fact]
    public void What_was_recorded_last_is_known_too_and_hidden_before()
    {
        using var folder = new Folder().File("offences.csv", Folder.Offences.TrimEnd('\n') + ",recorded_on\n"
            + "SYNTHETIC-1,A,028/03,2023-01-10,convicted,2023-02-01\nSYNTHETIC-1,B,028/03,2023-11-10,convicted,2024-07-01\nSYNTHETIC-2,C,028/03,2023-11-10,convicted,2023-11-11\n");
        var input = ExtractFolder.Load(folder.Path).Histories().At(new DateOnly(2024, 1, 31), 12, [PolicyVariant.Create(Policy)]);
        Assert.Equal(new DateOnly(2024, 7, 1), input.KnownUpTo);
        Assert.Equal(1, input.Earlier[input.ById[0]].Ever);
        Assert.Equal(1, input.Earlier[input.ById[1]].Ever);
    }

    [Fact]
    public void An_outcome_after_the_date_proves_nothing_on_it_but_counts_in_what_followed()
    {
        using var folder = new Folder().File("offences.csv", Folder.Offences.TrimEnd('\n') + ",outcome_date\n"
            + "SYNTHETIC-1,A,028/03,2023-01-10,convicted,2023-03-01\nSYNTHETIC-1,B,028/03,2023-11-10,convicted,2024-03-01\nSYNTHETIC-1,C,028/03,2024-04-01,convicted,2025-06-01\nSYNTHETIC-2,D,028/03,2023-11-10,convicted,2024-03-01\n");
        var input = ExtractFolder.Load(folder.Path).Histories().At(new DateOnly(2024, 1, 31), 12, [PolicyVariant.Create(Policy)]);
        Assert.Equal(new DateOnly(2025, 6, 1), input.KnownUpTo);
        var person = input.ById[0];
        Assert.Equal((1, 0, 1), (input.Earlier[person].Ever, input.Earlier[person].Last12Months, input.Earlier[person].Last24Months));
        Assert.Equal(Math.Pow(2, -386.0 / 730), input.Earlier[person].Decayed, 12);
        Assert.Equal(1, input.Offences.Between(person, input.AsOf.DayNumber, input.AsOf.AddMonths(12).DayNumber).Count);
        Assert.Equal(1, Backtest.At(input, new BacktestSize.Capacity(5)).PeopleCount);
    }

    [Fact]
    public void Who_died_up_to_the_date_is_left_out_and_who_died_without_a_date_is_told()
    {
        using var folder = new Folder().File("offenders.csv", "offender_id,deceased,died_on\nSYNTHETIC-1,yes,2024-01-31\nSYNTHETIC-2,yes,\nSYNTHETIC-3,yes,2024-02-01\nSYNTHETIC-4,,\n")
            .File("offences.csv", Folder.Offences + string.Concat(Enumerable.Range(1, 4).Select(i => $"SYNTHETIC-{i},A{i},028/03,2023-05-0{i},convicted\nSYNTHETIC-{i},B{i},028/03,2024-05-0{i},convicted\n")));
        var date = Backtest.At(ExtractFolder.Load(folder.Path).Histories().At(new DateOnly(2024, 1, 31), 12, [PolicyVariant.Create(Policy)]), new BacktestSize.Capacity(2));
        Assert.Equal((3, 1, 1, 1), (date.PeopleCount, date.DiedCount, date.DiedLaterCount, date.DeceasedWithoutDateCount));
        // Eligibility reads deceased as it stands: two of the three are not ranked, and one of them falls in the two that are taken.
        Assert.Equal((2, 1), (date.Rows[0].UnrankedCount, date.Rows[0].UnrankedTakenCount));
        Assert.Equal(2, date.Rows[0].UndatedRules.Single(rule => rule.Rule == "eligibility:1").PeopleCount);
        Assert.Equal(["deceased"], date.Rows[0].UndatedRules.Single().Fields);
    }

    [Fact]
    public void Days_in_custody_within_the_horizon_are_counted_once_and_end_with_what_is_known()
    {
        using var folder = new Folder().File("offences.csv", Folder.Offences + "SYNTHETIC-1,A,028/03,2023-05-01,convicted\nSYNTHETIC-1,B,028/03,2024-03-31,convicted\nSYNTHETIC-2,C,028/03,2023-05-01,convicted\n")
            .File("custody.csv", "offender_id,from,to\nSYNTHETIC-1,2023-12-01,2024-02-10\nSYNTHETIC-1,2024-02-05,2024-02-12\nSYNTHETIC-1,2024-03-30,\nSYNTHETIC-2,2022-01-01,2022-05-01\n");
        var input = ExtractFolder.Load(folder.Path).Histories().At(new DateOnly(2024, 1, 31), 12, [PolicyVariant.Create(Policy)]);
        var date = Backtest.At(input, new BacktestSize.Capacity(2));
        Assert.Equal(new DateOnly(2024, 3, 31), date.CutOffOn);
        // 1 to 12 February, 30 and 31 March, over two people.
        Assert.Equal((12 + 2) / 2.0, date.CustodyDaysMean);
        Assert.All(date.Rows, row => Assert.Equal((12 + 2) / 2.0, row.CustodyDaysMean));
    }

    [Fact]
    public void Custody_stands_at_past_dates_whatever_location_says_today()
    {
        using var folder = new Folder().File("offenders.csv", "offender_id,location\nSYNTHETIC-1,community\nSYNTHETIC-2,community\n")
            .File("offences.csv", Folder.Offences
                + "SYNTHETIC-1,A,028/03,2021-06-01,convicted\nSYNTHETIC-1,B,028/03,2021-07-01,convicted\nSYNTHETIC-1,C,028/03,2025-02-01,convicted\nSYNTHETIC-2,D,028/03,2021-06-01,convicted\n")
            .File("custody.csv", "offender_id,from,to\nSYNTHETIC-1,2023-01-01,2024-06-30\nSYNTHETIC-2,2024-12-31,\nSYNTHETIC-2,2024-06-01,2024-05-01\n");
        var input = ExtractFolder.Load(folder.Path).Histories().At(new DateOnly(2024, 1, 31), 12, [PolicyVariant.Create(Policy)]);
        // The 24 months at liberty reach back over the time inside, which has ended since.
        Assert.Equal(5, input.Orders[0].Least(input.ById[0]));
        // 1 February to 30 June, and 31 December to 31 January, over two people; one that ends before it begins is none.
        Assert.Equal((151 + 32) / 2.0, Backtest.At(input, new BacktestSize.Capacity(2)).CustodyDaysMean);
    }

    [Fact]
    public void A_variant_is_named_after_its_policy_and_scores_by_what_it_changes()
    {
        Assert.Equal(["policy:counts@1", "policy:counts@1+short", "policy:counts@1+year"], new[] { PolicyVariant.Create(Policy), PolicyVariant.Find(Policy, "short")!, PolicyVariant.Find(Policy, "year")! }.Select(variant => variant.Method));
        Assert.Null(PolicyVariant.Find(Policy, "none-such"));
        using var folder = new Folder().File("offences.csv", Folder.Offences.TrimEnd('\n') + ",detected_by\nSYNTHETIC-1,A,028/03,2023-05-01,convicted,police\nSYNTHETIC-1,B,028/03,2023-12-01,convicted,\nSYNTHETIC-2,C,028/03,2023-12-01,convicted,police\n");
        PolicyVariant[] variants = [PolicyVariant.Create(Policy), PolicyVariant.Find(Policy, "short")!, PolicyVariant.Find(Policy, "by-public")!, PolicyVariant.Find(Policy, "year")!];
        var input = ExtractFolder.Load(folder.Path).Histories().At(new DateOnly(2024, 4, 30), 12, variants);
        int[] Totals(int person) => [.. input.Orders.Select(order => order.IsRanked(input.ById[person]) ? order.Least(input.ById[person]) : -1)];
        // Two offences of a year and of 24 months; one within six months; one not the police's; and the year without its points.
        Assert.Equal([15, 15, 10, 5], Totals(0));
        Assert.Equal([10, 10, -1, 0], Totals(1));
        Assert.Equal(2, Backtest.At(input, new BacktestSize.Capacity(1)).PeopleCount);
    }

    private static int MoveLater(string folder, DateOnly then, Random random, bool countOnly)
    {
        var moved = 0;
        foreach (var (file, columns) in new[] { ("offences.csv", new[] { "offence_date", "outcome_date" }), ("drug_tests.csv", ["test_date"]), ("custody.csv", ["from", "to"]), ("memberships.csv", ["from", "to"]), ("nominations.csv", ["nominated_on"]), ("risk_scores.csv", ["assessed_on"]) })
        {
            var path = Path.Combine(folder, file);
            var lines = File.ReadAllLines(path);
            int[] at = [.. columns.Select(column => Array.IndexOf(lines[0].Split(','), column))];
            for (var i = 1; i < lines.Length; i++)
            {
                var cells = lines[i].Split(',');
                var last = DateOnly.MinValue;
                foreach (var column in at)
                {
                    if (column >= cells.Length || !DateOnly.TryParseExact(cells[column], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) || date <= then) continue;
                    moved++;
                    var to = then.AddDays(1 + random.Next(400));
                    last = to > last ? to : last;
                    cells[column] = last.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
                }
                if (!countOnly) lines[i] = string.Join(',', cells);
            }
            if (!countOnly) File.WriteAllLines(path, lines);
        }
        return moved;
    }
}
