using System.Globalization;
using Iom.Selection.Evaluation;
using Iom.Selection.Foundation;
using static Iom.Selection.Runs.Evaluations.EvaluationNumber;

namespace Iom.Selection.Runs.Learned;

/// <summary>What <c>iom learn</c> says in words, the same in all its files.</summary>
internal static class LearningSentences
{
    public const string Notice =
        "This is advice about a matrix, not a decision. Nothing learned ranks anybody unless the partnership reads it, makes it its own and signs it.";

    /// <summary>How far the learned matrix is from the best that any could be.</summary>
    public static string Gap(LearningReport report) => Gap(report, report.Learning.Card.TrainingLoss, report.Learning.Path.First(step => step.Steps == report.Learning.ChosenSteps).Gap);

    public static string OwnGap(LearningReport report) => "Your own matrix: " + Gap(report, report.Learning.Own.TrainingLoss, report.Learning.Own.Gap);

    private static string Gap(LearningReport report, double loss, double? gap) => gap is { } share
        ? $"No other choice of points over these measures and bands, with points that don't fall, could fit the learn dates better by more than {Percent(share)} %."
        : $"No other choice of points over these measures and bands could lower the log loss by more than {Short((loss - report.Learning.Relaxed.LowerBound) * 1000 / report.Learn.Count)} per 1,000 people (these data are nearly parted by their measures, so a share would say nothing).";

    public static string Outcome(LearningBasis basis) => (basis.HarmAbove is { } harm
        ? $"proven offences whose severities add up to more than {harm.ToString("0.######", CultureInfo.InvariantCulture)}"
        : "a proven offence, breaches apart,")
        + $" in the {basis.HorizonMonths.ToString(CultureInfo.InvariantCulture)} months after a date"
        + (basis.Plan.DetectedBy.Count == 0 ? "" : $", detected by {string.Join(" or ", basis.Plan.DetectedBy.Select(Vocabulary.Word))}");

    public static string Dates(IReadOnlyList<TrainingRows> dates) => string.Join(", ", dates.Select(date => IsoDate.Text(date.AsOf)));

    public static string Percent(double share) => (share * 100).ToString("0.00", CultureInfo.InvariantCulture);

    /// <summary>The reason that stands beside the learned numbers of a factor.</summary>
    public static string Why(LearningReport report, int factor)
    {
        var own = report.Plan.Policy.Factors[factor].Why;
        var steps = report.Learning.Card.Points[factor].Select((points, step) => (Points: points, Step: step)).Where(each => each.Points != 0)
            .Select(each => string.Create(CultureInfo.InvariantCulture, $"{each.Points} for {report.Plan.Scales[factor].Describe(each.Step + 1)}")).ToArray();
        var bounds = report.Plan.Bounds[factor];
        var what = bounds.IsFixed ? "Kept as the partnership has it" : bounds.MaxPoints == 0 ? "Forbidden by the partnership, so no points" : steps.Length == 0 ? "No points: the records did not ask for any" : $"Learned: {string.Join(", ", steps)}";
        return $"{what}. By iom learn {report.ToolVersion} from what followed at {Dates(report.LearnDates)}, policy {report.PolicyFile.Sha256}.{(own.Length == 0 ? "" : $" The partnership's own reason for the factor: {own}")}";
    }

    public static IEnumerable<string> Notes(LearningReport report)
    {
        var (plan, learning) = (report.Plan, report.Learning);
        yield return $"The outcome is {Outcome(report)}: what was found and proven, which is not all that was done, and more of it where more was looked for.";
        yield return $"Learned from {Plural.Format(report.Learn.Count, "row")} of {Plural.Format(report.Learn.PeopleCount, "person", "people")} at {Dates(report.LearnDates)}, {Whole(report.Learn.OutcomeCount)} with the outcome. "
            + $"Tested on {Plural.Format(report.Test.Count, "row")} at {Dates(report.TestDates)}, {Whole(report.Test.OutcomeCount)} with the outcome.";
        yield return report.Choose is { } choose
            ? $"The number of steps was chosen on {Plural.Format(choose.Count, "row")} at {Dates(report.ChooseDates)}: the fewest within one standard error of the least log loss."
            : $"The number of steps was chosen by {Whole(TrainingRows.FoldCount)} folds of people at the learn dates: the fewest within one standard error of the least log loss.";
        if (learning.ChosenSteps == report.Options.MaxSteps) yield return "The number of steps chosen is the most that was allowed. More might fit better: see --max-steps.";
        foreach (var measure in learning.ConstantMeasures) yield return $"{plan.Measures[measure].Id}: everybody has the same level at the learn dates, so nothing could be learned of it.";
        foreach (var bounds in plan.Bounds.Select((bounds, i) => (bounds, plan.Measures[i].Id)).Where(each => each.bounds.IsFixed || each.bounds.MaxPoints == 0))
            yield return bounds.bounds.IsFixed ? $"{bounds.Id} was kept as it is." : $"{bounds.Id} was forbidden.";
        if (learning.IsSeparable) yield return "The learned matrix parts those with the outcome from those without entirely. That is seldom true of people: look for a measure that knows the outcome.";
        if (learning.Card.Slope == 0) yield return "No points tell those with the outcome from those without: the learned matrix says nothing.";
        foreach (var (id, missing) in plan.Measures.Select((measure, i) => (measure.Id, report.LearnDates.Sum(date => date.MissingCounts[i]))).Where(each => each.Item2 > 0))
            yield return $"{id}: {Plural.Format(missing, "row")} of the learn dates lack something; they were learned from at the least it can be, as the ranking counts them.";
        if (plan.DetectedBy.Count > 0) yield return "Offences detected by others, or of which it is not known, were left out of measures and outcome. The learned policy leaves them out too.";
        yield return "Members of a cohort were helped and watched in these years, so a part of what followed, and of what was found, is the scheme's own doing.";
        yield return "The lines of the learned policy are where about as many people of the learn dates come above them as above your own. Look at them before anything else.";
    }

    private static string Whole(int value) => value.ToString(CultureInfo.InvariantCulture);
}
