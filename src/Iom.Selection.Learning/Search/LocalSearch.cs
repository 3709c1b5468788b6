using Iom.Selection.Learning.Fitting;
using Iom.Selection.Learning.Problem;
using Iom.Selection.Statistics;

namespace Iom.Selection.Learning.Search;

/// <summary>Makes a card better by small changes until none helps. For one thread at a time; the result depends on the card alone.</summary>
internal sealed class LocalSearch(StepTable table, CardRules rules)
{
    private const int RefitsOfOne = 10;
    private const int RefitsOfTwo = 3;
    private static readonly double[] Scales = [0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.15, 1.3, 1.5, 1.75, 2, 2.5, 3];

    private static readonly double[] Shares = [1.4, 1.2, 1.1, 1, 0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2];

    private readonly Scanner _scanner = new(table, rules);
    private double[] _counts = [];
    private double[] _taken = [];

    /// <summary>Fits slope and intercept to points.</summary>
    public Card Evaluate(sbyte[] points, double slope, double intercept)
    {
        _scanner.Load(points, withSteps: false);
        var loss = TotalsFit.Fit(_scanner.Counts.AsSpan(0, _scanner.Keys), _scanner.Lowest, ref slope, ref intercept);
        return new Card((sbyte[])points.Clone(), loss, slope, intercept);
    }

    /// <summary>The best cards that differ from one in one step.</summary>
    /// <param name="card">The card.</param>
    /// <param name="maxSteps">How many steps may give points.</param>
    /// <param name="count">How many cards at most.</param>
    public List<Card> Neighbours(Card card, int maxSteps, int count)
    {
        _scanner.Load(card.Points);
        if (card.Slope == 0) return FirstSteps(card, maxSteps, count);
        Span<Change> changes = stackalloc Change[count];
        var found = _scanner.FindBest(_scanner.Counts, _scanner.Taken, card.Slope, card.Intercept, maxSteps, except: -1, changes);
        var cards = new List<Card>(found);
        foreach (var change in changes[..found])
        {
            var (slope, intercept) = (card.Slope, card.Intercept);
            var loss = _scanner.Refit(_scanner.Counts, _scanner.Taken, change, ref slope, ref intercept);
            cards.Add(With(card.Points, loss, slope, intercept, change));
        }
        return cards;
    }

    /// <summary>The best single change, until none helps.</summary>
    public Card Adjust(Card card, int maxSteps)
    {
        Span<Change> changes = stackalloc Change[RefitsOfOne];
        while (true)
        {
            _scanner.Load(card.Points);
            if (card.Slope == 0)
            {
                if (FirstSteps(card, maxSteps, 1) is not [var one] || !(one.Loss < card.Loss - Enough(card))) return card;
                card = one;
                continue;
            }
            var found = _scanner.FindBest(_scanner.Counts, _scanner.Taken, card.Slope, card.Intercept, maxSteps, except: -1, changes);
            var best = (Loss: card.Loss - Enough(card), Slope: 0.0, Intercept: 0.0, Change: default(Change));
            var improved = false;
            foreach (var change in changes[..found])
            {
                if (change.Loss > Margin(card)) break;
                var (slope, intercept) = (card.Slope, card.Intercept);
                var loss = _scanner.Refit(_scanner.Counts, _scanner.Taken, change, ref slope, ref intercept);
                if (!(loss < best.Loss)) continue;
                (best, improved) = ((loss, slope, intercept, change), true);
            }
            if (!improved) return card;
            card = With(card.Points, best.Loss, best.Slope, best.Intercept, best.Change);
        }
    }

    /// <summary>Changes of one step, of two at once, and of the scale, until none helps.</summary>
    public Card Deepen(Card card, int maxSteps)
    {
        while (true)
        {
            var before = card;
            card = Pairs(Adjust(card, maxSteps), maxSteps);
            card = Rescale(card, maxSteps);
            if (!(card.Loss < before.Loss - Enough(before))) return card;
        }
    }

