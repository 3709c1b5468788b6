
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

/// <summary>What becomes of the rows: every one is used, later, a duplicate or refused, and which they are stands in the lists.</summary>
internal sealed class ReferenceAccount
{
    public List<FileCounts> Counts { get; } = [];

    /// <summary>File, line, column and problem.</summary>
    public List<string[]> Refused { get; } = [];

    /// <summary>File, line, person and record.</summary>
    public List<string[]> Duplicates { get; } = [];

    /// <summary>File, person, record and column.</summary>
    public List<string[]> Conflicts { get; } = [];
}

/// <summary>A folder of extracts, read.</summary>
internal sealed class ReferenceFolder
{
    private static readonly string[] LeastAgainst = ["negative", "refused", "positive"];

    private static readonly string[] LeastAgainstOfContacts = ["kept", "excused", "cancelled_by_agency", "not_at_home", "missed", "refused"];

    private readonly string _folder;
    private readonly DateOnly _asOf;
    private readonly ReferenceCatalogue _catalogue;
    private readonly IReadOnlySet<string>? _agencies;
    private readonly ReferenceMap _map;
    private readonly Dictionary<(string System, string Id), HashSet<string>> _identities = [];
    private readonly HashSet<string> _ids;

    /// <param name="folder">The folder.</param>
    /// <param name="asOf">The as-of date.</param>
    /// <param name="catalogue">The catalogue.</param>
    /// <param name="agencies">The names of the panel's agencies; null where the policy has no panel.</param>
    public ReferenceFolder(string folder, DateOnly asOf, ReferenceCatalogue catalogue, IReadOnlySet<string>? agencies)
    {
        (_folder, _asOf, _catalogue, _agencies, _map) = (folder, asOf, catalogue, agencies, new ReferenceMap(folder));
        // "Ids are looked up in identities.csv", in its good rows, whoever turns out to be in offenders.csv.
        foreach (var row in Table("identities.csv").Rows.Where(row => ProblemsOf("identities.csv", row).Count == 0))
        {
            var key = (row["system"], row["external_id"]);
            if (!_identities.TryGetValue(key, out var ids)) _identities.Add(key, ids = []);
            ids.Add(row["offender_id"]);
        }

        var offenders = Offenders();
        _ids = [.. offenders.Select(group => group.Key)];
        var memberships = Records("memberships.csv", "from", FirstOfEqual("memberships.csv"));
        var offences = Records("offences.csv", "offence_date", rows => rows.GroupBy(row => row["offence_id"]).Select(same => same.First()), "offence_id", keepsAll: true);
        var tests = Records("drug_tests.csv", "test_date", rows => rows.GroupBy(row => row["test_id"]).Select(StandingTest), "test_id");
        var risks = Records("risk_scores.csv", "assessed_on", FirstOfEqual("risk_scores.csv"));
        var nominations = Records("nominations.csv", "nominated_on", FirstOfEqual("nominations.csv"));
        var custody = Records("custody.csv", "from", FirstOfEqual("custody.csv"));
        Records("supervision.csv", "from", FirstOfEqual("supervision.csv"));
        Records("engagement.csv", "contact_date", rows => rows.GroupBy(row => row["contact_id"]).Select(StandingContact), "contact_id");
        Records("support.csv", null, FirstOfEqual("support.csv"));
        Records("panel.csv", "meeting_date", FirstOfEqual("panel.csv"));
        var identities = Records("identities.csv", null, FirstOfEqual("identities.csv"));
        RefuseAmbiguous(identities);

        DrugTestsSupplied = Table("drug_tests.csv").Supplied;
        People = [.. offenders.Select(group =>
        {
            var (fields, conflicts) = Fields([.. group]);
            foreach (var column in conflicts) Account.Conflicts.Add(["offenders.csv", group.Key, "", column]);
            var own = offences[group.Key].GroupBy(row => row["offence_id"]).ToDictionary(rows => rows.Key, rows => ReferenceOffence.Of(rows, asOf, catalogue));
            foreach (var (id, offence) in own)
            {
                if (offence is null) Account.Conflicts.Add(["offences.csv", group.Key, id, "outcome"]);
            }
            return new ReferencePerson
            {
                Id = group.Key,
                Fields = fields,
                Conflicts = conflicts,
                Offences = [.. own.Values.OfType<ReferenceOffence>()],
                ContestedCount = own.Values.Count(offence => offence is null),
                Tests = [.. tests[group.Key].Select(row =>
                    new ReferenceTest(row.Date("test_date")!.Value, row.Word("result"), row["context"].Length == 0 ? "arrest" : row.Word("context")))],
                Risks = [.. risks[group.Key].Select(row =>
                    new ReferenceRisk(row["instrument"], row.Date("assessed_on")!.Value, ReferenceText.Number(row["value"])!.Value))],
                CustodyDays = custody[group.Key].SelectMany(row => Days(row.Date("from")!.Value, row.Date("to") ?? asOf, asOf)).ToHashSet(),
                IsMember = memberships[group.Key].Any(row => row.Date("to") is null || row.Date("to") > asOf),
                IsNominated = nominations[group.Key].Any(row => row.Date("nominated_on") > asOf.AddMonths(-12)),
            };
        })];
    }

