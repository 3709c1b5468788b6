using System.Globalization;

namespace Iom.Selection.Agreement.Tests.Reference;

/// <summary>A folder of extracts, read.</summary>
internal sealed class ReferenceFolder
{
    private const string Offenders = "offenders.csv";
    private const string Identities = "identities.csv";

    private static readonly string[] LeastAgainst = ["negative", "inconclusive", "refused", "positive"];

    private static readonly string[] LeastAgainstOfContacts = ["kept", "excused", "cancelled_by_agency", "not_at_home", "missed", "refused"];

    private readonly DateOnly _asOf;
    private readonly ReferenceCatalogue _catalogue;
    private readonly IReadOnlySet<string>? _agencies;
    private readonly Dictionary<string, ReferenceTable> _tables;
    private readonly List<ReferenceRow> _identities;
    private readonly HashSet<string> _ids;

    // Ids without case, each as offenders.csv spells it, of several the ordinally smallest.
    private readonly Dictionary<string, string>? _idsWithoutCase;

    /// <param name="folder">The folder.</param>
    /// <param name="asOf">The as-of date.</param>
    /// <param name="catalogue">The catalogue.</param>
    /// <param name="agencies">The names of the panel's agencies; null where the policy has no panel.</param>
    public ReferenceFolder(string folder, DateOnly asOf, ReferenceCatalogue catalogue, IReadOnlySet<string>? agencies)
    {
        (_asOf, _catalogue, _agencies) = (asOf, catalogue, agencies);
        var map = new ReferenceMap(folder);
        _tables = ReferenceColumn.Files.Keys.ToDictionary(name => name, name => ReferenceTable.Read(folder, name, map));
        // "Ids are looked up in identities.csv", in its good rows, whoever turns out to be in offenders.csv.
        _identities = [.. _tables[Identities].Rows.Where(row => !row.IsNotChosen && ProblemsOf(Identities, row).Count == 0)];

        var spelt = _tables[Offenders].Rows.Where(row => !row.IsNotChosen && IdProblemOf(Offenders, row) is null).Select(row => LookedUp(row, out _)).OfType<string>().ToList();
        _idsWithoutCase = spelt.GroupBy(id => id.ToUpperInvariant()).ToDictionary(alike => alike.Key, alike => alike.Order(ReferenceText.Utf8).First());
        var people = ReadOffenders();
        _ids = [.. people.Select(person => person.Key)];

        var memberships = Records("memberships.csv", "from", FirstOfEqual("memberships.csv"));
        var offenceIds = new Dictionary<string, List<(string Id, ReferenceOffenceId Offences)>>();
        Records("offences.csv", "offence_date", rows =>
        {
            var ofPerson = rows.GroupBy(row => row["offence_id"]).Select(same => (same.Key, new ReferenceOffenceId([.. same], asOf, catalogue))).ToList();
            if (PersonOf(rows.First(), out _) is { } person) offenceIds[person] = ofPerson;
            return ofPerson.SelectMany(one => one.Item2.UsedRows);
        }, "offence_id");
        var tests = Records("drug_tests.csv", "test_date", rows => rows.GroupBy(row => row["test_id"]).Select(same => Standing("drug_tests.csv", same, "result", LeastAgainst, "test_date")), "test_id");
        var risks = Records("risk_scores.csv", "assessed_on", FirstOfEqual("risk_scores.csv"));
        var nominations = Records("nominations.csv", "nominated_on", FirstOfEqual("nominations.csv"));
        var custody = Records("custody.csv", "from", FirstOfEqual("custody.csv"));
        var supervision = Records("supervision.csv", "from", FirstOfEqual("supervision.csv"));
        Records("engagement.csv", "contact_date", rows => rows.GroupBy(row => row["contact_id"]).Select(same => Standing("engagement.csv", same, "outcome", LeastAgainstOfContacts, "contact_date")), "contact_id");
        var support = Records("support.csv", null, FirstOfEqual("support.csv"));
        Records("panel.csv", "meeting_date", FirstOfEqual("panel.csv"));
        Records(Identities, null, FirstOfEqual(Identities));

        DrugTestsSupplied = _tables["drug_tests.csv"].Supplied;
        OffenceIds = [.. offenceIds.Values.SelectMany(ofPerson => ofPerson.Select(one => one.Offences))];
        People = [.. people.Select(person =>
        {
            var (fields, conflicts) = Fields([.. person]);
            foreach (var column in conflicts) Conflict(Offenders, person.Key, "", column);
            var own = offenceIds.GetValueOrDefault(person.Key, []);
            foreach (var (id, offences) in own)
            {
                foreach (var column in offences.ConflictColumns) Conflict("offences.csv", person.Key, id, column);
            }

            var days = new Dictionary<DateOnly, HashSet<string>>();
            foreach (var spell in custody[person.Key])
            {
                if (IsPossible(spell, fields["location"])) Mark(days, spell);
                else Conflict("custody.csv", person.Key, spell["from"], "to");
            }
            foreach (var period in supervision[person.Key].Where(period => UpTo(period.Date("event_date")) < period.Date("from")))
                Conflict("supervision.csv", person.Key, period["from"], "event_date");
            foreach (var help in support[person.Key].Where(help => UpTo(help.Date("ended_on")) < UpTo(help.Date("started_on"))))
                Conflict("support.csv", person.Key, help["pathway"], "ended_on");
            var isMember = false;
            foreach (var membership in memberships[person.Key])
            {
                var end = UpTo(membership.Date("to"));
                if (end < membership.Date("from"))
                {
                    Conflict("memberships.csv", person.Key, membership["from"], "to");
                    end = null;
                }
                isMember |= end is null;
            }

            return new ReferencePerson
            {
                Id = person.Key,
                Fields = fields,
                Conflicts = conflicts,
                Offences = [.. own.SelectMany(one => one.Offences.Offences)],
                Tests = [.. tests[person.Key].Select(row =>
                    new ReferenceTest(row.Date("test_date")!.Value, row.Word("result"), row.Word("context"), ReferenceText.Set(row["substances"]), row.Word("prescribed") == "yes"))],
                Risks = [.. risks[person.Key].Select(row =>
                    new ReferenceRisk(row["instrument"], row.Date("assessed_on")!.Value, ReferenceText.Number(row["value"])!.Value))],
                CustodyDays = days,
                IsMember = isMember,
                IsNominated = nominations[person.Key].Any(row => row.Date("nominated_on") > asOf.AddMonths(-12)),
            };
        })];

        FindPossiblePeople();
        foreach (var person in People)
        {
            person.ToSettle = Account.Refused.Where(row => row[3] == person.Id).Select(row => (row[0], row[1], row[2])).Distinct().Count()
                + Account.Conflicts.Count(row => row[1] == person.Id)
                + Account.PossiblePeople.Count(row => row[0] == person.Id);
        }
    }

