using System.Globalization;
using Iom.Selection.Extracts.Account;
using Iom.Selection.Extracts.Contract;
using Iom.Selection.Extracts.Problems;
using Iom.Selection.Offences;
using Iom.Selection.Policies.Parsing;
using Iom.Selection.Ranking;
using Iom.Selection.Records;
using Iom.Selection.Runs.Output;
using Iom.Selection.Samples;
using Iom.Selection.Scoring;

namespace Iom.Selection.Extracts.Tests.Samples;

public class SyntheticExtractsTests
{
    [Fact]
    public void The_same_options_give_the_same_bytes_in_another_culture_too()
    {
        using var first = new SampleFolder(new SampleOptions { Offenders = 200 });
        var culture = CultureInfo.CurrentCulture;
        try
        {
            // Made by hand, because a machine need not have the data of any culture.
            var other = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            other.NumberFormat.NumberDecimalSeparator = ",";
            other.NumberFormat.NegativeSign = "minus";
            other.DateTimeFormat.DateSeparator = "!";
            CultureInfo.CurrentCulture = other;
            using var second = new SampleFolder(new SampleOptions { Offenders = 200 });
            Assert.Equal(first.Hashes(), second.Hashes());
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    [Fact]
    public void Chance_is_SplitMix64()
    {
        // The first two numbers of the published algorithm from state 0.
        var chance = new SplitMix64(0);
        Assert.Equal([0xE220A8397B1DCDAF, 0x6E789E6AA1B965F4], new[] { chance.Next(), chance.Next() });
    }

    [Fact]
    public void Another_seed_or_date_gives_other_people()
    {
        using var first = new SampleFolder(new SampleOptions { Offenders = 50 });
        using var seed = new SampleFolder(new SampleOptions { Offenders = 50, Seed = 2 });
        using var date = new SampleFolder(new SampleOptions { Offenders = 50, AsOf = new DateOnly(2024, 2, 29) });
        foreach (var name in new[] { "offenders.csv", "offences.csv", "characteristics.csv" })
            Assert.NotEqual(first.Hashes()[name], seed.Hashes()[name]);
        Assert.NotEqual(first.Hashes()["offences.csv"], date.Hashes()["offences.csv"]);
    }

    [Fact]
    public void More_people_change_nothing_of_those_before_them()
    {
        using var few = new SampleFolder(new SampleOptions { Offenders = 50 });
        using var more = new SampleFolder(new SampleOptions { Offenders = 80 });
        foreach (var name in few.Truth.Files.Select(file => file.FileName))
        {
            var lines = File.ReadAllLines(Path.Combine(few.Path, name));
            Assert.Equal(lines, File.ReadLines(Path.Combine(more.Path, name)).Take(lines.Length));
        }
    }

    [Fact]
    public void Every_file_of_the_contract_is_there_and_no_other_CSV()
    {
        using var sample = new SampleFolder(new SampleOptions { Offenders = 50 });
        string[] expected = [.. ExtractContract.All.Select(contract => contract.FileName), ExtractContract.CharacteristicsFile, "README.txt", "truth.json"];
        Assert.Equal(expected.Order(StringComparer.Ordinal), sample.Hashes().Keys);
        Assert.Contains("SYNTHETIC", File.ReadAllText(Path.Combine(sample.Path, "README.txt")), StringComparison.Ordinal);
        foreach (var (name, hash) in sample.Truth.Outputs.Select(output => (output.Name, output.Sha256))) Assert.Equal(hash, sample.Hashes()[name]);
        foreach (var contract in ExtractContract.All) Assert.NotEmpty(sample.Rows(contract.FileName));
        foreach (var contract in ExtractContract.All)
            Assert.All(sample.Rows(contract.FileName), row => Assert.StartsWith("SYNTHETIC-", row["offender_id"], StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(1, 1, true)]
    [InlineData(300, 1, true)]
    [InlineData(3000, 7, true)]
    [InlineData(3000, 8, false)]
    public void A_reader_finds_exactly_what_was_planted(int offenders, int seed, bool hasDifference)
    {
        using var sample = new SampleFolder(new SampleOptions { Offenders = offenders, Seed = seed, HasDifference = hasDifference });
        var (truth, plants, loaded) = (sample.Truth, sample.Truth.Plants, sample.Load());

        Assert.Equal(truth.Files.Where(file => file.FileName != ExtractContract.CharacteristicsFile).Select(Figures), loaded.Account.Files.Select(Figures));
        Assert.All(loaded.Account.Files, file => Assert.Equal(file.ReadCount, file.UsedCount + file.LaterCount + file.DuplicateCount + file.RefusedCount));
        Assert.Equal(offenders, loaded.People.Count);
        Assert.Equal(truth.OffenceCount, loaded.Account.OffenceCount);
        Assert.Equal(plants.UndatedOutcomeCount, loaded.People.Sum(file => file.Offences.Count(report => report.OutcomeDate is null && report.Outcome.IsDecided())));
        Assert.Equal(plants.LostZeroCount, loaded.Account.RepairedCodeCount);
        Assert.Equal(plants.UnclassifiedCount, loaded.Account.UnclassifiedOffenceCount);
        Assert.Equal(plants.UnknownOffenderCount, Problems(ProblemKind.UnknownOffender));
        Assert.Equal(plants.BadDateCount, Problems(ProblemKind.NotADate));
        Assert.Equal(plants.UnknownOutcomeCount, Problems(ProblemKind.NotInList));
        Assert.Equal(plants.PlaceholderIdCount, Problems(ProblemKind.PlaceholderId));
        Assert.Equal(plants.RepeatedHeaderCount, Problems(ProblemKind.RepeatedHeader));
        Assert.Equal(
            plants.UnknownOffenderCount + plants.BadDateCount + plants.UnknownOutcomeCount + plants.PlaceholderIdCount + plants.RepeatedHeaderCount, loaded.Account.Problems.Count);
        Assert.Equal(plants.SentinelDateCount, loaded.Account.SentinelDateCount);
        Assert.Equal(plants.PaddedIdCount, loaded.Account.Files.Sum(file => file.TrimmedCellCount));
        Assert.Equal(plants.CaseNumberCount, loaded.Account.CaseNumberCount);
        Assert.Equal(plants.CustodyEndsBeforeItBeginsCount, loaded.Account.Conflicts.Count(conflict => conflict.File == "custody.csv"));
        Assert.Equal(plants.OffenderConflictCount, loaded.Account.Conflicts.Count(conflict => conflict.File == "offenders.csv"));
        Assert.Equal(plants.ContestedCount, loaded.Account.Conflicts.Count(conflict => conflict is { File: "offences.csv", Column: "outcome" }));
        Assert.Equal(plants.OutcomeBeforeOffenceCount, loaded.Account.Conflicts.Count(conflict => conflict is { File: "offences.csv", Column: "outcome_date" }));
        Assert.Equal(plants.CaseNumberCount, loaded.Account.Conflicts.Count(conflict => conflict is { File: "offences.csv", Column: "offence_id" }));
        Assert.Equal(truth.MemberCount, loaded.People.Count(person => person.Memberships.Any(membership => membership.To is not { } to || to > truth.Options.AsOf)));

        var reports = loaded.People.SelectMany(person => person.Offences).ToArray();
        Assert.Equal(plants.OutcomeAfterAsOfCount, reports.Count(report => report.OutcomeDate > truth.Options.AsOf));
        Assert.Equal(plants.AppealAllowedCount, loaded.People.SelectMany(person => person.Offences.GroupBy(report => report.OffenceId))
            .Count(same => same.Any(report => report.Outcome == OffenceOutcome.Convicted) && same.Any(report => report.Outcome == OffenceOutcome.Acquitted)));
        Assert.Equal(plants.NoCharacteristicsCount, offenders - sample.Rows("characteristics.csv").Count());
        Assert.Equal(plants.MissingMonth, new DateOnly(2026, 7, 1));
        Assert.DoesNotContain(reports, report => report is { Source: "synthetic-court", OutcomeDate: { Year: 2026, Month: 7 } });
        if (offenders < 3000) return;

        foreach (var count in new[]
        {
            plants.RepeatedOffenceRowCount, plants.DifferingOffenceRowCount, plants.ChargedThenDecidedCount, plants.AppealAllowedCount, plants.ContestedCount,
            plants.UndatedOutcomeCount, plants.OutcomeAfterAsOfCount, plants.LostZeroCount, plants.UnclassifiedCount, plants.NoDetectedByCount,
            plants.UnknownOffenderCount, plants.BadDateCount, plants.UnknownOutcomeCount, plants.MissingMonthRowCount, plants.OffenderConflictCount,
            plants.NoYouthCount, plants.NoMappaLevelCount, plants.NoSupervisionCount, plants.DifferingDrugTestCount, plants.NoCharacteristicsCount,
            plants.OutcomeBeforeOffenceCount, plants.SentinelDateCount, plants.CorrectedOffenceCount, plants.CaseNumberCount, plants.PaddedIdCount, plants.ShortSlashCodeCount,
            plants.AsYouthCount, plants.PlaceholderIdCount, plants.RepeatedHeaderCount, plants.InconclusiveDrugTestCount, plants.CustodyEndsBeforeItBeginsCount,
        })
            Assert.NotEqual(0, count);
        var rows = truth.Files.Single(file => file.FileName == "offences.csv").ReadCount;
        Assert.InRange((double)(plants.RepeatedOffenceRowCount + plants.DifferingOffenceRowCount) / rows, 0.007, 0.013);

        int Problems(ProblemKind kind) => loaded.Account.Problems.Count(problem => problem.Kind == kind);

        static (string, long, long, long, long, long, DateOnly?, DateOnly?) Figures(FileReport file) =>
            (file.FileName, file.ReadCount, file.UsedCount, file.LaterCount, file.DuplicateCount, file.RefusedCount, file.From, file.To);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [Trait("Category", "Slow")]
    public void A_tenth_of_people_have_about_half_of_the_offences(int seed)
    {
        using var sample = new SampleFolder(new SampleOptions { Offenders = 5000, Seed = seed });
        var counts = sample.Load().People.Select(person => person.OffencesAsOf(sample.Truth.Options.AsOf).Count).OrderDescending().ToArray();
        Assert.InRange(counts.Average(), 12, 20);
        Assert.InRange((double)counts.Take(500).Sum() / counts.Sum(), 0.45, 0.60);
        Assert.Equal((double)counts.Take(500).Sum() / counts.Sum(), sample.Truth.TopTenthShare, precision: 12);
    }

    [Fact]
    [Trait("Category", "Slow")]
    public void The_planted_difference_is_in_what_the_police_detect_and_nowhere_else()
    {
        using var with = new SampleFolder(new SampleOptions { Offenders = 5000 });
        using var without = new SampleFolder(new SampleOptions { Offenders = 5000, HasDifference = false });
        Assert.Null(without.Truth.Difference);
        var difference = with.Truth.Difference!;
        Assert.Equal(("ethnicity", "B", 4m), (difference.Column, difference.Group, difference.Multiplier));

        // Everything but the added offences is what it would be without.
        foreach (var name in with.Truth.Files.Select(file => file.FileName).Where(name => name != "offences.csv"))
            Assert.Equal(without.Hashes()[name], with.Hashes()[name]);
        var before = File.ReadAllLines(Path.Combine(without.Path, "offences.csv")).ToHashSet(StringComparer.Ordinal);
        var added = File.ReadAllLines(Path.Combine(with.Path, "offences.csv")).Where(line => !before.Contains(line)).ToArray();
        Assert.Subset(File.ReadAllLines(Path.Combine(with.Path, "offences.csv")).ToHashSet(StringComparer.Ordinal), before);
        Assert.InRange(added.Length, difference.AddedOffenceCount * 9 / 10, difference.AddedOffenceCount * 11 / 10);

        Assert.InRange(Ratio(with, "police"), 2.5, 4.5);
        Assert.InRange(Ratio(without, "police"), 0.75, 1.35);
        Assert.InRange(Ratio(with, "public"), 0.75, 1.35);
        Assert.Equal(Ratio(without, "public"), Ratio(with, "public"), precision: 12);

        // Mean offences detected so of the group, by that of all others.
        static double Ratio(SampleFolder sample, string detectedBy)
        {
            var groups = sample.Rows("characteristics.csv").ToDictionary(row => row["offender_id"], row => row["ethnicity"]);
            var detected = sample.Rows("offences.csv").Where(row => row["detected_by"] == detectedBy).CountBy(row => row["offender_id"]).ToDictionary();
            var means = groups.Where(pair => pair.Value.Length > 0).GroupBy(pair => pair.Value == "B")
                .ToDictionary(group => group.Key, group => group.Average(pair => detected.GetValueOrDefault(pair.Key)));
            return means[true] / means[false];
        }
    }

    [Fact]
    [Trait("Category", "Slow")]
    public void The_planted_difference_shows_in_who_comes_above_the_entry_line()
    {
        Assert.InRange(Ratio(hasDifference: true), 1.15, 2);
        Assert.InRange(Ratio(hasDifference: false), 0.75, 1.12);

        static double Ratio(bool hasDifference)
        {
            using var sample = new SampleFolder(new SampleOptions { Offenders = 8000, HasDifference = hasDifference });
            var groups = sample.Rows("characteristics.csv").ToDictionary(row => row["offender_id"], row => row["ethnicity"]);
            var rates = Rank(sample, capacity: 8000).Rows.Where(row => !row.IsMember && groups.GetValueOrDefault(row.OffenderId.Value) is { Length: > 0 })
                .GroupBy(row => groups[row.OffenderId.Value] == "B")
                .ToDictionary(group => group.Key, group => group.Average(row => row.Recommendation == Recommendation.Select ? 1.0 : 0.0));
            return rates[true] / rates[false];
        }
    }

    [Fact]
    public void The_reference_policy_finds_somebody_for_every_recommendation()
    {
        using var sample = new SampleFolder(new SampleOptions { Offenders = 1000 });
        var proposal = Rank(sample, capacity: 120);
        var counts = proposal.Rows.CountBy(row => row.Recommendation).ToDictionary();
        foreach (var recommendation in Enum.GetValues<Recommendation>().Except([Recommendation.NoCohort]))
            Assert.True(counts.GetValueOrDefault(recommendation) > 0, $"nobody is {recommendation}");
        Assert.InRange(proposal.MemberCount, 60, 119);
        Assert.Contains(proposal.Rows, row => row.IsNominated);
        Assert.Contains(proposal.Rows, row => row.IsFlagged);
    }

    [Fact]
    public void A_folder_that_exists_is_refused_and_a_stop_leaves_nothing()
    {
        var root = Directory.CreateTempSubdirectory("iom-sample-").FullName;
        try
        {
            Assert.Throws<OutputException>(() => SyntheticExtracts.Write(root, new SampleOptions()));
            using var stop = new CancellationTokenSource();
            stop.Cancel();
            Assert.ThrowsAny<OperationCanceledException>(() => SyntheticExtracts.Write(Path.Combine(root, "new"), new SampleOptions { Offenders = 5000 }, stop.Token));
            Assert.Empty(Directory.GetFileSystemEntries(root));
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }

    [Fact]
    public void Options_out_of_range_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new SampleOptions { Offenders = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new SampleOptions { Offenders = SampleOptions.MaxOffenders + 1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new SampleOptions { Seed = -1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new SampleOptions { AsOf = new DateOnly(2009, 12, 31) });
        Assert.Throws<ArgumentOutOfRangeException>(() => new SampleOptions { AsOf = new DateOnly(2100, 1, 1) });
    }

    private static Proposal Rank(SampleFolder sample, int capacity)
    {
        var policy = PolicyFile.Parse(File.ReadAllBytes(ReferencePolicy()));
        var loaded = sample.Load();
        var assessor = new Assessor(new Scorer(policy, OffenceCatalogue.BuiltIn, sample.Truth.Options.AsOf, loaded.Supplied));
        return Proposal.For(policy, sample.Truth.Options.AsOf, capacity, [.. loaded.People.Select(assessor.Assess)]);
    }

    private static string ReferencePolicy()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Iom.Selection.sln"))) folder = Path.GetDirectoryName(folder)!;
        return Path.Combine(folder, "samples", "reference", "policy.json");
    }
}
