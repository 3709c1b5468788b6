using System.Text.Json;

namespace Iom.Selection.Agreement.Tests.Reference;

/// <summary>Section 5's table of measures, one person at a time.</summary>
internal sealed class ReferenceMeasures(DateOnly asOf, ReferenceCatalogue catalogue, bool drugTestsSupplied)
{
    public ReferenceReading Read(JsonElement measure, ReferencePerson person) => measure.GetProperty("kind").GetString() switch
    {
        "offence-count" => Count(measure, person),
        "offence-severity" => Severity(measure, person),
        "days-since-offence" => DaysSince(measure, person),
        "drug-test-count" => DrugTests(measure, person),
        "mappa-level" => MappaLevel(person),
        _ => RiskScore(measure, person),
    };

    private ReferenceReading.Known Count(JsonElement measure, ReferencePerson person)
    {
        var offences = Filtered(measure, person).ToList();
        return new(Text(measure, "count") == "days" ? offences.Select(offence => offence.Date).Distinct().Count() : offences.Count);
    }

    private ReferenceReading Severity(JsonElement measure, ReferencePerson person)
    {
        var offences = Filtered(measure, person).ToList();
        if (offences.Count == 0) return new ReferenceReading.NotApplicable();
        var severities = offences.Select(offence => SeverityOf(measure, offence)).ToList();
        var known = severities.OfType<decimal>().DefaultIfEmpty(0).ToList();
        var value = Text(measure, "statistic") == "sum" ? known.Sum() : known.Max();
        decimal? cap = measure.TryGetProperty("cap", out var limit) ? limit.GetDecimal() : null;
        if (value > cap) value = cap.Value;
        return severities.Contains(null) ? new ReferenceReading.Missing(value, cap, false, false) : new ReferenceReading.Known(value);
    }

    private decimal? SeverityOf(JsonElement measure, ReferenceOffence offence)
    {
        var row = catalogue.Find(offence.Code);
        if (!measure.TryGetProperty("scale", out var scale)) return row?.Severity;
        if (row is null) return null;
        return scale.TryGetProperty(row.Group, out var value) ? value.GetDecimal() : 0;
    }

    private ReferenceReading DaysSince(JsonElement measure, ReferencePerson person)
    {
        var offences = Filtered(measure, person).ToList();
        if (offences.Count == 0) return new ReferenceReading.NotApplicable();
        var latest = offences.Max(offence => offence.Date);
        var days = 0;
        for (var day = latest.AddDays(1); day <= asOf; day = day.AddDays(1))
        {
            if (!IsAtLiberty(measure) || !person.IsInside(day, CustodyKinds(measure))) days++;
        }

        return new ReferenceReading.Known(days);
    }

    private ReferenceReading DrugTests(JsonElement measure, ReferencePerson person)
    {
        if (!drugTestsSupplied) return new ReferenceReading.Missing(0, null, true, true);
        var contexts = List(measure, "contexts") ?? ["arrest", "supervision"];
        var (known, possible) = (0, 0);
        foreach (var test in person.Tests.Where(test => InMonths(measure, test.Date)))
        {
            var asked = new[] { InContext(test), OfSubstance(measure, test), WithResult(measure, test) };
            if (asked.All(passes => passes == true)) known++;
            if (asked.All(passes => passes != false)) possible++;
        }

        // "No test in those contexts ever"; tests of empty context may be such.
        if (person.Tests.All(test => InContext(test) == false)) return new ReferenceReading.NotApplicable();
        var maybeNotApplicable = person.Tests.All(test => InContext(test) != true);
        return known == possible && !maybeNotApplicable
            ? new ReferenceReading.Known(known)
            : new ReferenceReading.Missing(known, possible, maybeNotApplicable, true);

        bool? InContext(ReferenceTest test) => test.Context.Length == 0 ? null : contexts.Contains(test.Context);
    }

    private static bool? OfSubstance(JsonElement measure, ReferenceTest test) =>
        List(measure, "substances") is not { } substances ? true
        : test.Substances.Length == 0 ? null
        : test.Substances.Intersect(substances.Select(substance => substance.ToLowerInvariant())).Any();

    /// <summary>"A positive test of someone with a prescription never passes; an inconclusive one may be positive or negative."</summary>
    private static bool? WithResult(JsonElement measure, ReferenceTest test)
    {
        var results = List(measure, "results") ?? ["positive"];
        var positive = results.Contains("positive") && !test.IsPrescribed;
        var negative = results.Contains("negative");
        return test.Result switch
        {
            "positive" => positive,
            "inconclusive" => positive == negative ? positive : null,
            var result => results.Contains(result),
        };
    }

