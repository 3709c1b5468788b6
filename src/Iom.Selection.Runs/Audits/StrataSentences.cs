using Iom.Selection.Fairness;
using Iom.Selection.Fairness.Groups;
using Iom.Selection.Fairness.Outcomes;
using Iom.Selection.Foundation;
using Iom.Selection.Policies;

namespace Iom.Selection.Runs.Audits;

/// <summary>What becomes of a gap where people are compared within an area, or another stratum that the policy names, in sentences that each rest on a figure.</summary>
/// <remarks>A sentence stands there where a difference is shown within the strata, or over everybody: who reads of a gap is told whether it goes with the strata. Of nested steps the first is told.</remarks>
internal static class StrataSentences
{
    /// <summary>That a gap goes with an area is no reason for it.</summary>
    public const string NoExcuse =
        "\"Among people with the same ...\" compares each group only within a stratum that the policy names, an area for one. That a gap goes with it does not make the gap fair: where people live can decide how closely they are watched.";

    private static readonly string[] Nested = [Vocabulary.Word(PipelineStage.EverybodyProposed), Vocabulary.Word(PipelineStage.Selection), Vocabulary.Word(PipelineStage.PanelSelection)];

    /// <summary>Who is compared with whom, in words.</summary>
    public static string Same(FairnessStrata strata) => strata.Column is { } column
        ? strata.Totals.IsEmpty ? $"people with the same {column}" : $"people with the same {column} and about equal points" : "people with about equal points";

    /// <summary>What is compared, in words.</summary>
    public static string Compared(string what) => what switch
    {
        "everybody_proposed" => "proposed, of everyone in the extracts who is not yet a member",
        "selection" => "proposed, of ranked non-members",
        "panel_selection" => "selected by the panel, of ranked non-members",
        "outcome" => "came to the outcome, of ranked non-members",
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    /// <summary>The findings about a group.</summary>
    public static IEnumerable<string> Describe(ColumnAudit column, string group, FairnessRules rules)
    {
        foreach (var within in column.EqualRecords.Where(equal => equal.Within is not null).GroupBy(equal => equal.Within!.Name, StringComparer.Ordinal))
        {
            foreach (var same in within.GroupBy(equal => Nested.Contains(equal.What)))
            {
                var told = same.Select(equal => (Equal: equal, Found: equal.Table.Find(group, ComparedWith.Reference)!, Plain: Plain(column, equal.What, group))).ToArray();
                if (told.FirstOrDefault(each => IsShown(each.Found)) is { Equal: { } shown } first) yield return Describe(column, shown, first.Found, first.Plain, rules);
                else if (told.FirstOrDefault(each => IsShown(each.Plain)) is { Equal: { } gap } second) yield return Describe(column, gap, second.Found, second.Plain, rules);
            }
        }
    }

    private static string Describe(ColumnAudit column, EqualRecords equal, Comparison found, Comparison? plain, FairnessRules rules)
    {
        var (strata, covered) = (equal.Within!, equal.Coverage.First(each => each.Group == found.Group && each.With == found.With));
        var (same, matter) = (Same(strata), Matter(strata));
        var says = $"{(IsShown(found) ? "Difference shown among" : "Among")} {same}: {found.Group} and {AuditSentences.Reference(column)}: {Compared(equal.What)}{(column.Trend.IsEmpty ? "" : ", in the latest run")}: ";
        if (covered.PeopleCount == 0)
            return $"{says}nobody can be compared, because no stratum has people of both{LeftOut(covered, found, strata)}. Whether the gap goes with {matter} can't be told.";

        says += FormattableString.Invariant($"{covered.PeopleCount} of {covered.AllCount} can be compared, in {covered.StrataCount} of {Plural.Format(equal.Strata.Length, "stratum", "strata")}{LeftOut(covered, found, strata)}: ")
            + $"{AuditSentences.Rate(covered.Own)} against {AuditSentences.Rate(covered.Other)}, {AuditSentences.Points(covered.PlainDifference!.Value)} percentage points whatever the {matter}, and "
            + $"{AuditSentences.Difference(found)} with the same {matter}. {Conclusion(found, covered, plain, same, matter, column.Trend.IsEmpty ? "everyone" : "everyone in all runs", rules)}";
        var differing = equal.Heterogeneity.FirstOrDefault(test => test.Group == found.Group && test.P <= 1 - rules.Level);
        return differing is null ? says
            : $"{says} The strata differ in this (Breslow and Day, {AuditSentences.P(differing.P)} taken by itself), so one figure for all of them hides something: look at the table by {matter}.";
    }

    // What may be said: a gap goes with the strata only where there is a gap among those compared, and the margin excludes one within.
    private static string Conclusion(Comparison found, StrataCoverage covered, Comparison? plain, string same, string matter, string everyone, FairnessRules rules)
    {
        var (within, whatever) = (found.Difference!.Value, covered.PlainDifference!.Value);
        if (found.Verdict == Verdict.NotRecordedDecides) return $"Whether that is so can't be told, because {AuditSentences.Percent(found.NotRecordedShare)} are not recorded.";
        if (found.Verdict == Verdict.DifferenceShown)
        {
            if (!IsShown(plain)) return $"Over {everyone} no difference is shown; among {same} there is one.";
            if (Math.Sign(within) == Math.Sign(plain!.Difference!.Value)) return $"The gap is there among {same} too.";
            return $"Among {same} it is the other way round than over {everyone}{(Math.Sign(whatever) != Math.Sign(within) ? $": the groups differ in {matter}" : "")}.";
        }
        var gap = plain!.Difference!.Value;
        // Of a gap that lies among those left out, nothing is said by the others.
        if (Math.Sign(whatever) != Math.Sign(gap) || Math.Abs(whatever) < Math.Abs(gap) / 2)
            return $"There is little of the gap over {everyone} ({AuditSentences.Points(gap)} percentage points) among those who can be compared, so it can't be told whether it goes with {matter}.";
        if (found.Verdict == Verdict.DifferenceExcluded && !plain.IsWithinMargin && Math.Abs(within) <= Math.Abs(whatever) / 2)
            return $"So the gap goes with {matter}: among {same} what is left of it lies within the policy's margin. That explains it and does not excuse it.";
        var why = found.Verdict == Verdict.DifferenceExcluded ? ", and what there is lies within the policy's margin"
            : rules.Margin is null ? ", but none is excluded either: the policy sets no margin" : ", but none is excluded either: too few people";
        return $"Among {same} no difference is shown{why}. Whether the gap goes with {matter} can't be told for sure.";
    }

    private static string LeftOut(StrataCoverage covered, Comparison found, FairnessStrata strata)
    {
        var count = covered.AllCount - found.Own.Of - found.Other.Of;
        // Within bands of points alone nobody is left out: whoever is ranked has points.
        return count == 0 || strata.Column is not { } column ? "" : FormattableString.Invariant($" ({column} is not recorded of {count})");
    }

    private static string Matter(FairnessStrata strata) => strata.Column is { } column ? strata.Totals.IsEmpty ? column : $"{column} and band of points" : "band of points";

    private static bool IsShown(Comparison? comparison) => comparison?.Verdict == Verdict.DifferenceShown;

    // The same over everybody.
    private static Comparison? Plain(ColumnAudit column, string what, string group) => (what == "outcome"
        ? column.Outcomes is [var first, ..] ? first.Rates[OutcomeMeasure.BaseRate] : null
        : column.Stages.FirstOrDefault(stage => Vocabulary.Word(stage.Step) == what)?.Table)?.Find(group, ComparedWith.Reference);
}
