using System.Globalization;
using Iom.Selection.Foundation;
using Iom.Selection.Offences;
using Iom.Selection.Policies;
using Iom.Selection.Ranking;
using Iom.Selection.Records;
using Iom.Selection.Reviews;
using Iom.Selection.Scoring;

namespace Iom.Selection.Tests.Deselection;

/// <summary>A member written as words, one fact each: <c>member:2025-01-01 offence:2026-06-15:convicted</c>. The person is invented.</summary>
internal static class MemberFacts
{
    public static readonly DateOnly AsOf = new(2026, 10, 31);

    public static readonly OffenderId Id = new("SYNTHETIC-1");

    public const string Keeping = """
        "deselection": {
          "exitBelow": 20, "belowExitReviews": 3, "desistanceMonths": 12, "minimumMonths": 6, "recentMonths": 3, "openCaseMonths": 12, "supportMonths": 12,
          "managedElsewhere": { "mappaLevels": ["2", "3"], "youth": true, "custodyMonths": 6 },
          "approach": { "missed": 4, "ofLatest": 6, "months": 3 }
        },
        "review": {
          "maximumWeeks": 6,
          "risk": [ { "id": "lower", "from": 0, "weeks": { "low": 4, "some": 6, "good": 6, "notKnown": 5 } }, { "id": "higher", "from": 30, "weeks": { "low": 1, "some": 2, "good": 3, "notKnown": 2 } } ],
          "engagement": { "months": 3, "leastContacts": 4, "bands": [ { "id": "low", "from": 0 }, { "id": "some", "from": 50 }, { "id": "good", "from": 80 } ] },
          "waitingDays": 28, "comingDays": 56
        },
        "panel": {
          "agencies": [ { "id": "police", "aliases": ["Police DIP"] }, { "id": "probation" }, { "id": "health" }, { "id": "council" } ],
          "leastToDeselect": 2, "leastToSelect": 2, "deferWeeks": 6
        }
        """;

    /// <summary>The score of the instrument is the points, in steps, so that a fact can say where the total lies.</summary>
    public static readonly Policy Policy = PolicyText.Parse($$"""
        {
          "schema": "iom-selection-policy/1", "id": "members", "version": "1", "title": "Members",
          "matrix": { "factors": [ { "id": "risk", "measure": { "kind": "risk-score", "instrument": "R" },
            "bands": [ { "from": 0, "points": 0 }, { "from": 20, "points": 20 }, { "from": 40, "points": 40 } ] } ] },
          "cohorts": [ { "id": "all" } ],
          "ranking": { "entryFrom": 30 },
          {{Keeping}}
        }
        """);

    public static MemberReview Review(string facts, DateOnly? on = null)
    {
        var (file, context) = Read(facts);
        return Reviewer(Policy, context, on ?? AsOf).Review(file);
    }

    public static Reviewer Reviewer(Policy policy, ReviewContext context, DateOnly asOf) =>
        new(new Assessor(new Scorer(policy, OffenceCatalogue.BuiltIn, asOf, SuppliedExtracts.All)), context);