    /// <summary>Changes of one step and of two at once, until none helps.</summary>
    public Card Pairs(Card card, int maxSteps)
    {
        var unchanged = 0;
        for (var step = 0; unchanged < table.StepCount; step = (step + 1) % table.StepCount)
        {
            unchanged++;
            if (card.Points[step] == 0 || table.Bounds[step].Lowest == table.Bounds[step].Highest) continue;
            var better = Pair(card, step, maxSteps);
            if (ReferenceEquals(better, card)) continue;
            card = Adjust(better, maxSteps);
            unchanged = 0;
        }
        return card;
    }

    /// <summary>Takes some steps away and perhaps others in, and searches again.</summary>
    public Card Kick(Card card, int maxSteps, RandomStream chance)
    {
        var points = (sbyte[])card.Points.Clone();
        var members = new List<int>();
        for (var step = 0; step < points.Length; step++)
        {
            if (points[step] != 0 && !table.Bounds[step].IsRequired) members.Add(step);
        }
        if (members.Count == 0) return card;
        var drop = 1 + chance.Below(Math.Min(members.Count, 2 + (maxSteps / 5)));
        for (var i = 0; i < drop; i++)
        {
            var at = chance.Below(members.Count);
            points[members[at]] = 0;
            members.RemoveAt(at);
        }
        var add = chance.Below(3);
        for (var i = 0; i < add; i++)
        {
            var step = chance.Below(points.Length);
            var bounds = table.Bounds[step];
            if (bounds.Highest == bounds.Lowest) continue;
            var value = bounds.Lowest + chance.Below(bounds.Highest - bounds.Lowest + 1);
            if (rules.Allows(points, CountOf(points), step, value, maxSteps)) points[step] = (sbyte)value;
        }
        return Pairs(Adjust(Evaluate(points, card.Slope, card.Intercept), maxSteps), maxSteps);
    }

    /// <summary>Rounds real weights at many scales, and adjusts the best of them.</summary>
    /// <returns>A card; null where no rounding is allowed.</returns>
    public Card? Round(double[] weights, double intercept, int maxSteps)
    {
        var (largest, most) = (0.0, 1);
        for (var step = 0; step < weights.Length; step++)
        {
            var bounds = table.Bounds[step];
            if (weights[step] == 0) continue;
            largest = Math.Max(largest, Math.Abs(weights[step]));
            most = Math.Max(most, weights[step] > 0 ? bounds.Highest : -bounds.Lowest);
        }
        if (largest == 0) return null;
        Card? best = null;
        foreach (var share in Shares)
        {
            var scale = share * most / largest;
            var points = new sbyte[weights.Length];
            for (var step = 0; step < points.Length; step++)
            {
                var bounds = table.Bounds[step];
                points[step] = (sbyte)Math.Clamp((int)Math.Round(Math.Clamp(weights[step] * scale, -127, 127), MidpointRounding.AwayFromZero), bounds.Lowest, bounds.Highest);
            }
            if (CountOf(points) is 0 || CountOf(points) > maxSteps || !rules.WithinLimits(points)) continue;
            var card = Evaluate(points, 1 / scale, intercept);
            if (best is null || Card.Compare(card, best) < 0) best = card;
        }
        return best is null ? null : Adjust(best, maxSteps);
    }

    /// <summary>The card of the fewest points, with the same totals but for a factor.</summary>
    public Card Reduce(Card card)
    {
        var divisor = 0;
        foreach (var each in card.Points) divisor = Divisor(divisor, Math.Abs((int)each));
        if (divisor <= 1) return card;
        var points = Array.ConvertAll(card.Points, each => (sbyte)(each / divisor));
        for (var step = 0; step < points.Length; step++)
        {
            if (points[step] < table.Bounds[step].Lowest || points[step] > table.Bounds[step].Highest) return card;
        }
        return new Card(points, card.Loss, card.Slope * divisor, card.Intercept);
    }

