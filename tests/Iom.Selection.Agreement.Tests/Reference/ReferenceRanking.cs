using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Iom.Selection.Agreement.Tests.Reference;

/// <summary>Somebody on the way through a proposal, with the readings tried.</summary>
internal sealed record ReferenceEntry(
    ReferencePerson Person, IReadOnlyDictionary<string, ReferenceReading> Readings, int Total, int Most,
    string? Decided, string DecidedReason, int? Cohort, byte[] Draw)
{
    public bool IsRanked => Decided is null;
}

/// <summary>The recommendation an entry got.</summary>
internal sealed record ReferenceRecommendation(ReferenceEntry Entry, int Rank, string Recommendation);

/// <summary>Section 5, "A proposal for capacity N", the plain way.</summary>
internal sealed class ReferenceRanking
{
    private static readonly string[] Proven = ["convicted", "taken_into_consideration", "cautioned"];

    private readonly DateOnly _asOf;
    private readonly int _capacity;
    private readonly JsonElement _policy;
    private readonly List<JsonElement> _eligibility;
    private readonly List<JsonElement> _cohorts;
    private readonly byte[] _seed;
    private readonly int _entryFrom;
    private readonly int _exitBelow;
    private readonly int _reserve;
    private readonly List<string> _tieBreak;
    private readonly bool _cohortFirst;
    private readonly ReferenceCatalogue _catalogue;

    public ReferenceRanking(string extracts, string policyPath, string cataloguePath, DateOnly asOf, int capacity, string? lotValue = null)
    {
        _asOf = asOf;
        _capacity = capacity;
        var bytes = File.ReadAllBytes(policyPath);
        _policy = JsonDocument.Parse(bytes).RootElement;
        _seed = Encoding.UTF8.GetBytes(Convert.ToHexStringLower(SHA256.HashData(bytes)) + "/" + asOf.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) + (lotValue is null ? "" : "/" + lotValue));
        _eligibility = _policy.TryGetProperty("eligibility", out var rules) ? [.. rules.EnumerateArray()] : [];
        _cohorts = [.. _policy.GetProperty("cohorts").EnumerateArray()];
        var ranking = _policy.GetProperty("ranking");
        _entryFrom = ranking.GetProperty("entryFrom").GetInt32();
        _exitBelow = _policy.GetProperty("deselection").GetProperty("exitBelow").GetInt32();
        _reserve = ranking.TryGetProperty("reserve", out var reserve) ? reserve.GetInt32() : 0;
        _tieBreak = ranking.TryGetProperty("tieBreak", out var keys) ? [.. keys.EnumerateArray().Select(key => key.GetString()!)] : [];
        _cohortFirst = ranking.TryGetProperty("order", out var order) && order.GetString() == "cohort-then-points";
        Factors = [.. _policy.GetProperty("matrix").GetProperty("factors").EnumerateArray().Select(factor => new ReferenceFactor(factor, asOf))];