    /// <summary>Everybody in <c>offenders.csv</c>.</summary>
    public IReadOnlyList<ReferencePerson> People { get; }

    /// <summary>Whether there is a file of drug tests.</summary>
    public bool DrugTestsSupplied { get; }

    /// <summary>How many rows with a date were neither refused nor later.</summary>
    public int UsedDatedRows { get; private set; }

    /// <summary>What became of the rows.</summary>
    public ReferenceAccount Account { get; } = new();

    /// <summary>How many rows were dated after the as-of date.</summary>
    public long LaterRows => Account.Counts.Sum(file => file.Later);

    private ReferenceTable Table(string name) =>
        ReferenceTable.Read(_folder, name, _map, [.. ReferenceColumn.Files[name].Where(column => column.IsDate).Select(column => column.Name)]);

    /// <summary>"In offenders.csv only a bad offender_id refuses the row; another bad cell there is missing, listed, and a conflict."</summary>
    private List<IGrouping<string, ReferenceRow>> Offenders()
    {
        var table = Table("offenders.csv");
        var people = new List<(string Id, ReferenceRow Row)>();
        foreach (var row in table.Rows)
        {
            var problems = ProblemsOf("offenders.csv", row);
            if (row.Broken is null && problems.All(problem => problem.Column != "offender_id"))
            {
                if (PersonOf(row, out var unknown) is { } id) people.Add((id, row));
                else problems.Add(("offender_id", unknown));
            }
            Refuse("offenders.csv", row, problems);
        }
        var groups = people.GroupBy(person => person.Id, person => person.Row).ToList();
        foreach (var group in groups)
        {
            foreach (var row in group.Skip(1)) Account.Duplicates.Add(["offenders.csv", Line(row), group.Key, ""]);
        }
        Count("offenders.csv", table.Rows.Count, later: 0, duplicate: people.Count - groups.Count, refused: table.Rows.Count - people.Count);
        return groups;
    }

    // "Refusing comes first, then later, then repeats."
    private ILookup<string, ReferenceRow> Records(
        string name, string? date, Func<IEnumerable<ReferenceRow>, IEnumerable<ReferenceRow>> standing, string? recordId = null, bool keepsAll = false)
    {
        var table = Table(name);
        var good = new List<(string Id, ReferenceRow Row)>();
        foreach (var row in table.Rows)
        {
            var problems = ProblemsOf(name, row);
            string? id = null;
            if (row.Broken is null && problems.All(problem => problem.Column != "offender_id"))
            {
                id = PersonOf(row, out var unknown);
                if (id is not null && !_ids.Contains(id)) (id, unknown) = (null, "unknown-offender");
                if (id is null) problems.Add(("offender_id", unknown));
            }
            if (name == "panel.csv" && row.Broken is null && _agencies?.Contains(row["agency"].Trim().ToLowerInvariant()) == false && problems.All(problem => problem.Column != "agency"))
                problems.Add(("agency", "not-in-list"));
            Refuse(name, row, problems);
            if (problems.Count == 0) good.Add((id!, row));
        }
        var inTime = date is null ? good : [.. good.Where(row => row.Row.Date(date) <= _asOf)];
        if (date is not null) UsedDatedRows += inTime.Count;

        var duplicates = 0;
        var used = new List<(string Id, ReferenceRow Row)>();
        foreach (var person in inTime.GroupBy(row => row.Id, row => row.Row))
        {
            var stands = standing(person).ToHashSet(ReferenceEqualityComparer.Instance);
            foreach (var row in person.Where(row => !stands.Contains(row)))
            {
                duplicates++;
                Account.Duplicates.Add([name, Line(row), person.Key, recordId is null ? "" : row[recordId]]);
            }
            used.AddRange(person.Where(row => keepsAll || stands.Contains(row)).Select(row => (person.Key, row)));
        }
        if (table.Supplied) Count(name, table.Rows.Count, good.Count - inTime.Count, duplicates, table.Rows.Count - good.Count);
        return used.ToLookup(row => row.Id, row => row.Row);
    }

