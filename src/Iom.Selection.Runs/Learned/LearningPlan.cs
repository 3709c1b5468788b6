using System.ComponentModel;
using Iom.Selection.Evaluation;
using Iom.Selection.Learning.Matrices;
using Iom.Selection.Learning.Problem;
using Iom.Selection.Policies;
using Iom.Selection.Policies.Parsing;
using Iom.Selection.Records;

namespace Iom.Selection.Runs.Learned;

/// <summary>What is to be learned of a policy: its factors in levels, and the policy that numbers them.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class LearningPlan
{
    /// <summary>How many rows with the outcome are wanted for each factor that may give points.</summary>
    public const int OutcomesPerFactor = 10;

    /// <summary>How many rows with the outcome are wanted at least.</summary>
    public const int MinOutcomes = 50;

    private readonly byte[] _policyBytes;

    /// <summary>Makes a plan.</summary>
    /// <param name="policyBytes">The policy file.</param>
    /// <param name="policy">The same, read.</param>
    /// <param name="isFiner">Whether bands are finer than the policy's own.</param>
    /// <param name="boundsOf">What the partnership says of each factor, by its id.</param>
    /// <param name="detectedBy">Only offences known to be detected by one of these count, before and after a date; empty for all.</param>
    /// <exception cref="PolicyException">The policy can't be written with these bands.</exception>
    /// <exception cref="ArgumentException">A factor that is to stay as it is gives fewer points for more.</exception>
    public LearningPlan(byte[] policyBytes, Policy policy, bool isFiner, Func<string, FactorBounds> boundsOf, IReadOnlyList<DetectedBy> detectedBy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        ArgumentNullException.ThrowIfNull(boundsOf);
        (_policyBytes, Policy, DetectedBy, IsFiner) = (policyBytes, policy, detectedBy, isFiner);
        Scales = [.. policy.Factors.Select(factor => new LevelScale(factor, isFiner))];
        Bounds = [.. policy.Factors.Select(factor => boundsOf(factor.Id))];
        for (var i = 0; i < Bounds.Count; i++)
        {
            if (Bounds[i].IsFixed && Scales[i].OwnPoints().Any(points => points is < 0 or > PointBounds.Limit))
                throw new ArgumentException($"{policy.Factors[i].Id} can't stay as it is: a step of it gives fewer points than the one below, or more than {PointBounds.Limit} at once.", nameof(boundsOf));
        }
        Measures = [.. Scales.Zip(Bounds, (scale, bounds) => scale.ToMeasure(bounds))];
        var numbered = PolicyFile.Parse(PolicyText.Numbered(policyBytes, Scales, detectedBy));
        if (numbered.LotSource is not null) numbered = numbered.WithLotValue("learning");
        Numbered = PolicyVariant.Create(numbered);
    }

    /// <summary>The partnership's own policy.</summary>
    public Policy Policy { get; }

    /// <summary>Whether bands are finer than the policy's own.</summary>
    public bool IsFiner { get; }

    /// <summary>Only offences known to be detected by one of these count; empty for all.</summary>
    public IReadOnlyList<DetectedBy> DetectedBy { get; }

    /// <summary>The policy whose points are the numbers of levels.</summary>
    public PolicyVariant Numbered { get; }

    /// <summary>The factors as learning sees them.</summary>
    public IReadOnlyList<LearningMeasure> Measures { get; }

    /// <summary>What the partnership says of each factor.</summary>
    public IReadOnlyList<FactorBounds> Bounds { get; }

    /// <summary>By factor, then by step: the partnership's own points.</summary>
    public IReadOnlyList<IReadOnlyList<int>> OwnPoints => [.. Scales.Select(scale => scale.OwnPoints())];

    /// <summary>How many rows with the outcome, and how many without, are needed to learn.</summary>
    public int NeededOutcomes => Math.Max(MinOutcomes, OutcomesPerFactor * Bounds.Count(bounds => !bounds.IsFixed && bounds.MaxPoints > 0));

    internal IReadOnlyList<LevelScale> Scales { get; }

    /// <summary>Puts the rows of several dates together.</summary>
    /// <param name="dates">The rows of each date.</param>
    /// <param name="isOutcome">Whether a row of a date has the outcome.</param>
    /// <returns>The rows, date by date.</returns>
    public MatrixRows Rows(IReadOnlyList<TrainingRows> dates, Func<TrainingRows, int, bool> isOutcome)
    {
        ArgumentNullException.ThrowIfNull(dates);
        return new MatrixRows(
            [.. Measures.Select((measure, i) => dates.SelectMany(date => date.Levels[i]).Select(level => (byte)Math.Min(level, measure.Steps.Count)).ToArray())],
            [.. dates.SelectMany(date => date.Totals)],
            [.. dates.SelectMany(date => Enumerable.Range(0, date.People.Count).Select(row => isOutcome(date, row)))],
            [.. dates.SelectMany(date => date.People)],
            [.. dates.SelectMany(date => date.Folds)]);
    }

    internal byte[] Learned(Learning.LearnedCard card, Func<int, string> whyOf, Func<int, int> lineOf) => PolicyText.Learned(_policyBytes, Scales, card, whyOf, lineOf, DetectedBy);
}
