using System.Diagnostics;
using System.Globalization;
using Iom.Selection.Foundation;
using Iom.Selection.Measures;
using Iom.Selection.Offences;
using Iom.Selection.Records;

namespace Iom.Selection.Policies.Wording;

/// <summary>Says in words what a policy says in data, for whoever has to sign it.</summary>
/// <remarks>Two measures, conditions or rules that differ in what they ask differ in their words.</remarks>
public static class PolicyWords
{
    /// <summary>What a measure reads.</summary>
    /// <param name="measure">The measure.</param>
    /// <returns>A phrase without full stop: <c>number of proven offences in the last 12 months at liberty</c>.</returns>
    public static string Describe(Measure measure)
    {
        ArgumentNullException.ThrowIfNull(measure);
        return measure.Match(
            count => count.DistinctDays ? $"number of different days with {Offences(count.Offences)}" : $"number of {Offences(count.Offences)}",
            Severity,
            days => $"days since the latest of {Offences(days.Offences with { AtLiberty = false })}"
                + (days.Offences.AtLiberty ? $", not counting days in custody{Kinds(days.Offences)}" : ""),
            tests => $"number of drug tests with result {Or(tests.Results.Select(Word))}, taken at {Or(tests.Contexts.Select(Word))}{(tests.Substances.IsEmpty ? "" : $", for {Or(tests.Substances)}")}{Window(tests.Months)}",
            _ => "MAPPA level",
            score => $"latest value of {score.Instrument}{Window(score.Months)}");
    }

    /// <summary>What a condition asks.</summary>
    /// <param name="condition">The condition.</param>
    /// <returns>A phrase without full stop: <c>supervision is statutory and neighbourhood reads at least 1</c>.</returns>
    public static string Describe(Condition condition) => condition switch
    {
        Condition.FieldIs { Field: OffenderField.Schemes } schemes => $"one of the schemes is {Or(schemes.Values)}",
        Condition.FieldIs field => $"{Word(field.Field)} is {Or(field.Values)}",
        Condition.ReleaseLaterThan release => Text($"release is expected more than {Plural.Format(release.Months, "month")} after the as-of date"),
        Condition.FactorAtLeast factor => $"{factor.FactorId} is at least {Number(factor.Value)}",
        Condition.Nominated => "nominated by an agency in the last 12 months",
        Condition.AllOf all => string.Join(" and ", all.Conditions.Select(Part)),
        Condition.AnyOf any => string.Join(" or ", any.Conditions.Select(Part)),
        Condition.Negated not => $"not ({Describe(not.Inner)})",
        null => throw new ArgumentNullException(nameof(condition)),
        _ => throw new UnreachableException(),
    };

    /// <summary>What an eligibility rule does.</summary>
    /// <param name="rule">The rule.</param>
    /// <returns>Sentences, without the rule's place and reason.</returns>
    public static string Describe(EligibilityRule rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        var then = rule.Then switch
        {
            EligibilityEffect.NotEligible => "not ranked",
            EligibilityEffect.Refer => "not ranked, referred elsewhere",
            EligibilityEffect.Flag => "flagged for the panel, with no other effect",
        };
        return $"If {Describe(rule.When)}: {then}." + (rule.WithholdIfUnknown ? " If that is not known: on hold." : "");
    }

    /// <summary>Who belongs to a cohort.</summary>
    /// <param name="cohort">The cohort.</param>
    /// <returns>A phrase without full stop.</returns>
    public static string Describe(CohortRule cohort)
    {
        ArgumentNullException.ThrowIfNull(cohort);
        return cohort.When is { } when ? Describe(when) : "everyone else";
    }

    /// <summary>How people are ranked, and how ties are broken.</summary>
    /// <param name="policy">The policy.</param>
    /// <returns>A sentence.</returns>
    public static string Order(Policy policy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        var first = policy.Order == RankingOrder.CohortThenPoints ? "by cohort, in the order above, then by total points" : "by total points";
        var then = policy.TieBreak.IsEmpty ? "" : $", then by the points of {string.Join(", then ", policy.TieBreak.Select(index => policy.Factors[index].Id))}";
        var model = policy.Model?.Role == ModelRole.TieBreak ? ", then by the points of a model learned from outcomes" : "";
        return $"Ranked {first}{then}{model}; any remaining ties are drawn by lot, and anyone can repeat the draw.";
    }

    /// <summary>What a policy lets a model do that was learned from outcomes.</summary>
    /// <param name="policy">The policy.</param>
    /// <returns>A phrase that names the model's hash; empty where the policy names none.</returns>
    public static string DescribeModel(Policy policy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        return policy.Model is { } model ? $"{model.RoleWord}, sha256 {model.Sha256}" : "";
    }

