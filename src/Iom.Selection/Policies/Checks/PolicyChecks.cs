using Iom.Selection.Foundation;
using Iom.Selection.Measures;
using Iom.Selection.Offences;
using Iom.Selection.Records;

namespace Iom.Selection.Policies.Checks;

/// <summary>Looks a policy over for what is unfair or fragile.</summary>
public static class PolicyChecks
{
    // A sum in which one offence of the gravest group outweighs this many of the least is not a sum any more.
    private const decimal Dominance = 10;

    // Begging and the like: Vagrancy Act 1824 ss.3 and 4. A power to test, not evidence of drug use.
    private static readonly string[] BeggingCodes = ["18200", "18804", "18805"];

    // Instruments whose published formula or manual takes age or sex.
    private static readonly string[] InstrumentsWithAgeOrSex = ["OGRS", "OGP", "OVP", "RSR", "OSP", "OASYS", "COMPAS"];

    /// <summary>Looks a policy over.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="catalogue">The catalogue it will be used with.</param>
    /// <param name="on">The date of use, to see whether the policy's own review is past.</param>
    /// <param name="signatures">The signatures that lie beside the policy.</param>
    /// <returns>The warnings, in the order of the policy.</returns>
    public static IReadOnlyList<PolicyWarning> Warnings(Policy policy, OffenceCatalogue catalogue, DateOnly on, IReadOnlyList<PolicySignature> signatures)
    {
        ArgumentNullException.ThrowIfNull(policy);
        ArgumentNullException.ThrowIfNull(catalogue);
        ArgumentNullException.ThrowIfNull(signatures);
        return
        [
            .. policy.Factors.SelectMany(factor => OfFactor(factor, policy, catalogue)),
            .. Overlaps(policy),
            .. OfYouth(policy),
            .. OfRules(policy),
            .. OfPanel(policy),
            .. OfLines(policy),
            .. OfModel(policy, signatures),
            .. Unsigned(policy, signatures),
            .. policy.ReviewBy < on
                ? [new PolicyWarning("review-past", $"This policy was due for review by {IsoDate.Text(policy.ReviewBy.Value)}.")]
                : Array.Empty<PolicyWarning>(),
        ];
    }

    // As the starter policy has it where a partnership gives its own reason.
    private const string StarterReason = "Choose yours";

    private static IEnumerable<PolicyWarning> OfLines(Policy policy)
    {
        var most = policy.Factors.Sum(factor => Math.Max(factor.Bands.Max(band => band.Points.Value), factor.NotApplicable.Value));
        var least = policy.Factors.Sum(factor => Math.Min(factor.Bands.Min(band => band.Points.Value), factor.NotApplicable.Value));
        if (most < policy.EntryFrom) yield return new PolicyWarning("entry-out-of-reach", $"Nobody can reach the entry line of {policy.EntryFrom}: all factors together give at most {Plural.Format(most, "point")}.");
        if (least >= policy.EntryFrom) yield return new PolicyWarning("entry-for-all", $"Everybody is at or above the entry line of {policy.EntryFrom}: all factors together give at least {Plural.Format(least, "point")}.");
        if (least >= policy.ExitBelow && policy.ExitBelow > 0)
            yield return new PolicyWarning("exit-out-of-reach", $"Nobody can be below the exit line of {policy.ExitBelow}: all factors together give at least {Plural.Format(least, "point")}.");
    }

