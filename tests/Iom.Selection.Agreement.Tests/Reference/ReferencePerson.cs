
namespace Iom.Selection.Agreement.Tests.Reference;

internal sealed record ReferenceTest(DateOnly Date, string Result, string Context);

internal sealed record ReferenceRisk(string Instrument, DateOnly On, decimal Value);

/// <summary>All that is known of one person up to the as-of date.</summary>
internal sealed record ReferencePerson
{
    public required string Id { get; init; }

    /// <summary>The fields of <c>offenders.csv</c>; empty text is Missing.</summary>
    public required IReadOnlyDictionary<string, string> Fields { get; init; }
    public required IReadOnlySet<string> Conflicts { get; init; }
    public required IReadOnlyList<ReferenceOffence> Offences { get; init; }
    public required int ContestedCount { get; init; }
    public required IReadOnlyList<ReferenceTest> Tests { get; init; }
    public required IReadOnlyList<ReferenceRisk> Risks { get; init; }
    public required IReadOnlySet<DateOnly> CustodyDays { get; init; }
    public required bool IsMember { get; init; }
    public required bool IsNominated { get; init; }
}

/// <summary>A folder of extracts, read.</summary>
/// <param name="People">Everybody in <c>offenders.csv</c>.</param>
/// <param name="DrugTestsSupplied">Whether there is a file of drug tests.</param>
/// <param name="UsedDatedRows">How many rows with a date were neither refused nor later.</param>
/// <param name="LaterRows">How many rows were dated after the as-of date.</param>
internal sealed record ReferenceFolder(IReadOnlyList<ReferencePerson> People, bool DrugTestsSupplied, int UsedDatedRows, int LaterRows)
{
    private static readonly string[] LeastAgainst = ["negative", "refused", "positive"];

    public static ReferenceFolder Read(string folder, DateOnly asOf, ReferenceCatalogue catalogue)
    {
        var identified = ReferenceTable.Read(folder, "offenders.csv").Rows
            .Where(row => row.FieldsFit && !ReferenceColumn.Files["offenders.csv"][0].Refuses(row))
            .GroupBy(row => row["offender_id"]).ToList();
        var ids = identified.Select(group => group.Key).ToHashSet();
        var used = 0;
        var later = 0;

        var offences = Rows("offences.csv", "offence_date");
        var tests = Rows("drug_tests.csv", "test_date");
        var risks = Rows("risk_scores.csv", "assessed_on");
        var nominations = Rows("nominations.csv", "nominated_on");
        var custody = Rows("custody.csv", "from");
        var memberships = Rows("memberships.csv", "from");

        var people = identified.Select(group =>
        {
            var (fields, conflicts) = Fields([.. group]);
            var ownOffences = offences[group.Key].GroupBy(row => row["offence_id"])
                .Select(rows => ReferenceOffence.Of(rows, asOf, catalogue)).ToList();
            return new ReferencePerson
            {
                Id = group.Key,
                Fields = fields,
                Conflicts = conflicts,
                Offences = [.. ownOffences.OfType<ReferenceOffence>()],
                ContestedCount = ownOffences.Count(offence => offence is null),
                Tests = [.. tests[group.Key].GroupBy(row => row["test_id"]).Select(StandingTest)],
                Risks = [.. risks[group.Key].Select(row =>
                    new ReferenceRisk(row["instrument"], row.Date("assessed_on")!.Value, ReferenceText.Number(row["value"])!.Value))],
                CustodyDays = custody[group.Key].SelectMany(row => Days(row.Date("from")!.Value, row.Date("to") ?? asOf, asOf)).ToHashSet(),
                IsMember = memberships[group.Key].Any(row => row.Date("to") is null || row.Date("to") > asOf),
                IsNominated = nominations[group.Key].Any(row => row.Date("nominated_on") > asOf.AddMonths(-12)),
            };
        });
        return new ReferenceFolder([.. people], ReferenceTable.Read(folder, "drug_tests.csv").Supplied, used, later);

        // "Refusing comes first, then later": what is left are the rows of people we know, dated up to the as-of date.
        ILookup<string, ReferenceRow> Rows(string name, string date)
        {
            var rows = ReferenceTable.Read(folder, name).Rows
                .Where(row => row.FieldsFit)
                .Where(row => !ReferenceColumn.Files[name].Any(column => column.Refuses(row)))
                .Where(row => name != "offences.csv" || catalogue.Mend(row["offence_code"]) is not null)
                .Where(row => ids.Contains(row["offender_id"])).ToList();
            var inTime = rows.Where(row => row.Date(date) <= asOf).ToList();
            used += inTime.Count;
            later += rows.Count - inTime.Count;
            return inTime.ToLookup(row => row["offender_id"]);
        }
    }

    private static (Dictionary<string, string> Fields, HashSet<string> Conflicts) Fields(List<ReferenceRow> rows)
    {
        var fields = new Dictionary<string, string>();
        var conflicts = new HashSet<string>();
        foreach (var column in ReferenceColumn.Files["offenders.csv"].Skip(2))
        {
            var bad = rows.Any(column.Refuses);
            var values = rows.Where(row => !column.Refuses(row)).Select(row => Value(column.Name, row)).Where(value => value.Length > 0)
                .Distinct().ToList();
            var conflict = bad || values.Count > 1;
            if (conflict) conflicts.Add(column.Name);
            fields[column.Name] = conflict || values.Count == 0 ? "" : values[0];
        }

        return (fields, conflicts);
    }

    private static string Value(string column, ReferenceRow row) =>
        column == "schemes" ? string.Join(';', row.Word(column).Split(';').Distinct().Order(StringComparer.Ordinal)) : row.Word(column);

    /// <summary>"The one that says least against the person stands, then the earliest date, then the ordinally smallest row."</summary>
    private static ReferenceTest StandingTest(IEnumerable<ReferenceRow> rows)
    {
        var row = rows.OrderBy(row => Array.IndexOf(LeastAgainst, row.Word("result"))).ThenBy(row => row.Date("test_date"))
            .ThenBy(row => row["substances"], ReferenceText.Utf8).ThenBy(row => row.Word("context"), ReferenceText.Utf8).First();
        return new ReferenceTest(row.Date("test_date")!.Value, row.Word("result"), row["context"].Length == 0 ? "arrest" : row.Word("context"));
    }

    /// <summary>Both days inside; days after the as-of date don't exist yet; none when the spell ends before it began.</summary>
    private static IEnumerable<DateOnly> Days(DateOnly from, DateOnly to, DateOnly asOf)
    {
        for (var day = from; day <= to && day <= asOf; day = day.AddDays(1)) yield return day;
    }
}