    // With a slope of 0 no change of points changes the loss, so that each is fitted by itself.
    private List<Card> FirstSteps(Card card, int maxSteps, int count)
    {
        var cards = new List<Card>();
        for (var step = 0; step < table.StepCount; step++)
        {
            var bounds = table.Bounds[step];
            for (var value = Math.Max(bounds.Lowest, card.Points[step] - _scanner.Reach); value <= Math.Min(bounds.Highest, card.Points[step] + _scanner.Reach); value++)
            {
                if (value == card.Points[step] || !rules.Allows(card.Points, card.StepCount, step, value, maxSteps)) continue;
                var change = new Change(step, value, 0);
                var (slope, intercept) = (0.0, card.Intercept);
                var loss = _scanner.Refit(_scanner.Counts, _scanner.Taken, change, ref slope, ref intercept);
                cards.Add(With(card.Points, loss, slope, intercept, change));
            }
        }
        cards.Sort(Card.Compare);
        if (cards.Count > count) cards.RemoveRange(count, cards.Count - count);
        return cards;
    }

    private Card Pair(Card card, int step, int maxSteps)
    {
        _scanner.Load(card.Points);
        _scanner.Restrict(step);
        _scanner.Fit(ref _counts, ref _taken);
        var now = card.Points[step];
        var best = card;
        var limit = card.Loss - Enough(card);
        Span<Change> changes = stackalloc Change[RefitsOfTwo];
        Span<int> values = [0, now - 2, now - 1, now + 1, now + 2];
        for (var i = 0; i < values.Length; i++)
        {
            var value = values[i];
            if (value == now || (i > 0 && value == 0) || Math.Abs(value - now) > _scanner.Reach) continue;
            if (!rules.Allows(card.Points, card.StepCount, step, value, maxSteps)) continue;
            _scanner.Shift(value - now, _counts, _taken);
            var (slope, intercept) = (card.Slope, card.Intercept);
            var first = TotalsFit.Fit(_counts.AsSpan(0, _scanner.Keys), _scanner.Lowest, ref slope, ref intercept);
            _scanner.SetPoints(step, value);
            var found = _scanner.FindBest(_counts, _taken, slope, intercept, maxSteps, step, changes);
            foreach (var change in changes[..found])
            {
                if (first + change.Loss > card.Loss + Margin(card)) break;
                var (a, b) = (slope, intercept);
                var loss = _scanner.Refit(_counts, _taken, change, ref a, ref b);
                if (!(loss < limit)) continue;
                limit = loss;
                best = With(card.Points, loss, a, b, new Change(step, value, 0), change);
            }
            _scanner.SetPoints(step, now);
        }
        return best;
    }

    private Card Rescale(Card card, int maxSteps)
    {
        var best = card;
        foreach (var scale in Scales)
        {
            var points = new sbyte[card.Points.Length];
            for (var step = 0; step < points.Length; step++)
            {
                var bounds = table.Bounds[step];
                points[step] = (sbyte)Math.Clamp((int)Math.Round(card.Points[step] * scale, MidpointRounding.AwayFromZero), bounds.Lowest, bounds.Highest);
            }
            if (CountOf(points) == 0 || CountOf(points) > maxSteps || !rules.WithinLimits(points)) continue;
            var other = Adjust(Evaluate(points, card.Slope / scale, card.Intercept), maxSteps);
            if (other.Loss < best.Loss - Enough(best)) best = other;
        }
        return best;
    }

    // Differences that are rounding are none.
    private static double Enough(Card card) => 1e-9 * (1 + card.Loss);

    // By how much a change may look worse before slope and intercept are fitted to it.
    private static double Margin(Card card) => 1 + (2e-4 * card.Loss);

    private static Card With(sbyte[] points, double loss, double slope, double intercept, params ReadOnlySpan<Change> changes)
    {
        var changed = (sbyte[])points.Clone();
        foreach (var change in changes) changed[change.Step] = (sbyte)change.Value;
        return new Card(changed, loss, slope, intercept);
    }

    private static int CountOf(sbyte[] points)
    {
        var count = 0;
        foreach (var each in points) count += each == 0 ? 0 : 1;
        return count;
    }

    private static int Divisor(int one, int other) => other == 0 ? one : Divisor(other, one % other);
}