    private static IEnumerable<PolicyWarning> OfFactor(Factor factor, Policy policy, OffenceCatalogue catalogue)
    {
        if (factor.Why.StartsWith(StarterReason, StringComparison.Ordinal)) yield return new PolicyWarning("starter-reason", $"{factor.Id} still has the starter's reason (why): give your own.");
        if (factor.Why.Length == 0) yield return new PolicyWarning("no-reason", $"{factor.Id} gives no reason (why).");
        var most = factor.Bands.Max(band => band.Points.Value);
        if (Math.Max(most, factor.NotApplicable.Value) >= policy.EntryFrom)
            yield return new PolicyWarning("decides-alone", $"{factor.Id} can reach the entry line on its own: it gives up to {Plural.Format(most, "point")}, and the line is {policy.EntryFrom}.");

        var unproven = factor.Measure.Filter?.Outcomes.Where(outcome => !outcome.IsProven()).Select(Vocabulary.Word).ToArray() ?? [];
        if (unproven.Length > 0)
            yield return new PolicyWarning("not-proven", $"{factor.Id} counts offences that are not proven: {string.Join(", ", unproven)}.");

        var falls = factor.Measure.Unit == MeasureUnit.Days
            ? factor.Bands.Zip(factor.Bands.Skip(1)).Any(pair => pair.Second.Points > pair.First.Points)
            : factor.Bands.Zip(factor.Bands.Skip(1)).Any(pair => pair.Second.Points < pair.First.Points);
        if (falls) yield return new PolicyWarning("points-fall", $"{factor.Id} gives fewer points for more frequent, more serious or more recent offending.");
        if (factor.NotApplicable > factor.Bands.Min(band => band.Points))
            yield return new PolicyWarning("not-applicable-high", $"{factor.Id} gives more points when it does not apply than its lowest band does.");

        if (factor.Measure is Measure.RiskScore score && InstrumentsWithAgeOrSex.Any(name => score.Instrument.StartsWith(name, StringComparison.OrdinalIgnoreCase)))
            yield return new PolicyWarning("instrument-age-sex", $"{factor.Id} uses {score.Instrument}, an instrument based partly on age or sex.");

        if (factor.Measure is Measure.OffenceCount { DistinctDays: false } && SpeaksOfTime(factor.Why))
            yield return new PolicyWarning("charges-of-one-day", $"{factor.Id} gives points for several charges of one day, but its reason speaks of how often or when. Count days (\"count\": \"days\"), or change the reason.");

        if (factor.Measure.Filter is { } filter)
        {
            foreach (var warning in OfFilter(factor, filter, catalogue)) yield return warning;
        }
        if (factor.Measure is Measure.OffenceSeverity severity)
        {
            foreach (var warning in OfSeverity(factor, severity, catalogue)) yield return warning;
        }
    }

    // Words by which a reason speaks of days or months, and not of charges.
    private static readonly string[] WordsOfTime = ["day", "days", "week", "weeks", "month", "months", "season", "seasons", "often", "frequent", "frequently"];

    private static bool SpeaksOfTime(string why) =>
        why.Split([' ', ',', '.', ';', ':', '(', ')', '/'], StringSplitOptions.RemoveEmptyEntries).Any(word => WordsOfTime.Contains(word, StringComparer.OrdinalIgnoreCase));

    private static IEnumerable<PolicyWarning> OfFilter(Factor factor, OffenceFilter filter, OffenceCatalogue catalogue)
    {
        var groups = catalogue.Entries.Select(entry => entry.Group).ToHashSet(StringComparer.Ordinal);
        foreach (var group in filter.Groups.Where(group => !groups.Contains(group)))
            yield return new PolicyWarning("unknown-group", $"{factor.Id} names group {group}, which the catalogue does not have.");
        foreach (var code in filter.Codes.Concat(filter.ExceptCodes).Where(code => catalogue.Find(code) is null))
            yield return new PolicyWarning("unknown-code", $"{factor.Id} names code {code}, which the catalogue does not have.");

        var begging = BeggingCodes.Where(code =>
            catalogue.Find(code) is { TriggerFrom: not null } && !filter.ExceptCodes.Any(except => OffenceCode.Covers(except, code))).ToArray();
        if (filter.Trigger && begging.Length > 0)
            yield return new PolicyWarning("begging-counts", $"{factor.Id} counts begging as a drug trigger: {string.Join(", ", begging)}. Add these codes to exceptCodes.");
    }

