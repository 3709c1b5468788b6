using System.Globalization;
using Iom.Selection.Learning;
using Iom.Selection.Learning.Matrices;
using Iom.Selection.Runs.Output;
using Iom.Selection.Statistics;
using static Iom.Selection.Runs.Evaluations.EvaluationNumber;

namespace Iom.Selection.Runs.Learned;

/// <summary>Writes <c>learning.md</c>: what was learned, to be read. It holds no id.</summary>
internal static class LearningMarkdown
{
    public static string Render(LearningReport report)
    {
        var (plan, learning, own) = (report.Plan, report.Learning, report.Learning.Own);
        var page = new MarkdownText();
        page.Heading(1, "What the records would choose");
        page.Strong(LearningSentences.Notice);
        page.List([$"Policy {plan.Policy.Id} {plan.Policy.Version}, sha256 {plan.Policy.Sha256}.", $"Outcome: {LearningSentences.Outcome(report)}."]);
        page.Heading(2, "Before you read on");
        page.List(LearningSentences.Notes(report));

        page.Heading(2, "The learned matrix");
        page.Paragraph($"{LearningSentences.Gap(report)} The matrix is in learned-policy.json, unsigned; every command reads it like any policy.");
        page.Table(["factor", "from", "points"], Points(report, learning.Card));
        page.Paragraph($"On the test dates: {Figures(learning.Tested)}.");

        page.Heading(2, "How many numbers are worth having");
        page.Paragraph($"{Whole(learning.ChosenSteps)} steps were chosen; the held-out loss is least with {Whole(learning.BestSteps)}.");
        page.Table(
            ["steps", "training loss", "gap to the bound, %", "held-out log loss", "standard error", "Brier", "AUC", "interval"],
            learning.Path.Select(step => (IReadOnlyList<string>)
            [
                Whole(step.Steps), Short(step.Card.TrainingLoss), step.Gap is { } gap ? LearningSentences.Percent(gap) : "", Six(step.HeldOut.MeanLoss), Six(step.HeldOut.LossError),
                Six(step.HeldOut.Brier), Short(step.HeldOut.Auc?.Value), Short(step.HeldOut.Auc?.Interval),
            ]));

        page.Heading(2, "Risk by total");
        page.Paragraph("The rate on the test dates, with the exact interval at 95 per cent (Clopper and Pearson). Where the expected chance lies outside it, the table of risks does not hold for those dates.");
        page.Table(
            ["total", "expected", "learn dates", "test dates", "rate", "interval"],
            learning.Risks.Select(risk => (IReadOnlyList<string>)
                [Whole(risk.Total), Short(risk.Expected), Of(risk.Learned), Of(risk.Tested), Short(risk.Tested.Rate), Short(risk.Interval)]));

        page.Heading(2, "Cards that are as good");
        page.Paragraph($"{Whole(learning.Pool.Count)} cards were found, the learned one among them, whose loss is within {LearningSentences.Percent(MatrixLearning.PoolShare)} % of the learned one's. A factor that all of them use is needed; one that none uses is not; about the others the records don't decide, and you may. The search for such cards stops at {Whole(MatrixLearning.MaxPool)}.");
        page.Table(["factor", "cards with points", "so"], learning.PoolUses.Select((uses, i) => (IReadOnlyList<string>)
            [plan.Measures[i].Id, $"{Whole(uses)} of {Whole(learning.Pool.Count)}", uses == learning.Pool.Count ? "needed" : uses == 0 ? "not needed" : "open"]));
        Differences(page, report);

        page.Heading(2, "Your own matrix");
        page.Paragraph($"{LearningSentences.OwnGap(report)} On the test dates: {Figures(own.Tested)}. The learned matrix's log loss there is {Difference(own.LearnedLess)}, its Brier score {Difference(own.LearnedLessBrier)}.");
        page.Heading(3, "Which single change of one number would help most");
        page.Paragraph("On the learn dates; beside it what the same change does on the test dates, with its interval, the chance of each total fitted there, so that a year in which fewer people offend tells nothing for or against a number. Below 0 is better. An interval that reaches 0 says that the test dates don't show it.");
        page.Table(
            ["factor", "at", "points now", "points then", "learn dates", "test dates", "interval"],
            own.Changes.Select(change => (IReadOnlyList<string>)
            [
                plan.Measures[change.Measure].Id, plan.Scales[change.Measure].Describe(change.Step), Whole(change.From), Whole(change.To), Six(change.Training), Six(change.Tested.Mean), Interval(change.Tested),
            ]));
        page.Heading(3, "Numbers that the records do not support");
        page.Paragraph("Without such a number the log loss of the test dates would be no higher, as far as they show. That is no reason to drop it: a number may stand for harm, or for what an agency knows.");
        page.Table(
            ["factor", "at", "points", "without it", "interval"],
            own.Unsupported.Select(support => (IReadOnlyList<string>)
                [plan.Measures[support.Measure].Id, plan.Scales[support.Measure].Describe(support.Step), Whole(support.Points), Six(support.Without.Mean), Interval(support.Without)]));

        page.Heading(2, "How to read this");
        page.List(
        [
            "Log loss is how surprised the matrix is by what happened; lower is better. The training loss is its sum, the held-out loss its mean a row.",
            "Intervals at 95 per cent; those of losses count the rows of one person as one. AUC intervals take rows as different people.",
            "The bound is that of the best fit with points of any size, by duality; it holds for the learn dates and these bands alone.",
            "docs/learning.md explains how each figure is worked out, with sources.",
        ]);
        return page.ToString();
    }