    /// <summary>Everybody in <c>offenders.csv</c>.</summary>
    public IReadOnlyList<ReferencePerson> People { get; }

    /// <summary>The offence ids of everybody.</summary>
    public IReadOnlyList<ReferenceOffenceId> OffenceIds { get; }

    /// <summary>Whether there is a file of drug tests.</summary>
    public bool DrugTestsSupplied { get; }

    /// <summary>How many rows with a date were neither refused nor later.</summary>
    public int UsedDatedRows { get; private set; }

    /// <summary>What became of the rows.</summary>
    public ReferenceAccount Account { get; } = new();

    /// <summary>How many rows were dated after the as-of date.</summary>
    public long LaterRows => Account.Counts.Sum(file => file.Later);

    /// <summary>The rows of a kind of file, as the map makes them.</summary>
    public IReadOnlyList<ReferenceRow> Rows(string name) => _tables[name].Rows;

    /// <summary>What was set aside, taken off, repaired or not understood, by kind.</summary>
    public IReadOnlyDictionary<string, int> Summary => new Dictionary<string, int>
    {
        ["refused"] = Account.Counts.Sum(file => file.Refused),
        ["later"] = Account.Counts.Sum(file => file.Later),
        ["duplicate"] = Account.Counts.Sum(file => file.Duplicate),
        ["notChosen"] = Account.Counts.Sum(file => file.NotChosen),
        ["unclassified"] = People.Sum(person => person.Offences.Count(offence => _catalogue.Find(offence.Code) is null)),
        ["repaired"] = Rows("offences.csv").Count(row => _catalogue.Repair(row["offence_code"]) is { } code && code != ReferenceText.Code(row["offence_code"])),
        ["undated"] = People.Sum(person => person.Offences.Count(offence => offence.OutcomeDate is null)),
        ["sentinels"] = ReferenceColumn.Files.Sum(file => Rows(file.Key).Sum(row => file.Value.Count(column => column.IsDate && ReferenceText.IsSentinel(row[column.Name])))),
        ["trimmed"] = _tables.Values.Sum(table => table.TrimmedCount),
        ["letGo"] = _tables.Values.Sum(table => table.LetGoCount),
        ["ignoredColumns"] = _tables.Values.Sum(table => table.IgnoredColumns.Count),
        ["notSupplied"] = _tables.Values.Count(table => !table.Supplied),
        ["withoutRows"] = _tables.Values.Count(table => table.Supplied && table.Rows.Count == 0),
        // "Offence ids of one person that are alike but for case stand in possible-duplicates.csv."
        ["possibleDuplicates"] = Rows("offences.csv").GroupBy(row => row["offender_id"]).Sum(own =>
            own.Select(row => row["offence_id"]).Distinct().Count() - own.Select(row => row["offence_id"].ToUpperInvariant()).Distinct().Count()),
    };