    private static IEnumerable<PolicyWarning> OfSeverity(Factor factor, Measure.OffenceSeverity severity, OffenceCatalogue catalogue)
    {
        if (severity.Scale is { } scale)
        {
            var unnamed = catalogue.Entries.Select(entry => entry.Group).Distinct(StringComparer.Ordinal)
                .Where(group => !scale.ContainsKey(group) && (severity.Offences.Groups.IsEmpty ? group != OffenceCatalogue.BreachGroup : severity.Offences.Groups.Contains(group, StringComparer.Ordinal)))
                .Order(Utf8Ordinal.Comparer).ToArray();
            if (unnamed.Length > 0)
                yield return new PolicyWarning("scale-leaves-out", $"{factor.Id} gives severity 0 to groups that its scale leaves out: {string.Join(", ", unnamed)}.");
        }

        var values = (severity.Scale?.Values ?? catalogue.Entries.Select(entry => entry.Severity).OfType<decimal>()).Where(value => value > 0).ToArray();
        if (severity.Statistic != SeverityStatistic.Sum || values.Length == 0) yield break;
        var gravest = severity.Cap is { } cap ? Math.Min(cap, values.Max()) : values.Max();
        if (gravest > Dominance * values.Min() && gravest >= factor.Bands[^1].From)
            yield return new PolicyWarning("one-dominates", $"{factor.Id} adds up severity on a scale where a single offence can reach the highest band.");
    }

    private static IEnumerable<PolicyWarning> Overlaps(Policy policy)
    {
        var pairs = 0;
        var codes = new Dictionary<OffenceFilter, FilteredCodes>(ReferenceEqualityComparer.Instance);
        foreach (var filter in policy.Factors.Select(factor => factor.Measure.Filter).OfType<OffenceFilter>()) codes[filter] = new FilteredCodes(filter);
        for (var i = 0; i < policy.Factors.Length; i++)
        {
            for (var j = i + 1; j < policy.Factors.Length; j++)
            {
                var (a, b) = (policy.Factors[i], policy.Factors[j]);
                if (!a.Measure.MayCountSameAs(b.Measure, (one, other) => MayOverlap(one, other, codes))) continue;
                if (++pairs <= Limits.MaxPairsNamed) yield return new PolicyWarning("same-records", $"{a.Id} and {b.Id} can both count the same offence.");
            }
        }
        // There are as many pairs as the square of the factors: a list of them all would say less, not more.
        if (pairs > Limits.MaxPairsNamed)
            yield return new PolicyWarning("same-records", $"{Plural.Format(pairs - Limits.MaxPairsNamed, "more pair")} of factors can both count the same offence.");
    }

    // Two filters that name no value in common can't both let an offence pass.
    private static bool MayOverlap(OffenceFilter a, OffenceFilter b, Dictionary<OffenceFilter, FilteredCodes> codes) =>
        a.Outcomes.Intersect(b.Outcomes).Any()
        && (a.Groups.IsEmpty || b.Groups.IsEmpty || a.Groups.Intersect(b.Groups, StringComparer.Ordinal).Any())
        && (a.DetectedBy.IsEmpty || b.DetectedBy.IsEmpty || a.DetectedBy.Intersect(b.DetectedBy).Any())
        && (a.Codes.IsEmpty || b.Codes.IsEmpty || codes[a].Meets(codes[b]))
        && !codes[a].Excludes(b) && !codes[b].Excludes(a);

    private static IEnumerable<PolicyWarning> OfModel(Policy policy, IReadOnlyList<PolicySignature> signatures)
    {
        if (policy.Model is null) yield break;
        yield return policy.Model.Role == ModelRole.Advisory
            ? new PolicyWarning("model-advises", "A model learned from outcomes stands beside the ranking (ranking.model). It knows what was found and proven, not what was done: tell the panel so each time.")
            : new PolicyWarning("model-ends-lots", "A model learned from outcomes orders people with equal points (ranking.model). It ends most lots, and with them the best evidence of whether the scheme works: people whom nothing but a lot parted. Let it advise instead.");
        if (policy.Model.Role == ModelRole.TieBreak && (policy.Agencies.IsEmpty || policy.Agencies.Any(agency => !PolicySignature.IsSigned(policy, agency, signatures))))
            yield return new PolicyWarning("model-unsigned", "Nobody is ranked by this policy until every agency of the panel has signed it: a model may order people only by a signed policy.");
    }

