using System.Globalization;
using Iom.Selection.Evaluation;
using static Iom.Selection.Runs.Evaluations.EvaluationNumber;

namespace Iom.Selection.Runs.Evaluations;

/// <summary>What is said of an evaluation in sentences, one wording for all files.</summary>
internal static class EvaluationSentences
{
    public const string Notice =
        "An evaluation of recorded, proven offences. An offence that was not found, or not proven, is in none of its figures, and whoever is watched more closely is found more often.";

    /// <summary>In the order of how much each can show.</summary>
    public static IEnumerable<string> Summary(SchemeResult result)
    {
        var said = false;
        foreach (var figure in result.Figures.Where(figure => figure.Measure == "lots_difference"))
        {
            said = true;
            var p = result.Figures.First(other => other.Measure == "lots_p" && other.Group == figure.Group).Value;
            yield return $"Lots{(figure.Group == EvaluationFigure.All ? "" : $" ({figure.Group})")}: those drawn in had {Short(figure.Value)} proven offences more than those drawn out in 12 months (fewer where below 0; {Range(figure)}; exact p {Short(p)}; {People(figure)}). "
                + $"{Verdict(figure, 0)} {Smallest(result, "lots_minimum_detectable", figure.Group, "a difference of")}";
        }
        if (!said) yield return "Lots: no archived run followed for 12 months had places drawn by lot, so the strongest comparison is missing.";
        yield return Find(result, "discontinuity") is { } jump
            ? $"Line: those just above it had {Short(jump.Value)} offences per year at liberty more than those just below (fewer where below 0; {Range(jump)}; {People(jump)}). {Verdict(jump, 0)} {Smallest(result, "discontinuity_minimum_detectable", EvaluationFigure.All, "a jump of")}"
            : Find(result, "local_randomisation_difference") is { } local
                ? $"Line: in a window where those above and below were alike before, those above had {Short(local.Value)} offences per year at liberty more (fewer where below 0; exact p {Short(Find(result, "local_randomisation_p")?.Value)}; {People(local)})."
                : "Line: there are no archived runs (--runs) with people enough on both sides of the line.";
        yield return Find(result, "observed_to_expected") is { } bayes
            ? $"Expected: those chosen had {Short(bayes.Value)} times the offences that were to be expected of them ({Range(bayes)}; {People(bayes)}). {Verdict(bayes, 1)} {Smallest(result, "minimum_detectable_ratio", EvaluationFigure.All, "a ratio of")}"
            : "Expected: nobody was chosen early enough to be followed for 12 months.";
        if (Find(result, "offences_ratio_during_to_before") is { } bare)
            yield return $"Before and during, which shows no effect by itself: {Short(bare.Value)} times as many offences per year at liberty as in the 12 months before ({Range(bare)}; {People(bare)}).";
    }

    public static string Title(EvaluationSection section) => section switch
    {
        EvaluationSection.Lots => "Where chance chose: the lots",
        EvaluationSection.Discontinuity => "Just above and just below the line",
        EvaluationSection.EmpiricalBayes => "What was to be expected",
        EvaluationSection.Bunching => "Whether totals were pushed over the line",
        EvaluationSection.TimeToOffence => "How long to the first offence",
        EvaluationSection.ProvenReoffending => "The ministry's measure of proven reoffending",
        EvaluationSection.ReviewTable => "Breached, reoffended, completed",
        EvaluationSection.BeforeAfter => "Before, during and after",
    };

    public static string Shows(EvaluationSection section) => section switch
    {
        EvaluationSection.Lots => "Those drawn in and those drawn out differ by chance alone, so what differs afterwards is the effect of being drawn in.",
        EvaluationSection.Discontinuity => "People on both sides of a line are much alike, so a jump at it is the effect of being above it, for people near it.",
        EvaluationSection.EmpiricalBayes => "People are chosen at a peak and fall back whatever is done. What they did is held against what was to be expected of people with their counts.",
        EvaluationSection.Bunching => "More people on the line than next to it can mean that totals were pushed over it, and that those above are others than those below.",
        EvaluationSection.TimeToOffence => "Description. It compares with nobody.",
        EvaluationSection.ProvenReoffending => "Description. It is comparable with published rates only for people of the same kind.",
        EvaluationSection.ReviewTable => "Description: the table of the review, from records, with when, and whether more or less often.",
        EvaluationSection.BeforeAfter => "Description. It shows no effect: without any, it finds a fall in nearly every cohort.",
    };

    private static EvaluationFigure? Find(SchemeResult result, string measure) => result.Figures.FirstOrDefault(figure => figure.Measure == measure && figure.Group == EvaluationFigure.All);

    private static string People(EvaluationFigure figure) => $"n {figure.Count.ToString(CultureInfo.InvariantCulture)}";

    private static string Range(EvaluationFigure figure) => figure.Low is { } low && figure.High is { } high
        ? figure.Method.Contains("the set is unbounded", StringComparison.Ordinal) ? "the interval has no end" : $"from {Short(low)} to {Short(high)}"
        : "no interval";

    private static string Verdict(EvaluationFigure figure, double none) => figure.Low is not { } low || figure.High is not { } high ? ""
        : high < none && !figure.Method.Contains("unbounded", StringComparison.Ordinal) ? "That is less than chance explains."
        : low > none && !figure.Method.Contains("unbounded", StringComparison.Ordinal) ? "That is more than chance explains."
        : "No effect is shown, and none is excluded.";

    private static string Smallest(SchemeResult result, string measure, string group, string what) =>
        result.Figures.FirstOrDefault(figure => figure.Measure == measure && figure.Group == group)?.Value is { } value ? $"With these numbers {what} {Short(value)} would have been found four times in five." : "";
}