    public static (CaseFile File, ReviewContext Context) Read(string facts)
    {
        var file = new CaseFile(new Offender(Id));
        var earlier = new List<EarlierReview>();
        var shared = new Dictionary<OffenderId, IReadOnlyList<string>>();
        var number = 0;
        foreach (var fact in facts.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var words = fact.Split(':');
            string? Word(int at) => at < words.Length && words[at].Length > 0 ? words[at] : null;
            DateOnly? Day(int at) => Word(at) is { } day ? Date(day) : null;
            number++;
            file = words[0] switch
            {
                "statutory" or "non_statutory" => file with { Offender = file.Offender with { Supervision = Of<Supervision>(words[0]) } },
                "deceased" => file with { Offender = file.Offender with { Deceased = true } },
                "youth" => file with { Offender = file.Offender with { Youth = true } },
                "area" => file with { Offender = file.Offender with { Area = Word(1) } },
                "mappa" => file with { Offender = file.Offender with { MappaLevel = Of<MappaLevel>(words[1]) } },
                "location" => file with { Offender = file.Offender with { Location = Of<Location>(words[1]) } },
                "release" => file with { Offender = file.Offender with { ExpectedRelease = Day(1) } },
                "member" => file with { Memberships = [.. file.Memberships, new Membership(Date(words[1])) { To = Day(2) }] },
                "offence" => file with { Offences = [.. file.Offences, new OffenceReport($"O{number}", "046", Date(words[1]), Of<OffenceOutcome>(words[2])) { OutcomeDate = Day(3) }] },
                "contested" => file with
                {
                    Offences =
                    [
                        .. file.Offences,
                        new OffenceReport($"O{number}", "046", Date(words[1]), OffenceOutcome.Convicted),
                        new OffenceReport($"O{number}", "046", Date(words[1]), OffenceOutcome.Acquitted),
                    ],
                },
                "risk" => file with { RiskScores = [.. file.RiskScores, new RiskScore("R", new DateOnly(2026, 1, 1), decimal.Parse(words[1], CultureInfo.InvariantCulture))] },
                "custody" => file with { Custody = [.. file.Custody, new CustodySpell(Date(words[1])) { To = Day(2) }] },
                "supervision" => file with
                {
                    Supervisions = [.. file.Supervisions, new SupervisionPeriod(Of<SupervisionKind>(words[1]), Date(words[2])) { Event = Word(3) is { } e ? Of<SupervisionEvent>(e) : null, EventDate = Day(4), To = Day(5), ActiveUntil = Day(6) }],
                },
                "support" => file with
                {
                    Support = [.. file.Support, Of<SupportStatus>(words[2]) is var status && status == SupportStatus.Waiting
                        ? new Support(words[1], status) { LeadAgency = "health", WaitingSince = Day(3) }
                        : new Support(words[1], status) { LeadAgency = "health", StartedOn = Day(3), EndedOn = Day(4) }],
                },
                "unled" => file with { Support = [.. file.Support, new Support(words[1], SupportStatus.Active)] },
                "contact" => file with
                {
                    Contacts = [.. file.Contacts, new Contact($"C{number}", Date(words[1]), Of<ContactKind>(words[2]), Of<ContactOutcome>(words[4])) { Required = Word(3) is { } r ? Of<ContactRequirement>(r) : null }],
                },
                _ => file,
            };
            if (words[0] is "below" or "above")
                earlier.Add(new EarlierReview(Date(words[1]), new Dictionary<OffenderId, Recommendation> { [Id] = words[0] == "below" ? Recommendation.BelowExit : Recommendation.Retain }));
            else if (words[0] == "absent") earlier.Add(new EarlierReview(Date(words[1]), new Dictionary<OffenderId, Recommendation>()));
            else if (words[0] == "shared") shared[Id] = [words[1]];
        }
        // Whether supervision.csv was there is one fact among the others; the rest was.
        var supplied = facts.Contains("supervision_supplied", StringComparison.Ordinal) ? ReviewExtracts.All : ReviewExtracts.All & ~ReviewExtracts.Supervision;
        return (file, new ReviewContext { Supplied = supplied, Earlier = earlier, Areas = new HashSet<string> { "North" }, SharedIdentities = shared });
    }

    public static DateOnly Date(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static T Of<T>(string word) where T : struct, Enum => Vocabulary.TryParse<T>(word, out var member) ? member : throw new FormatException($"No {typeof(T).Name}: {word}");

    /// <summary>The rows of a table of cases, without its header.</summary>
    public static string[][] Table(string name) =>
        [.. File.ReadAllLines(Repository.Path("tests", "Iom.Selection.Tests", "Deselection", "Cases", name)).Skip(1).Select(Cells)];

    public static TheoryData<string[]> Theory(string name) => [.. Table(name)];

    // Cells in these tables hold no quotation marks.
    private static string[] Cells(string line)
    {
        var cells = new List<string>();
        for (var at = 0; at <= line.Length;)
        {
            var quoted = at < line.Length && line[at] == '"';
            var end = quoted ? line.IndexOf('"', at + 1) : line.IndexOf(',', at);
            if (end < 0) end = line.Length;
            cells.Add(line[(quoted ? at + 1 : at)..end]);
            at = quoted ? end + 2 : end + 1;
        }
        return [.. cells];
    }
}
