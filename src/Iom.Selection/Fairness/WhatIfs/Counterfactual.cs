using System.Collections.Immutable;
using Iom.Selection.Measures;
using Iom.Selection.Offences;
using Iom.Selection.Policies;
using Iom.Selection.Records;

namespace Iom.Selection.Fairness.WhatIfs;

/// <summary>Policies and records as they might have been.</summary>
internal static class Counterfactual
{
    /// <summary>The policy with the changes of an alternative to its matrix.</summary>
    public static Policy Apply(FairnessAlternative alternative, Policy policy) =>
        policy.WithFactors([.. policy.Factors.Select((factor, i) => factor with { Measure = Change(factor.Measure, i, alternative) })]);

    /// <summary>The records without the offences that some detected.</summary>
    public static CaseFile Without(CaseFile file, ImmutableArray<DetectedBy> detectedBy, DateOnly asOf)
    {
        if (detectedBy.IsEmpty || file.Offences.Count == 0) return file;
        var left = file.OffencesAsOf(asOf).Where(offence => offence.DetectedBy is { } by && detectedBy.Contains(by))
            .Select(offence => offence.OffenceId).ToHashSet(StringComparer.Ordinal);
        return left.Count == 0 ? file : file with { Offences = [.. file.Offences.Where(report => !left.Contains(report.OffenceId))] };
    }

    /// <summary>The records with every offence that the police detected standing there so many times.</summary>
    public static CaseFile Multiplied(CaseFile file, int times, DateOnly asOf)
    {
        var police = file.OffencesAsOf(asOf).Where(offence => offence.DetectedBy == DetectedBy.Police)
            .Select(offence => offence.OffenceId).ToHashSet(StringComparer.Ordinal);
        if (police.Count == 0) return file;
        // No extract can hold a control character in a cell, so the new ids are new.
        return file with
        {
            Offences =
            [
                .. file.Offences,
                .. file.Offences.Where(report => police.Contains(report.OffenceId)).SelectMany(report =>
                    Enumerable.Range(1, times - 1).Select(i => report with { OffenceId = FormattableString.Invariant($"{report.OffenceId}\u0001{i}") })),
            ],
        };
    }

    private static Measure Change(Measure measure, int factor, FairnessAlternative alternative)
    {
        int? months = alternative.Months.TryGetValue(factor, out var given) ? given : null;
        var scale = alternative.Scales.GetValueOrDefault(factor);
        return measure switch
        {
            Measure.OffenceCount count => count with { Offences = Change(count.Offences) },
            Measure.OffenceSeverity severity => severity with { Offences = Change(severity.Offences), Scale = scale ?? severity.Scale },
            Measure.DaysSinceOffence days => days with { Offences = Change(days.Offences) },
            Measure.DrugTestCount tests => tests with { Months = months ?? tests.Months },
            Measure.RiskScore score => score with { Months = months ?? score.Months },
            _ => measure,
        };

        OffenceFilter Change(OffenceFilter filter) =>
            filter with { Months = months ?? filter.Months, AtLiberty = alternative.AtLiberty ?? filter.AtLiberty, CustodyKinds = alternative.AtLiberty is null ? filter.CustodyKinds : [] };
    }
}