    /// <summary>The values that each band of a factor holds.</summary>
    /// <remarks>A band begins at its lower end and stops short of the next. Where a measure has whole values only, its last value is named instead.</remarks>
    /// <param name="factor">The factor.</param>
    /// <returns>One phrase for each of <see cref="Factor.Bands"/>: <c>0</c>, <c>1-2</c>, <c>10+</c>; of decimals <c>2.5 to under 5</c>.</returns>
    public static IReadOnlyList<string> Bands(Factor factor)
    {
        ArgumentNullException.ThrowIfNull(factor);
        return [.. factor.Bands.Select((band, i) => Values(factor, band.From, i + 1 < factor.Bands.Length ? factor.Bands[i + 1].From : null))];
    }

    /// <summary>A number as a policy would write it.</summary>
    /// <param name="number">The number.</param>
    /// <returns>Invariant, without zeros at the end.</returns>
    internal static string Number(decimal number) => number.ToString("0.############################", CultureInfo.InvariantCulture);

    private static string Values(Factor factor, decimal from, decimal? next)
    {
        if (factor.Measure.Unit == MeasureUnit.Level) return Number(from);
        if (!HasWholeValues(factor.Measure)) return next is { } end ? $"{Number(from)} to under {Number(end)}" : $"{Number(from)} or more";
        var first = decimal.Ceiling(from);
        if (next is null) return $"{Number(first)}+";
        var last = decimal.Ceiling(next.Value) - 1;
        return last < first ? "(no value)" : last == first ? Number(first) : $"{Number(first)}-{Number(last)}";
    }

    private static bool HasWholeValues(Measure measure) => measure is Measure.OffenceSeverity severity
        ? severity.Scale is { } scale && scale.Values.All(decimal.IsInteger) && decimal.IsInteger(severity.Cap ?? 0)
        : measure.HasWholeValues;

    private static string Severity(Measure.OffenceSeverity severity)
    {
        var what = severity.Statistic == SeverityStatistic.Max ? "severity of the most serious of" : "total severity of all";
        var cap = severity.Cap is { } most ? $", at most {Number(most)}" : "";
        var by = severity.Scale is { } scale
            ? $"the scale {string.Join(", ", scale.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, Utf8Ordinal.Comparer).Select(pair => $"{pair.Key} {Number(pair.Value)}"))}"
            : "the catalogue's severity";
        return $"{what} {Offences(severity.Offences)}{cap}, by {by}";
    }

    private static string Offences(OffenceFilter filter)
    {
        var isProven = filter.Outcomes.Length == OffenceOutcomes.Proven.Count && filter.Outcomes.All(outcome => outcome.IsProven());
        string[] kinds =
        [
            .. isProven ? ["proven"] : Array.Empty<string>(),
            .. filter.Neighbourhood ? ["neighbourhood"] : Array.Empty<string>(),
            .. filter.Acquisitive ? ["acquisitive"] : Array.Empty<string>(),
            .. filter.Trigger ? ["drug-trigger"] : Array.Empty<string>(),
            "offences",
        ];
        string[] more =
        [
            .. isProven ? Array.Empty<string>() : [$"with outcome {Or(filter.Outcomes.Order().Select(Word))}"],
            .. filter.Groups.IsEmpty ? Array.Empty<string>() : [$"in group {Or(filter.Groups)}"],
            .. filter.Codes.IsEmpty ? Array.Empty<string>() : [$"with code {Or(filter.Codes)}"],
            .. filter.ExceptCodes.IsEmpty ? Array.Empty<string>() : [$"except code {Or(filter.ExceptCodes)}"],
            .. filter.DetectedBy.IsEmpty ? Array.Empty<string>() : [$"detected by {Or(filter.DetectedBy.Select(Word))}"],
            .. filter.ExceptAsYouth ? ["not committed as a youth"] : Array.Empty<string>(),
            .. filter.ByOutcomeDate ? ["decided"] : Array.Empty<string>(),
        ];
        return string.Join(" ", kinds.Concat(more)) + Window(filter.Months) + (filter.AtLiberty ? $" at liberty{Kinds(filter)}" : "");
    }

    // Of which kinds of custody days are left out; nothing where it is all.
    private static string Kinds(OffenceFilter filter) => filter.CustodyKinds.IsEmpty ? "" : $" (of custody, {Or(filter.CustodyKinds.Select(Word))} only)";

    private static string Part(Condition condition) => condition is Condition.AllOf or Condition.AnyOf ? $"({Describe(condition)})" : Describe(condition);

    private static string Window(int? months) => months switch
    {
        null => " at any time",
        1 => " in the last month",
        _ => Text($" in the last {months} months"),
    };

    private static string Or(IEnumerable<string> words) => string.Join(" or ", words);

    private static string Word<T>(T member) where T : struct, Enum => Vocabulary.Word(member).Replace('_', ' ');

    private static string Text(FormattableString text) => FormattableString.Invariant(text);
}