    /// <summary>"In offenders.csv only a bad offender_id refuses the row; another bad cell there is missing, listed, and a conflict."</summary>
    private List<IGrouping<string, ReferenceRow>> ReadOffenders()
    {
        var table = _tables[Offenders];
        var people = new List<(string Id, ReferenceRow Row)>();
        var notChosen = 0;
        foreach (var row in table.Rows)
        {
            if (row.Broken is null && row.IsNotChosen)
            {
                notChosen++;
                continue;
            }
            var problems = ProblemsOf(Offenders, row);
            string? id = null;
            if (row.Broken is null && problems.All(problem => problem.Column != "offender_id"))
            {
                id = PersonOf(row, out var unknown);
                if (id is not null) people.Add((id, row));
                else problems.Add(("offender_id", unknown));
            }
            Refuse(Offenders, row, id ?? "", problems);
        }
        var groups = people.GroupBy(person => person.Id, person => person.Row).ToList();
        foreach (var group in groups)
        {
            foreach (var row in group.Skip(1)) Account.Duplicates.Add([Offenders, row.SourceFile, Line(row), group.Key, ""]);
        }
        Account.Counts.Add(new ReferenceCounts(
            Offenders, table.Rows.Count, groups.Count, 0, people.Count - groups.Count, table.Rows.Count - people.Count - notChosen, notChosen));
        return groups;
    }

    // "Refusing comes first, then later, then repeats."
    private ILookup<string, ReferenceRow> Records(
        string name, string? date, Func<IEnumerable<ReferenceRow>, IEnumerable<ReferenceRow>> standing, string? recordId = null)
    {
        var table = _tables[name];
        var good = new List<(string Id, ReferenceRow Row)>();
        var (refused, notChosen) = (0, 0);
        var ambiguous = name == Identities ? AmbiguousIdentities() : [];
        foreach (var row in table.Rows)
        {
            if (row.Broken is null && row.IsNotChosen)
            {
                notChosen++;
                continue;
            }
            var problems = ProblemsOf(name, row);
            string? id = null;
            if (row.Broken is null && problems.All(problem => problem.Column != "offender_id"))
            {
                id = PersonOf(row, out var unknown);
                if (id is not null && !_ids.Contains(id)) (id, unknown) = (null, "unknown-offender");
                if (id is null) problems.Add(("offender_id", unknown));
            }
            if (name == "panel.csv" && row.Broken is null && _agencies?.Contains(row["agency"].ToLowerInvariant()) == false && problems.All(problem => problem.Column != "agency"))
                problems.Add(("agency", "not-in-list"));
            // "An external id that stands for two people is refused for both", and is no usable id of either: possible-people.csv has their line.
            if (problems.Count == 0 && ambiguous.Contains(row)) (id, problems) = (null, [("external_id", "ambiguous-id")]);
            Refuse(name, row, id ?? "", problems);
            if (problems.Count == 0) good.Add((id!, row));
            else refused++;
        }

        // A row's date, or its recorded_on, is after D.
        var inTime = date is null ? good : [.. good.Where(row => row.Row.Date(date) <= _asOf && !(row.Row.Date("recorded_on") > _asOf))];
        if (date is not null) UsedDatedRows += inTime.Count;
        var used = new List<(string Id, ReferenceRow Row)>();
        foreach (var person in inTime.GroupBy(row => row.Id, row => row.Row))
        {
            var stands = standing(person).ToHashSet(ReferenceEqualityComparer.Instance);
            foreach (var row in person.Where(row => !stands.Contains(row)))
                Account.Duplicates.Add([name, row.SourceFile, Line(row), person.Key, recordId is null ? "" : row[recordId]]);
            used.AddRange(person.Where(row => stands.Contains(row)).Select(row => (person.Key, row)));
        }
        if (table.Supplied)
            Account.Counts.Add(new ReferenceCounts(name, table.Rows.Count, used.Count, good.Count - inTime.Count, inTime.Count - used.Count, refused, notChosen));
        return used.ToLookup(row => row.Id, row => row.Row);
    }