    public static IEnumerable<IReadOnlyList<string>> Points(LearningReport report, LearnedCard card) =>
        from factor in Enumerable.Range(0, card.Points.Count)
        from step in Enumerable.Range(0, card.Points[factor].Count)
        where card.Points[factor][step] != 0
        select (IReadOnlyList<string>)[report.Plan.Measures[factor].Id, report.Plan.Scales[factor].Describe(step + 1), $"+{Whole(card.Points[factor][step])}"];

    public static string Figures(HeldOut figures) =>
        $"mean log loss {Six(figures.MeanLoss)}{(figures.LossError is { } error ? $" (standard error {Six(error)})" : "")}, Brier {Six(figures.Brier)}"
        + (figures.Auc is { } auc ? $", AUC {Short(auc.Value)} ({Short(auc.Interval)})" : "");

    private static void Differences(MarkdownText page, LearningReport report)
    {
        if (report.CharacteristicsFile is null) return;
        page.Heading(3, "Which of them differs least between groups");
        page.Paragraph("The share of each group above the entry line. Nothing was fitted to groups: the card of least difference was looked for among cards that are as good, on the choose dates (the learn dates where there are none), and its difference is that of the test dates alone.");
        page.Table(
            ["characteristic", "groups", "own matrix", "interval", "learned", "interval", "least of the pool", "interval"],
            report.Differences.Select(each => (IReadOnlyList<string>)
            [
                each.Column, $"{each.Highest} less {each.Lowest}", Short(each.Own.Difference), Short(each.Own.Interval), Short(each.Learned.Difference), Short(each.Learned.Interval),
                Short(each.OfLeast.Difference), Short(each.OfLeast.Interval),
            ]));
        foreach (var each in report.Differences)
        {
            page.Paragraph($"By {each.Column}, the share above the line on the test dates:");
            page.Table(
                ["group", "own matrix", "learned", "least of the pool"],
                each.Groups.Select(group => (IReadOnlyList<string>)[group.Group, Of(group.Own), Of(group.Learned), Of(group.Least)]));
            page.Paragraph($"The card of least difference by {each.Column}:");
            page.Table(["factor", "from", "points"], Points(report, each.Least));
        }
    }

    private static string Difference(PairedDifference difference) =>
        $"{Six(Math.Abs(difference.Mean))} {(difference.Mean <= 0 ? "lower" : "higher")}{(difference.Interval is null ? "" : $" (difference {Six(difference.Mean)}, {Interval(difference)})")}";

    private static string Interval(PairedDifference difference) => difference.Interval is { } interval ? $"{Six(interval.Low)} to {Six(interval.High)}" : "";

    private static string Of(Proportion proportion) => $"{Whole(proportion.Count)} of {Whole(proportion.Of)}";

    private static string Six(double? value) => Text(value);

    private static string Whole(int value) => value.ToString(CultureInfo.InvariantCulture);
}