    private static ReferenceReading MappaLevel(ReferencePerson person) => person.Fields["mappa_level"] switch
    {
        "" => new ReferenceReading.Missing(1, 3, true, true),
        "none" => new ReferenceReading.NotApplicable(),
        var level => new ReferenceReading.Known(level[0] - '0'),
    };

    private ReferenceReading RiskScore(JsonElement measure, ReferencePerson person)
    {
        var scores = person.Risks.Where(risk => risk.Instrument == Text(measure, "instrument") && InMonths(measure, risk.On)).ToList();
        if (scores.Count == 0) return new ReferenceReading.Missing(0, null, false, false);
        return new ReferenceReading.Known(scores.Where(risk => risk.On == scores.Max(score => score.On)).Min(risk => risk.Value));
    }

    private bool InMonths(JsonElement measure, DateOnly date) =>
        !measure.TryGetProperty("months", out var months) || date > asOf.AddMonths(-months.GetInt32());

    private IEnumerable<ReferenceOffence> Filtered(JsonElement measure, ReferencePerson person)
    {
        var outcomes = List(measure, "outcomes") ?? ["convicted", "taken_into_consideration", "cautioned"];
        DateOnly? start = measure.TryGetProperty("months", out _) ? WindowStart(measure, person) : null;
        return person.Offences.Where(offence =>
        {
            var row = catalogue.Find(offence.Code);
            var windowDate = Text(measure, "dateBy") == "outcome" ? offence.OutcomeDate : offence.Date;
            return outcomes.Contains(offence.Outcome)
                && (List(measure, "groups") is not { } groups || (row is not null && groups.Contains(row.Group)))
                && (List(measure, "codes") is not { } codes || codes.Any(code => Covers(code, offence.Code)))
                && (List(measure, "exceptCodes") is not { } excepted || !excepted.Any(code => Covers(code, offence.Code)))
                && (!IsTrue(measure, "neighbourhood") || row is { Neighbourhood: true })
                && (!IsTrue(measure, "acquisitive") || row is { Acquisitive: true })
                && (!IsTrue(measure, "trigger") || (row?.TriggerFrom <= offence.Date && !(row.TriggerTo < offence.Date)))
                && (List(measure, "detectedBy") is not { } detectors || (offence.DetectedBy is { } by && detectors.Contains(by)))
                && !(IsTrue(measure, "exceptAsYouth") && (offence.AsYouth == "yes" || offence.AsYouthConflicts))
                && (!catalogue.IsBreach(offence.Code) || IsBreachNamed(measure, offence.Code))
                && windowDate is not null
                && !(windowDate < start);
        });
    }

    // "Offences of the catalogue's group breach pass only where groups or codes name them."
    private static bool IsBreachNamed(JsonElement measure, string code) =>
        List(measure, "groups")?.Contains("breach") == true || List(measure, "codes")?.Any(named => Covers(named, code)) == true;

    /// <summary>The first day of a window: after D.AddMonths(-m), or as many days at liberty back as that window has days.</summary>
    public DateOnly WindowStart(JsonElement measure, ReferencePerson person)
    {
        var first = asOf.AddMonths(-measure.GetProperty("months").GetInt32()).AddDays(1);
        if (!IsAtLiberty(measure)) return first;
        var wanted = asOf.DayNumber - first.DayNumber + 1;
        var found = 0;
        for (var day = asOf; ; day = day.AddDays(-1))
        {
            if (!person.IsInside(day, CustodyKinds(measure))) found++;
            if (found == wanted || day == DateOnly.MinValue) return day;
        }
    }

    public static bool IsAtLiberty(JsonElement measure) => measure.TryGetProperty("atLiberty", out var value) && value.ValueKind != JsonValueKind.False;

    // "atLiberty is true, or a list of kinds of custody."
    private static List<string>? CustodyKinds(JsonElement measure) =>
        measure.GetProperty("atLiberty").ValueKind == JsonValueKind.Array ? List(measure, "atLiberty") : null;

    /// <summary>"A code, or a class that covers its codes", written and padded like any code.</summary>
    private static bool Covers(string named, string code)
    {
        var bare = ReferenceText.Code(named);
        return code == bare || (ReferenceCatalogue.IsDigits(bare, 3) && ReferenceCatalogue.IsDigits(code, 5) && code.StartsWith(bare, StringComparison.Ordinal));
    }

    private static string? Text(JsonElement measure, string key) => measure.TryGetProperty(key, out var value) ? value.GetString() : null;

    private static bool IsTrue(JsonElement measure, string key) => measure.TryGetProperty(key, out var value) && value.GetBoolean();

    private static List<string>? List(JsonElement measure, string key) =>
        measure.TryGetProperty(key, out var value) ? [.. value.EnumerateArray().Select(item => item.GetString()!)] : null;
}
