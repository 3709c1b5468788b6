using Iom.Selection.Learning.Problem;
using Iom.Selection.Learning.Relaxing;
using Iom.Selection.Learning.Search;

namespace Iom.Selection.Learning;

/// <summary>Learns whole points from outcomes. See docs/learning.md.</summary>
/// <remarks>
/// The same data and options give the same cards: in any order of rows, on any threads. It looks for the card of least loss of each size; that it found
/// it is not promised, but <see cref="Relax"/> says how much better any other could be.
/// </remarks>
public sealed class PointsLearner
{
    private readonly LearningData _data;
    private readonly SearchOptions _options;
    private readonly StepTable _table;
    private readonly LogisticSums _sums;

    /// <summary>Makes a learner.</summary>
    /// <param name="data">The data.</param>
    /// <param name="options">What a card may look like.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    public PointsLearner(LearningData data, SearchOptions options)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaxSteps, 1, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaxStepsPerMeasure, 1, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaxMeasures, 1, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaxTotal, 1, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.BeamWidth, 1, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.AdditionsPerCard, 1, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.DeepStarts, 1, nameof(options));
        ArgumentOutOfRangeException.ThrowIfNegative(options.Kicks, nameof(options));
        (_data, _options, _table) = (data, options, new StepTable(data));
        _sums = new LogisticSums(_table);
    }

    /// <summary>Finds the best card of each size up to the most steps.</summary>
    /// <returns>The cards.</returns>
    public LearnedPath Learn()
    {
        var cards = new PathSearch(_sums, _options).Run();
        double with = _data.OutcomeCount, all = _data.Outcomes.Count;
        return new LearnedPath(
            [.. cards.Select(card => card is null ? null : Publish(card))],
            -((with * Math.Log(with / all)) + ((all - with) * Math.Log(1 - (with / all)))));
    }

    /// <summary>Finds how well any choice of points could fit.</summary>
    /// <returns>The fit with points of any real size, and the bound.</returns>
    public RelaxedFit Relax()
    {
        var relaxation = Relaxation.Solve(_sums);
        return new RelaxedFit(relaxation.Value, relaxation.LowerBound, ByMeasure(relaxation.Weights), relaxation.Weights[^1]);
    }

    /// <summary>Fits the chance to a card's totals: slope, intercept and loss are those of these data.</summary>
    /// <param name="points">By measure, then by step: the points, -100 to 100 each.</param>
    /// <returns>The card.</returns>
    public LearnedCard Fit(IReadOnlyList<IReadOnlyList<int>> points)
    {
        ArgumentNullException.ThrowIfNull(points);
        return Publish(new LocalSearch(_table, new CardRules(_table, _options)).Evaluate([.. points.SelectMany(each => each).Select(each => checked((sbyte)each))], 0, 0));
    }

    /// <summary>Finds the single changes of one number that make a card fit best.</summary>
    /// <param name="card">The card, of <see cref="Fit"/>.</param>
    /// <param name="most">How many changes at most.</param>
    /// <returns>The cards with one number changed that fit better, the best first; no step twice.</returns>
    public IReadOnlyList<LearnedCard> FindChanges(LearnedCard card, int most)
    {
        ArgumentNullException.ThrowIfNull(card);
        var own = new Card([.. card.Points.SelectMany(each => each).Select(each => (sbyte)each)], card.TrainingLoss, card.Slope, card.Intercept);
        // Steps outside their bounds stay as they are: what the partnership wrote is where it starts.
        var rules = new CardRules(_table, new SearchOptions { MaxSteps = _table.StepCount });
        var changed = new LocalSearch(_table, rules).Neighbours(own, _table.StepCount, Math.Max(60, most * 10));
        return
        [
            .. changed.Where(each => each.Loss < own.Loss - 1e-9).Order(Comparer<Card>.Create(Card.Compare))
                .DistinctBy(each => Enumerable.Range(0, _table.StepCount).First(step => each.Points[step] != own.Points[step])).Take(most).Select(Publish),
        ];
    }

    /// <summary>Finds cards that are nearly as good as one.</summary>
    /// <param name="best">The card.</param>
    /// <param name="share">By what share of its loss another's may be larger, such as 0.01.</param>
    /// <param name="expand">How many cards have their neighbours looked at.</param>
    /// <param name="most">How many cards are kept, the best ones.</param>
    /// <returns>The cards, the best first; the card itself among them.</returns>
    public IReadOnlyList<LearnedCard> FindPool(LearnedCard best, double share, int expand = 200, int most = 500)
    {
        ArgumentNullException.ThrowIfNull(best);
        var card = new Card([.. best.Points.SelectMany(each => each).Select(each => (sbyte)each)], best.TrainingLoss, best.Slope, best.Intercept);
        return [.. new PathSearch(_sums, _options).Pool(card, Math.Max(card.StepCount, 1), card.Loss * (1 + share), expand, most).Select(Publish)];
    }

    private LearnedCard Publish(Card card) => new(ByMeasure(Array.ConvertAll(card.Points, each => (int)each)), card.StepCount, card.Slope, card.Intercept, card.Loss);

    private IReadOnlyList<T>[] ByMeasure<T>(T[] steps) =>
        [.. Enumerable.Range(0, _table.MeasureCount).Select(measure => (IReadOnlyList<T>)Array.AsReadOnly(steps[_table.FirstStep[measure].._table.FirstStep[measure + 1]]))];
}
