using System.Collections.Immutable;
using Iom.Selection.Foundation;
using Iom.Selection.Measures;
using Iom.Selection.Records;

namespace Iom.Selection.Policies.Parsing;

/// <summary>Reads the block <c>fairness</c> of a policy.</summary>
internal static class FairnessReader
{
    private const int MaxMonthsOfOutcome = 120;
    private const int MaxLabels = 1000;

    // Few tables: each more is one more that could be held against the others.
    private const int MaxTables = 6;

    // Each brings comparisons of its own, and the more there are on a page the less each can show.
    private const int MaxStrata = 6;

    public static FairnessRules Rules(JsonCursor at, ImmutableArray<Factor> factors)
    {
        var fields = at.Object("level", "margin", "smallestCell", "selectionIs", "groups", "notRecorded", "equalRecords", "statistics", "thresholds", "outcome", "feedback", "alternatives");
        var rules = FairnessRules.Standard;
        if (fields.Optional("level") is { } level && Between(level, 0.5m, 0.999m) is { } levelIs) rules = rules with { Level = levelIs };
        if (fields.Optional("margin") is { } margin) rules = rules with { Margin = Between(margin, 0.001m, 0.999m) };
        if (fields.Optional("smallestCell")?.Whole(FairnessRules.MinSmallestCell, 1000) is { } cell) rules = rules with { SmallestCell = cell };
        if (fields.Optional("outcome") is { } outcomeAt)
        {
            var outcome = outcomeAt.Object("months", "wait");
            if (outcome.Required("months")?.Whole(1, MaxMonthsOfOutcome) is { } months) rules = rules with { FollowUpMonths = months };
            if (outcome.Optional("wait")?.Whole(0, MaxMonthsOfOutcome) is { } wait) rules = rules with { WaitMonths = wait };
        }
        if (fields.Optional("feedback") is { } feedback && feedback.Object("times").Required("times")?.Whole(2, 10) is { } times) rules = rules with { FeedbackTimes = times };
        if (fields.Optional("selectionIs")?.Word<SelectionMeaning>() is { } meaning) rules = rules with { SelectionIs = meaning };
        if (fields.Optional("groups") is { } groups) rules = rules with { Groups = Groups(groups) };
        if (fields.Optional("notRecorded") is { } notRecordedAt)
        {
            var notRecorded = notRecordedAt.Object("labels", "odds");
            if (notRecorded.Optional("labels") is { } labels) rules = rules with { NotRecordedLabels = [.. labels.Array(most: MaxLabels).Select(label => label.Text()).OfType<string>()] };
            if (notRecorded.Optional("odds") is { } odds) rules = rules with { NotRecordedOdds = Between(odds, 1, 100) };
        }
        if (fields.Optional("equalRecords") is { } equalAt)
        {
            var equal = equalAt.Object("totals", "strata");
            if (equal.Optional("totals") is null && equal.Optional("strata") is null) equalAt.Problem("must have totals or strata");
            if (equal.Optional("totals") is { } totals) rules = rules with { EqualRecordBands = Bands(totals) };
            if (equal.Optional("strata") is { } strata) rules = rules with { Strata = Strata(strata, rules.EqualRecordBands) };
        }
        if (fields.Optional("statistics") is { } statistics && statistics.Object("tables").Required("tables") is { } tables) rules = rules with { StatisticsTables = Tables(tables, rules.Strata) };
        return rules with
        {
            Thresholds = fields.Optional("thresholds") is { } thresholds ? [.. thresholds.Array().Select(Threshold).OfType<FairnessThreshold>()] : [],
            Alternatives = fields.Optional("alternatives") is { } alternatives ? Alternatives(alternatives, factors) : [],
        };
    }

    private static ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, ImmutableArray<string>>> Groups(JsonCursor at)
    {
        var columns = ImmutableSortedDictionary.CreateBuilder<string, ImmutableSortedDictionary<string, ImmutableArray<string>>>(StringComparer.Ordinal);
        foreach (var (column, groupsAt) in at.Members())
        {
            var groups = ImmutableSortedDictionary.CreateBuilder<string, ImmutableArray<string>>(StringComparer.Ordinal);
            var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
            foreach (var (group, labelsAt) in groupsAt.Members())
            {
                var labels = ImmutableArray.CreateBuilder<string>();
                foreach (var label in labelsAt.Array(mayBeEmpty: true, most: MaxLabels))
                {
                    if (label.Text() is not { } text) continue;
                    if (!seen.Add(text.Trim())) label.Problem("stands in two groups of the column");
                    labels.Add(text);
                }
                groups.Add(group, labels.ToImmutable());
            }
            columns.Add(column, groups.ToImmutable());
        }
        return columns.ToImmutable();
    }

    private static ImmutableArray<int> Bands(JsonCursor at)
    {
        var bands = ImmutableArray.CreateBuilder<int>();
        foreach (var item in at.Array(most: MaxLabels))
        {
            if (item.Whole(1, 1_000_000) is not { } from) continue;
            if (bands.Count > 0 && from <= bands[^1]) item.Problem("must be more than the one before");
            else bands.Add(from);
        }
        return bands.ToImmutable();
    }