    private HashSet<ReferenceRow> AmbiguousIdentities() => _identities
        .Where(row => PersonOf(row, out _) is { } id && _ids.Contains(id))
        .GroupBy(IdentityKey).Where(same => same.Select(row => PersonOf(row, out _)).Distinct().Count() > 1)
        .SelectMany(same => same).ToHashSet<ReferenceRow>(ReferenceEqualityComparer.Instance);

    // "The system's name without case"; the id without case where the map says so.
    private static (string, string) IdentityKey(ReferenceRow row) =>
        (row.Word("system"), row.Mapping.IgnoresCase ? row["external_id"].ToUpperInvariant() : row["external_id"]);

    private List<(string Column, string Problem)> ProblemsOf(string name, ReferenceRow row)
    {
        if (row.Broken is { } broken) return [(row.BrokenColumn, broken)];
        var problems = ReferenceColumn.Files[name].Select(column => (column.Name, Problem: column.ProblemOf(row))).Where(pair => pair.Problem is not null)
            .Select(pair => (pair.Name, pair.Problem!)).ToList();
        if (name == "offences.csv" && row["offence_code"].Length > 0 && problems.All(problem => problem.Item1 != "offence_code") && _catalogue.Repair(row["offence_code"]) is null)
            problems.Add(("offence_code", "spreadsheet-damage"));
        return problems;
    }

    private string? IdProblemOf(string name, ReferenceRow row) =>
        row.Broken ?? ProblemsOf(name, row).Where(problem => problem.Column == "offender_id").Select(problem => problem.Problem).FirstOrDefault();

    /// <summary>Whom a row is about, by the partnership's own id.</summary>
    private string? PersonOf(ReferenceRow row, out string problem)
    {
        var id = LookedUp(row, out problem);
        // "offender_id and external_id of this mapping": an id that was looked up is one of the mapping of identities.csv, and SpeltIn has dealt with it.
        return id is not null && row.Mapping is { IgnoresCase: true, IdSystem: null } ? _idsWithoutCase!.GetValueOrDefault(id.ToUpperInvariant(), id) : id;
    }

    private string? LookedUp(ReferenceRow row, out string problem)
    {
        problem = "unknown-offender";
        if (row.Mapping.IdSystem is not { } system) return row["offender_id"];
        var ids = _identities.Where(identity => identity.Word("system") is { } name && name.Equals(system, StringComparison.OrdinalIgnoreCase)
                && string.Equals(identity["external_id"], row["offender_id"], row.Mapping.IgnoresCase || identity.Mapping.IgnoresCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal))
            .Select(SpeltIn).Distinct().ToList();
        if (ids.Count > 1) problem = "ambiguous-id";
        return ids.Count == 1 ? ids[0] : null;
    }

    // "offender_id and external_id of this mapping are compared without case. The spelling in offenders.csv stands, of several the ordinally smallest."
    private string SpeltIn(ReferenceRow identity)
    {
        var id = identity["offender_id"];
        if (!identity.Mapping.IgnoresCase) return id;
        return _idsWithoutCase is not null
            ? _idsWithoutCase.GetValueOrDefault(id.ToUpperInvariant(), id)
            : _identities.Select(other => other["offender_id"]).Where(other => other.Equals(id, StringComparison.OrdinalIgnoreCase)).Order(ReferenceText.Utf8).First();
    }

