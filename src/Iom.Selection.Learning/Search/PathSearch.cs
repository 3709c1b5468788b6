using System.Collections.Concurrent;
using Iom.Selection.Learning.Problem;
using Iom.Selection.Learning.Relaxing;
using Iom.Selection.Statistics;

namespace Iom.Selection.Learning.Search;

/// <summary>Finds the best card of each size, from the smallest on.</summary>
internal sealed class PathSearch
{
    private const int KicksAtOnce = 8;

    private readonly LogisticSums _sums;
    private readonly StepTable _table;
    private readonly SearchOptions _options;
    private readonly CardRules _rules;
    private readonly ConcurrentBag<LocalSearch> _idle = [];
    private readonly ulong _key;
    private SubsetModel? _relaxed;

    public PathSearch(LogisticSums sums, SearchOptions options)
    {
        (_sums, _table) = (sums, sums.Table);
        _options = options.ForSize((long)_table.RowCount * _table.StepCount);
        _rules = new CardRules(_table, options);
        _key = RandomStream.KeyOf(options.Seed);
    }

    /// <summary>The best card of each number of steps; null where none is allowed.</summary>
    /// <returns>From none on.</returns>
    public Card?[] Run()
    {
        var least = One(search => search.Evaluate(_rules.LeastPoints(), 0, 0));
        var best = new Card?[_options.MaxSteps + 1];
        if (!_rules.WithinLimits(least.Points)) return best;
        var beam = new List<Card> { least };
        for (var size = least.StepCount; size <= _options.MaxSteps; size++)
        {
            if (size == 0)
            {
                best[size] = least;
                continue;
            }
            beam = Next(beam, size);
            best[size] = One(search => search.Reduce(beam[0]));
            _options.OnSize?.Invoke(size);
        }
        return best;
    }

    /// <summary>All cards found that are nearly as good as one.</summary>
    /// <param name="best">The best card.</param>
    /// <param name="maxSteps">How many steps may give points.</param>
    /// <param name="highestLoss">How large a loss may be.</param>
    /// <param name="expand">How many cards have their neighbours looked at.</param>
    /// <param name="most">How many cards are kept.</param>
    public List<Card> Pool(Card best, int maxSteps, double highestLoss, int expand, int most)
    {
        var found = new HashSet<Card>(Card.SamePoints) { best };
        var done = new HashSet<Card>(Card.SamePoints);
        while (done.Count < expand)
        {
            // The best that were not looked at yet; how many at once is fixed, so that threads change nothing.
            Card[] next = [.. found.Where(card => !done.Contains(card)).Order(Comparer<Card>.Create(Card.Compare)).Take(KicksAtOnce)];
            if (next.Length == 0) break;
            done.UnionWith(next);
            var lists = Each(next, (search, card) =>
            {
                var near = search.Neighbours(card, maxSteps, 60);
                // A card that is full gets another step only in place of one.
                foreach (var smaller in near.Where(each => each.StepCount < card.StepCount).Take(4).ToArray()) near.AddRange(search.Neighbours(smaller, maxSteps, 30));
                return near.Where(each => each.Loss <= highestLoss).Select(search.Reduce).ToList();
            });
            foreach (var list in lists) found.UnionWith(list);
        }
        return [.. found.Order(Comparer<Card>.Create(Card.Compare)).Take(most)];
    }

    private List<Card> Next(List<Card> beam, int size)
    {
        var grown = Distinct(Each(beam, (search, card) => search.Neighbours(card, size, card.Slope == 0 ? _options.BeamWidth : _options.AdditionsPerCard)).SelectMany(list => list).Concat(beam));
        grown = Distinct(Each([.. grown.Take(_options.BeamWidth)], (search, card) => search.Adjust(card, size)));
        for (var round = 0; round < _options.Rounds; round++)
        {
            var before = grown[0];
            grown = Distinct(Proposals(grown[0], size, round).Concat(grown));
            Card[] starts = [.. grown.Take(_options.DeepStarts)];
            grown = Distinct(Each(starts, (search, card) => search.Deepen(card, size)).Concat(grown));
            if (ReferenceEquals(before, grown[0])) break;
        }
        for (var kick = 0; kick < _options.Kicks; kick += KicksAtOnce)
        {
            var best = grown[0];
            var first = kick;
            var kicked = Each([.. Enumerable.Range(0, Math.Min(KicksAtOnce, _options.Kicks - kick))],
                (search, i) => search.Kick(best, size, new RandomStream(_key, (size * 100_000) + first + i)));
            grown = Distinct(kicked.Concat(grown));
        }
        return [.. grown.Take(_options.BeamWidth)];
    }

    // Sets of steps that are good in the parabola at the best card, and at the relaxation, with their weights rounded.
    private IEnumerable<Card> Proposals(Card best, int size, int round)
    {
        var models = new List<(SubsetModel Model, double Intercept)>();
        if (best.Slope > 0)
        {
            double[] weights = [.. best.Points.Select(each => each * best.Slope), best.Intercept];
            var (gradient, curvature) = _sums.Derivatives(weights);
            models.Add((new SubsetModel(_table, weights, gradient, curvature), best.Intercept));
        }
        if (round == 0) models.Add((_relaxed ??= AtRelaxation(), best.Intercept));
        int[] members = [.. Enumerable.Range(0, best.Points.Length).Where(step => best.Points[step] != 0)];
        var sets = new List<double[]>[models.Count];
        _options.RunEach(models.Count, i => sets[i] = models[i].Model.Find(members, size, _options.SetRounds, _options.Sets, new RandomStream(_key, (size * 1000) + (round * 10) + i)));
        double[][] all = [.. sets.SelectMany(each => each)];
        return Each(all, (search, weights) => search.Round(weights, best.Intercept, size)).OfType<Card>();
    }

    private SubsetModel AtRelaxation()
    {
        var weights = Relaxation.Solve(_sums).Weights;
        var (gradient, curvature) = _sums.Derivatives(weights);
        return new SubsetModel(_table, weights, gradient, curvature);
    }

    private static List<Card> Distinct(IEnumerable<Card> cards) => [.. cards.Distinct(Card.SamePoints).Order(Comparer<Card>.Create(Card.Compare))];

    private TResult[] Each<T, TResult>(IReadOnlyList<T> items, Func<LocalSearch, T, TResult> work)
    {
        var results = new TResult[items.Count];
        _options.RunEach(items.Count, i => results[i] = One(search => work(search, items[i])));
        return results;
    }

    private TResult One<TResult>(Func<LocalSearch, TResult> work)
    {
        if (!_idle.TryTake(out var search)) search = new LocalSearch(_table, _rules);
        var result = work(search);
        _idle.Add(search);
        return result;
    }
}