    private static ImmutableArray<FairnessStrata> Strata(JsonCursor at, ImmutableArray<int> totalsAlone)
    {
        var strata = ImmutableArray.CreateBuilder<FairnessStrata>();
        // The bands that stand beside the list are strata too.
        var names = new HashSet<string>(StringComparer.Ordinal) { new FairnessStrata(null, totalsAlone).Name };
        foreach (var item in at.Array(most: MaxStrata))
        {
            var fields = item.Object("column", "totals", "audited");
            var column = fields.Optional("column")?.Text()?.Trim();
            var totals = fields.Optional("totals") is { } totalsAt ? Bands(totalsAt) : [];
            var audited = fields.Optional("audited")?.Flag() ?? false;
            if (!fields.Names.Any(name => name is "column" or "totals")) item.Problem("must have column or totals");
            if (audited && column is null) item.Problem("has no column that could be audited");
            if (column is null && totals.IsEmpty) continue;
            var made = new FairnessStrata(column, totals) { IsAudited = audited };
            if (!names.Add(made.Name)) item.Problem("stands there twice");
            else strata.Add(made);
        }
        return strata.ToImmutable();
    }

    private static ImmutableArray<StatisticsTable> Tables(JsonCursor at, ImmutableArray<FairnessStrata> strata)
    {
        var tables = ImmutableArray.CreateBuilder<StatisticsTable>();
        foreach (var item in at.Array(most: MaxTables))
        {
            var fields = item.Object("columns", "step");
            var step = fields.Required("step")?.Word<PipelineStage>();
            var columns = ImmutableArray.CreateBuilder<string>();
            foreach (var column in fields.Required("columns")?.Array(most: 2) ?? [])
            {
                if (column.Text() is not { } name) continue;
                if (FairnessRules.IsStratumAlone(name, strata)) column.Problem("makes strata in equalRecords and is no characteristic: say \"audited\": true there, or leave it out here");
                // Two tables of one characteristic could be taken from each other.
                if (columns.Contains(name) || tables.Any(table => table.Columns.Contains(name))) column.Problem("may stand in one table only");
                else columns.Add(name);
            }
            if (step is not null && columns.Count > 0) tables.Add(new StatisticsTable(columns.ToImmutable(), step.Value));
        }
        return tables.ToImmutable();
    }

    private static FairnessThreshold? Threshold(JsonCursor at)
    {
        var fields = at.Object("step", "ratioAtLeast", "differenceAtMost");
        var step = fields.Required("step")?.Word<PipelineStage>();
        var ratio = fields.Optional("ratioAtLeast") is { } ratioAt ? Between(ratioAt, 0.001m, 0.999m) : null;
        var difference = fields.Optional("differenceAtMost") is { } differenceAt ? Between(differenceAt, 0.001m, 0.999m) : null;
        if (fields.Optional("ratioAtLeast") is null && fields.Optional("differenceAtMost") is null) at.Problem("must have ratioAtLeast or differenceAtMost");
        return step is null ? null : new FairnessThreshold(step.Value, ratio, difference);
    }

    private static ImmutableArray<FairnessAlternative> Alternatives(JsonCursor list, ImmutableArray<Factor> factors)
    {
        var alternatives = ImmutableArray.CreateBuilder<FairnessAlternative>();
        foreach (var item in list.Array())
        {
            var fields = item.Object("id", "title", "months", "scale", "atLiberty", "leaveOutDetectedBy");
            var id = fields.Required("id") is { } idAt ? PolicyFile.UniqueId(idAt, alternatives.Select(alternative => alternative.Id)) : null;
            var title = fields.Optional("title")?.Text();
            var months = ByFactor(fields.Optional("months"), factors, factor => factor.Measure.WindowMonths is not null, "has no window", value => value.Whole(1, PolicyFile.MaxMonths) ?? 1);
            var scales = ByFactor(fields.Optional("scale"), factors, factor => factor.Measure is Measure.OffenceSeverity { Scale: not null }, "has no scale", MeasureReader.Scale);
            var atLiberty = fields.Optional("atLiberty")?.Flag();
            var leaveOut = fields.Optional("leaveOutDetectedBy") is { } leaveOutAt
                ? leaveOutAt.Array().Select(word => word.Word<DetectedBy>()).OfType<DetectedBy>().ToImmutableArray() : [];
            if (!fields.Names.Any(name => name is "months" or "scale" or "atLiberty" or "leaveOutDetectedBy"))
                item.Problem("must change something: months, scale, atLiberty or leaveOutDetectedBy");
            if (id is not null)
                alternatives.Add(new FairnessAlternative(id, title ?? id) { Months = months, Scales = scales, AtLiberty = atLiberty, LeaveOutDetectedBy = leaveOut });
        }
        return alternatives.ToImmutable();
    }

    private static ImmutableSortedDictionary<int, T> ByFactor<T>(
        JsonCursor? at, ImmutableArray<Factor> factors, Func<Factor, bool> allowed, string otherwise, Func<JsonCursor, T> read)
    {
        var found = ImmutableSortedDictionary.CreateBuilder<int, T>();
        if (at is not { } cursor) return found.ToImmutable();
        var fields = cursor.Object([.. factors.Select(factor => factor.Id)]);
        for (var i = 0; i < factors.Length; i++)
        {
            if (fields.Optional(factors[i].Id) is not { } value) continue;
            if (!allowed(factors[i])) value.Problem(otherwise);
            else if (read(value) is { } known) found.Add(i, known);
        }
        return found.ToImmutable();
    }

    private static double? Between(JsonCursor at, decimal least, decimal most)
    {
        if (at.Decimal() is not { } value) return null;
        if (value >= least && value <= most) return (double)value;
        at.Problem(FormattableString.Invariant($"must be a number from {least} to {most}"));
        return null;
    }
}