    /// <summary>"An external id that stands for two people is refused for both", each of its rows that is not a duplicate.</summary>
    private void RefuseAmbiguous(ILookup<string, ReferenceRow> identities)
    {
        var refused = identities.SelectMany(person => person.Select(row => (Id: person.Key, Row: row))).GroupBy(pair => (pair.Row["system"], pair.Row["external_id"]))
            .Where(same => same.Select(pair => pair.Id).Distinct().Count() > 1).SelectMany(same => same).ToList();
        if (refused.Count == 0) return;
        foreach (var (_, row) in refused) Refuse("identities.csv", row, [("external_id", "ambiguous-id")]);
        var index = Account.Counts.FindIndex(file => file.File == "identities.csv");
        var counts = Account.Counts[index];
        Account.Counts[index] = counts with { Used = counts.Used - refused.Count, Refused = counts.Refused + refused.Count };
    }

    private List<(string Column, string Problem)> ProblemsOf(string name, ReferenceRow row)
    {
        if (row.Broken is { } broken) return [("", broken)];
        var problems = ReferenceColumn.Files[name].Select(column => (column.Name, Problem: column.ProblemOf(row))).Where(pair => pair.Problem is not null)
            .Select(pair => (pair.Name, pair.Problem!)).ToList();
        if (name == "offences.csv" && row["offence_code"].Length > 0 && _catalogue.Mend(row["offence_code"]) is null) problems.Add(("offence_code", "spreadsheet-damage"));
        return problems;
    }

    private string? PersonOf(ReferenceRow row, out string problem)
    {
        problem = "unknown-offender";
        if (row.Mapping.IdSystem is not { } system) return row["offender_id"];
        if (!_identities.TryGetValue((system, row["offender_id"]), out var ids)) return null;
        problem = "ambiguous-id";
        return ids.Count == 1 ? ids.Single() : null;
    }

    private void Refuse(string name, ReferenceRow row, List<(string Column, string Problem)> problems) =>
        Account.Refused.AddRange(problems.Select(problem => (string[])[name, Line(row), problem.Column, problem.Problem]));

    private void Count(string name, int read, int later, int duplicate, int refused) =>
        Account.Counts.Add(new FileCounts(name, read, read - later - duplicate - refused, later, duplicate, refused));

    private static string Line(ReferenceRow row) => row.Line.ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>"Rows equal in all columns named here are one."</summary>
    private static Func<IEnumerable<ReferenceRow>, IEnumerable<ReferenceRow>> FirstOfEqual(string name) => rows =>
        rows.GroupBy(row => string.Join('\n', ReferenceColumn.Files[name].Where(column => column.Name != "offender_id").Select(column => column.ValueIn(row)))).Select(same => same.First());

    private static (Dictionary<string, string> Fields, HashSet<string> Conflicts) Fields(List<ReferenceRow> rows)
    {
        var fields = new Dictionary<string, string>();
        var conflicts = new HashSet<string>();
        foreach (var column in ReferenceColumn.Files["offenders.csv"].Skip(1))
        {
            var bad = rows.Any(row => column.ProblemOf(row) is not null);
            var values = rows.Where(row => column.ProblemOf(row) is null).Select(row => Value(column, row)).Where(value => value.Length > 0)
                .Distinct().ToList();
            var conflict = bad || values.Count > 1;
            if (conflict) conflicts.Add(column.Name);
            fields[column.Name] = conflict || values.Count == 0 ? "" : values[0];
        }

        return (fields, conflicts);
    }

    // Schemes are a set: it has no order and no repeats.
    private static string Value(ReferenceColumn column, ReferenceRow row) => column.Name == "schemes"
        ? string.Join(';', row.Word("schemes").Split(';').Select(scheme => scheme.Trim()).Where(scheme => scheme.Length > 0).Distinct().Order(StringComparer.Ordinal)) : column.ValueIn(row);

    /// <summary>"The one that says least against the person stands, then the earliest date, then the ordinally smallest row."</summary>
    private static ReferenceRow StandingTest(IEnumerable<ReferenceRow> rows) =>
        rows.OrderBy(row => Array.IndexOf(LeastAgainst, row.Word("result"))).ThenBy(row => row.Date("test_date"))
            .ThenBy(row => row["substances"], ReferenceText.Utf8).ThenBy(row => row.Word("context"), ReferenceText.Utf8).First();

    private static ReferenceRow StandingContact(IEnumerable<ReferenceRow> rows) =>
        rows.OrderBy(row => Array.IndexOf(LeastAgainstOfContacts, row.Word("outcome"))).ThenBy(row => row.Date("contact_date"))
            .ThenBy(row => row.Word("kind"), ReferenceText.Utf8).ThenBy(row => row.Word("required"), ReferenceText.Utf8).First();

    /// <summary>Both days inside; days after the as-of date don't exist yet; none when the spell ends before it began.</summary>
    private static IEnumerable<DateOnly> Days(DateOnly from, DateOnly to, DateOnly asOf)
    {
        for (var day = from; day <= to && day <= asOf; day = day.AddDays(1)) yield return day;
    }
}