        _catalogue = new ReferenceCatalogue(cataloguePath);
        Folder = new ReferenceFolder(extracts, asOf, _catalogue, AgenciesOf(_policy));
        Measures = new ReferenceMeasures(asOf, _catalogue, Folder.DrugTestsSupplied);
        Entries = [.. Folder.People.Select(person => Enter(person, Factors.ToDictionary(factor => factor.Id, factor => factor.Read(Measures, person))))];
        Recommendations = Propose(Entries);
    }

    public IReadOnlyList<ReferenceFactor> Factors { get; }
    public ReferenceFolder Folder { get; }
    public ReferenceMeasures Measures { get; }
    public IReadOnlyList<ReferenceEntry> Entries { get; }
    public IReadOnlyList<ReferenceRecommendation> Recommendations { get; }

    /// <summary>The rows of <c>refused.csv</c>, <c>duplicates.csv</c>, <c>conflicts.csv</c> or <c>possible-people.csv</c>, in any order.</summary>
    public IEnumerable<string[]> List(string name)
    {
        var rows = name switch
        {
            "refused.csv" => Folder.Account.Refused,
            "duplicates.csv" => Folder.Account.Duplicates,
            "conflicts.csv" => Folder.Account.Conflicts,
            _ => Folder.Account.PossiblePeople,
        };
        return rows.Select(row => (string[])[.. row.Select(cell => cell.Length == 0 ? cell : Escape(cell))]);
    }

    /// <summary>The rows of <c>cohort.csv</c>, header first: members, select, tied, reserve and nominated.</summary>
    public List<string[]> CohortRows(bool allPoints)
    {
        var rows = Rows(allPoints);
        return [rows[0], .. rows.Skip(1).Where(row => row[4] == "yes" || row[2] is "select" or "reserve" || row[7] == "yes" || row[5] == "yes")];
    }

    /// <summary>The rows of <c>ranking.csv</c>, header first.</summary>
    public List<string[]> Rows(bool allPoints)
    {
        var rows = new List<string[]>
        {
            (string[])[.. "rank,offender_id,recommendation,cohort,member,nominated,flagged,tied,total_points,most_points,provisional,to_settle".Split(','),
                .. Factors.Select(factor => "points:" + factor.Id), "reason"],
        };
        rows.AddRange(Recommendations.Select(place => RankedRow(place, allPoints)));
        rows.AddRange(Entries.Where(entry => !entry.IsRanked).OrderBy(entry => entry.Person.Id, ReferenceText.Utf8).Select(UnrankedRow));
        return rows;
    }

    /// <summary>Whether this person's recommendation differs with all that is missing at its most, everybody else as they are.</summary>
    public bool IsProvisional(ReferenceRecommendation place)
    {
        var entry = place.Entry;
        if (!entry.Readings.Values.Any(reading => reading is ReferenceReading.Missing)) return false;
        var tried = Enter(entry.Person, Factors.ToDictionary(factor => factor.Id, factor => factor.AtMost(entry.Readings[factor.Id])));
        return RecommendationOf(tried, Propose([.. Entries.Select(other => other == entry ? tried : other)])) != place.Recommendation;
    }

    private static string RecommendationOf(ReferenceEntry entry, List<ReferenceRecommendation> places) =>
        entry.Decided ?? places.Single(place => place.Entry == entry).Recommendation;

    private ReferenceEntry Enter(ReferencePerson person, Dictionary<string, ReferenceReading> readings)
    {
        var (decided, reason) = Decide(person, readings);
        int? cohort = null;
        if (decided is null)
        {
            for (var i = 0; i < _cohorts.Count && cohort is null; i++)
            {
                if (!_cohorts[i].TryGetProperty("when", out var when) || Holds(when, person, readings) == true) cohort = i;
            }

            if (cohort is null && !person.IsMember) (decided, reason) = ("no_cohort", "no-cohort");
        }

        return new ReferenceEntry(
            person, readings, Factors.Sum(factor => factor.Least(readings[factor.Id])), Factors.Sum(factor => factor.Most(readings[factor.Id])),
            decided, reason, cohort, HMACSHA256.HashData(_seed, Encoding.UTF8.GetBytes(person.Id)));
    }

    private (string? Decided, string Reason) Decide(ReferencePerson person, Dictionary<string, ReferenceReading> readings)
    {
        if (!IsInScope(person)) return ("not_in_scope", "no-offence");
        for (var i = 0; i < _eligibility.Count; i++)
        {
            var rule = _eligibility[i];
            var then = rule.GetProperty("then").GetString()!;
            if (then == "flag") continue;
            var when = rule.GetProperty("when");
            var place = "eligibility:" + (i + 1).ToString(CultureInfo.InvariantCulture);
            var holds = Holds(when, person, readings);
            if (holds == true) return (then, place);
            var fields = ReferenceCondition.Fields(when).ToList();
            if (holds is null && (rule.TryGetProperty("ifMissing", out _) || fields.Any(person.Conflicts.Contains)))
            {
                var unknown = fields.Where(field => person.Fields[field].Length == 0)
                    .Select(field => (person.Conflicts.Contains(field) ? "conflict:" : "missing:") + field);
                return ("withheld", string.Join(';', unknown.Prepend(place)));
            }
        }

        return (null, "");
    }

    private bool IsInScope(ReferencePerson person) =>
        person.IsMember || person.IsNominated || person.Offences.Any(offence => Proven.Contains(offence.Outcome) && !_catalogue.IsBreach(offence.Code));

    private bool? Holds(JsonElement when, ReferencePerson person, IReadOnlyDictionary<string, ReferenceReading> readings) =>
        ReferenceCondition.Try(when, person, readings, _asOf);

    private bool IsFlagged(ReferenceEntry entry) => IsInScope(entry.Person) && _eligibility.Any(rule =>
        rule.GetProperty("then").GetString() == "flag" && Holds(rule.GetProperty("when"), entry.Person, entry.Readings) == true);

    private List<ReferenceRecommendation> Propose(IReadOnlyList<ReferenceEntry> entries)
    {
        var sorted = entries.Where(entry => entry.IsRanked).OrderBy(entry => _cohortFirst ? entry.Cohort ?? int.MaxValue : 0)
            .ThenByDescending(entry => entry.Total);
        foreach (var key in _tieBreak) sorted = sorted.ThenByDescending(entry => PointsOf(key, entry));
        var ranked = sorted.ThenBy(entry => Convert.ToHexString(entry.Draw), StringComparer.Ordinal).ToList();

        var free = Math.Max(0, _capacity - entries.Count(entry => entry.Person.IsMember));
        var reserves = _reserve + ranked.Count(entry => entry.Person.IsMember && entry.Most < _exitBelow);
        var competing = ranked.Where(entry => !entry.Person.IsMember && entry.Total >= _entryFrom).ToList();
        var selected = competing.Take(free).ToList();
        var reserve = competing.Skip(free).Take(reserves).ToList();

        return [.. ranked.Select((entry, index) =>
        {
            var recommendation = entry.Person.IsMember ? entry.Most < _exitBelow ? "below_exit" : "retain"
                : entry.Total < _entryFrom ? "below_line"
                : selected.Contains(entry) ? "select"
                : reserve.Contains(entry) ? "reserve"
                : "no_place";
            return new ReferenceRecommendation(entry, index + 1, recommendation);
        })];
    }

    /// <summary>How many places fell to how many people equal in all keys, if the draw cut between them.</summary>
    public (int Places, int People)? TieOf(ReferenceRecommendation place)
    {
        if (place.Recommendation is not ("select" or "reserve" or "no_place")) return null;
        var equals = Recommendations.Where(other => other.Recommendation is "select" or "reserve" or "no_place" && SameKeys(place.Entry, other.Entry)).ToList();
        var places = equals.Count(other => other.Recommendation == "select");
        return places > 0 && places < equals.Count ? (places, equals.Count) : null;
    }

    private int PointsOf(string factor, ReferenceEntry entry) => Factors.Single(one => one.Id == factor).Least(entry.Readings[factor]);

    private bool SameKeys(ReferenceEntry a, ReferenceEntry b) =>
        (!_cohortFirst || a.Cohort == b.Cohort) && a.Total == b.Total && _tieBreak.All(key => PointsOf(key, a) == PointsOf(key, b));

    private string[] RankedRow(ReferenceRecommendation place, bool allPoints)
    {
        var entry = place.Entry;
        var tie = TieOf(place);
        var shown = allPoints || entry.Person.IsMember || entry.Total >= _entryFrom || tie is not null || place.Recommendation == "reserve";
        var reason = place.Recommendation switch
        {
            "select" => "above-entry",
            "reserve" or "no_place" => "above-entry;no-place",
            "below_line" => "below-entry",
            "retain" => "above-exit",
            _ => "below-exit",
        };
        if (tie is { } cut) reason += string.Create(CultureInfo.InvariantCulture, $";tie:{cut.Places}/{cut.People}");
        if (entry.Total != entry.Most) reason += ";incomplete";
        reason += ToSettle(entry);
        return
        [
            Number(place.Rank), Escape(entry.Person.Id), place.Recommendation,
            entry.Cohort is { } cohort ? _cohorts[cohort].GetProperty("id").GetString()! : "",
            YesNo(entry.Person.IsMember), YesNo(entry.Person.IsNominated), YesNo(IsFlagged(entry)), YesNo(tie is not null),
            shown ? Number(entry.Total) : "", shown ? Number(entry.Most) : "", shown ? YesNo(IsProvisional(place)) : "", Number(entry.Person.ToSettle),
            .. Factors.Select(factor => shown ? Number(factor.Least(entry.Readings[factor.Id])) : ""), reason,
        ];
    }

    private string[] UnrankedRow(ReferenceEntry entry) =>
    [
        "", Escape(entry.Person.Id), entry.Decided!, "", YesNo(entry.Person.IsMember), YesNo(entry.Person.IsNominated), YesNo(IsFlagged(entry)), "no",
        "", "", "", Number(entry.Person.ToSettle), .. Factors.Select(_ => ""), entry.DecidedReason + ToSettle(entry),
    ];

    private static string ToSettle(ReferenceEntry entry) => entry.Person.ToSettle == 0 ? "" : ";to-settle";

    // "Rows of other agencies are refused": by id or alias, without case.
    private static HashSet<string>? AgenciesOf(JsonElement policy) => !policy.TryGetProperty("panel", out var panel) ? null
        : [.. panel.GetProperty("agencies").EnumerateArray().SelectMany(agency =>
            (agency.TryGetProperty("aliases", out var aliases) ? aliases.EnumerateArray().Select(alias => alias.GetString()!) : []).Append(agency.GetProperty("id").GetString()!))
            .Select(name => name.ToLowerInvariant())];

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static string YesNo(bool value) => value ? "yes" : "no";

    private static string Escape(string id) => "=+-@\t\r'".Contains(id[0], StringComparison.Ordinal) ? "'" + id : id;
}
