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
        return file with { Offences = [.. Apart(file, asOf).Where(one => !(one.DetectedBy is { } by && detectedBy.Contains(by))).SelectMany(one => one.Reports)] };
    }

    /// <summary>The records with every offence that the police detected standing there so many times.</summary>
    public static CaseFile Multiplied(CaseFile file, int times, DateOnly asOf)
    {
        // No extract can hold a control character in a cell, so the new ids are new.
        return file with
        {
            Offences = [.. Apart(file, asOf).SelectMany(one => one.DetectedBy != DetectedBy.Police ? one.Reports
                : one.Reports.SelectMany(report => Enumerable.Range(0, times).Select(i => i == 0 ? report : report with { OffenceId = FormattableString.Invariant($"{report.OffenceId}\u0001{i}") })))],
        };
    }

    // The reports of each offence, as they stand on the date; where an id is a case number, each of its offences under an id of its own.
    private static IEnumerable<(DetectedBy? DetectedBy, IEnumerable<OffenceReport> Reports)> Apart(CaseFile file, DateOnly asOf)
    {
        var resolver = new ReportResolver();
        foreach (var same in file.Offences.Where(report => !report.IsLaterThan(asOf)).GroupBy(report => report.OffenceId, StringComparer.Ordinal))
        {
            OffenceReport[] reports = [.. same];
            resolver.Resolve(Array.ConvertAll(reports, ReportRow.FromReport), asOf.DayNumber);
            var (offences, isCaseNumber) = (resolver.Offences.ToArray(), resolver.IsCaseNumber);
            var of = Enumerable.Range(0, reports.Length).Select(resolver.OffenceOf).ToArray();
            for (var i = 0; i < offences.Length; i++)
            {
                OffenceReport[] own = [.. reports.Where((_, row) => of[row] == i)];
                yield return (offences[i].DetectedBy, isCaseNumber ? own.Select(report => report with { OffenceId = FormattableString.Invariant($"{report.OffenceId}\u0002{i}") }) : own);
            }
        }
    }

    private static Measure Change(Measure measure, int factor, FairnessAlternative alternative)
    {
        int? months = alternative.Months.TryGetValue(factor, out var given) ? given : null;
        var scale = alternative.Scales.GetValueOrDefault(factor);
        var changed = measure.With(months, Change);
        return scale is not null && changed is Measure.OffenceSeverity severity ? severity with { Scale = scale } : changed;

        OffenceFilter Change(OffenceFilter filter) =>
            filter with { Months = months ?? filter.Months, AtLiberty = alternative.AtLiberty ?? filter.AtLiberty, CustodyKinds = alternative.AtLiberty is null ? filter.CustodyKinds : [] };
    }
}