    private void Refuse(string name, ReferenceRow row, string id, List<(string Column, string Problem)> problems) =>
        Account.Refused.AddRange(problems.Select(problem => (string[])[name, row.SourceFile, Line(row), id, problem.Column, problem.Problem]));

    private void Conflict(string file, string id, string record, string column) => Account.Conflicts.Add([file, id, record, column]);

    private static string Line(ReferenceRow row) => row.Line.ToString(CultureInfo.InvariantCulture);

    /// <summary>"Rows equal in all columns named here are one."</summary>
    private static Func<IEnumerable<ReferenceRow>, IEnumerable<ReferenceRow>> FirstOfEqual(string name) => rows =>
        rows.GroupBy(row => string.Join('\n', ReferenceColumn.Files[name].Where(column => column.Name != "offender_id").Select(column => column.ValueIn(row)))).Select(same => same.First());

    private static (Dictionary<string, string> Fields, HashSet<string> Conflicts) Fields(List<ReferenceRow> rows)
    {
        var fields = new Dictionary<string, string>();
        var conflicts = new HashSet<string>();
        foreach (var column in ReferenceColumn.Files[Offenders].Skip(1))
        {
            var bad = rows.Any(row => column.ProblemOf(row) is not null);
            var values = rows.Where(row => column.ProblemOf(row) is null).Select(column.ValueIn).Where(value => value.Length > 0).Distinct().ToList();
            var conflict = bad || values.Count > 1;
            if (conflict) conflicts.Add(column.Name);
            fields[column.Name] = conflict || values.Count == 0 ? "" : values[0];
        }

        return (fields, conflicts);
    }

    /// <summary>"The one that says least against the person stands, then the earliest date, then the ordinally smallest row, compared cell by cell as read."</summary>
    private static ReferenceRow Standing(string file, IEnumerable<ReferenceRow> rows, string says, string[] leastAgainst, string date)
    {
        var sorted = rows.OrderBy(row => Array.IndexOf(leastAgainst, row.Word(says))).ThenBy(row => row.Date(date));
        foreach (var column in ReferenceColumn.Files[file].Where(column => column.Name != "offender_id")) sorted = sorted.ThenBy(row => column.IsSet ? row[column.Name] : column.ValueIn(row), ReferenceText.Utf8);
        return sorted.First();
    }

    // "Dates after D have not happened."
    private DateOnly? UpTo(DateOnly? date) => date > _asOf ? null : date;

    /// <summary>Not one that ends before it begins, nor one that goes on after D of someone who is in the community.</summary>
    private bool IsPossible(ReferenceRow spell, string location)
    {
        var end = spell.Date("to");
        return !(end < spell.Date("from")) && !(location == "community" && (end is null || end > _asOf));
    }

    /// <summary>Both days inside; days after the as-of date don't exist yet.</summary>
    private void Mark(Dictionary<DateOnly, HashSet<string>> days, ReferenceRow spell)
    {
        for (var day = spell.Date("from")!.Value; day <= (spell.Date("to") ?? _asOf) && day <= _asOf; day = day.AddDays(1))
        {
            if (!days.TryGetValue(day, out var kinds)) days.Add(day, kinds = []);
            kinds.Add(spell.Word("kind"));
        }
    }

    /// <summary>"Of such a group each has one line, with the ordinally smallest other id."</summary>
    private void FindPossiblePeople()
    {
        var alike = People.Select(person => person.Id).GroupBy(ReferenceAlike.Key).Select(group => (Ids: group.ToList(), Why: "alike"));
        var external = _identities.Select(row => (Key: IdentityKey(row), Id: PersonOf(row, out _))).Where(pair => pair.Id is not null && _ids.Contains(pair.Id))
            .GroupBy(pair => pair.Key, pair => pair.Id!).Select(group => (Ids: group.Distinct().ToList(), Why: "external-id"));
        foreach (var (ids, why) in alike.Concat(external).Where(group => group.Ids.Count > 1))
        {
            foreach (var id in ids) Account.PossiblePeople.Add([id, ids.Where(other => other != id).Order(ReferenceText.Utf8).First(), why]);
        }
    }
}