    private static IEnumerable<PolicyWarning> Unsigned(Policy policy, IReadOnlyList<PolicySignature> signatures)
    {
        if (policy.Agencies.IsEmpty) yield return new PolicyWarning("unsigned", "The policy lists no agencies of a panel, so nobody is asked to sign it.");
        foreach (var agency in policy.Agencies)
        {
            if (PolicySignature.IsSigned(policy, agency, signatures)) continue;
            yield return new PolicyWarning("unsigned", signatures.All(signature => signature.Agency != agency) ? $"{agency} has not signed this policy." : $"{agency} has signed a different version of this policy.");
        }
    }

    private static IEnumerable<PolicyWarning> OfPanel(Policy policy)
    {
        if (policy.Panel is not { } panel) yield break;
        if (panel.LeastToDeselect > panel.Agencies.Length) yield return new PolicyWarning("nobody-leaves", "The panel has fewer agencies than it takes to deselect someone.");
        if (panel.LeastToSelect > panel.Agencies.Length) yield return new PolicyWarning("nobody-joins", "The panel has fewer agencies than it takes to select someone.");
    }

    private static IEnumerable<PolicyWarning> OfYouth(Policy policy)
    {
        var rules = policy.Eligibility.Where(rule => rule.Then != EligibilityEffect.Flag && HoldsForEveryChild(rule.When)).ToArray();
        if (rules.Length == 0)
            yield return new PolicyWarning("youth-unread", "No eligibility rule covers people under 18: children would be ranked with adults.");
        foreach (var rule in rules.Where(rule => !rule.WithholdIfUnknown))
            yield return new PolicyWarning("youth-missing-passes", $"Eligibility rule {rule.Number} lets people through when it is not known whether they are under 18.");
    }

    // True whatever else is known of the person.
    private static bool HoldsForEveryChild(Condition condition) => condition switch
    {
        Condition.FieldIs { Field: OffenderField.Youth } youth => youth.Values.Contains("yes", StringComparer.Ordinal),
        Condition.AnyOf any => any.Conditions.Any(HoldsForEveryChild),
        Condition.AllOf all => all.Conditions.All(HoldsForEveryChild),
        _ => false,
    };

    private static IEnumerable<PolicyWarning> OfRules(Policy policy)
    {
        foreach (var rule in policy.Eligibility.Where(rule => rule.Then == EligibilityEffect.Flag && rule.WithholdIfUnknown))
            yield return new PolicyWarning("flag-withholds-not", $"Eligibility rule {rule.Number} only flags people: its ifMissing has no effect.");

        foreach (var rule in policy.Eligibility.Where(rule => rule is { WithholdIfUnknown: false } && rule.Then != EligibilityEffect.Flag && rule.When.Parts.OfType<Condition.ReleaseLaterThan>().Any()))
        {
            yield return new PolicyWarning("release-missing-passes",
                $"Eligibility rule {rule.Number} lets people through whose release date is not known: a life sentence and a remand have none. Add \"ifMissing\": \"withhold\".");
        }

        var conditions = policy.Eligibility.Select(rule => ($"Eligibility rule {rule.Number}", (Condition?)rule.When))
            .Concat(policy.Cohorts.Select(cohort => ($"Cohort {cohort.Id}", cohort.When)));
        foreach (var (where, condition) in conditions)
        {
            foreach (var part in condition?.Parts.OfType<Condition.FactorAtLeast>() ?? [])
            {
                if (policy.Factors[policy.IndexOf(part.FactorId)].Measure is Measure.RiskScore score
                    && InstrumentsWithAgeOrSex.Any(name => score.Instrument.StartsWith(name, StringComparison.OrdinalIgnoreCase)))
                    yield return new PolicyWarning("instrument-age-sex", $"{where} rests on {part.FactorId}, which uses {score.Instrument}, an instrument based partly on age or sex.");
            }
        }

        // A cohort after one that takes everybody is never reached.
        var open = policy.Cohorts.TakeWhile(cohort => cohort.When is not null).Count();
        foreach (var cohort in policy.Cohorts.Skip(open + 1))
            yield return new PolicyWarning("cohort-unreached", $"Cohort {cohort.Id} comes after one that takes everyone.");
    }
}
