namespace Iom.Selection.Statistics;

/// <summary>What some people would have done afterwards, seen what everybody did before and after: people chosen at a peak fall back by chance alone.</summary>
/// <remarks>
/// A negative binomial is fitted to the counts before of everybody, those chosen included; of each one chosen, the posterior mean times how much everybody's rate changed is what was to be
/// expected (Hauer 1997). How much it changed is told by those who were not chosen, after to their own posterior means: if those chosen counted too, a part of the effect would be taken for
/// the times. The interval draws people again; people alike in everything are drawn together, as one cell of a multinomial.
/// </remarks>
internal sealed class EmpiricalBayes
{
    private readonly (int Before, double BeforeTime, int After, double AfterTime, bool IsChosen)[] _cells;
    private readonly int[] _counts;

    /// <summary>Takes people.</summary>
    /// <param name="people">Of each: events and time before, events and time after, and whether chosen.</param>
    public EmpiricalBayes(IEnumerable<(int Before, double BeforeTime, int After, double AfterTime, bool IsChosen)> people)
    {
        var cells = people.Where(person => person.BeforeTime > 0).CountBy(person => person).OrderBy(cell => cell.Key).ToArray();
        _cells = [.. cells.Select(cell => cell.Key)];
        _counts = [.. cells.Select(cell => cell.Value)];
        Estimate = Of([.. _counts.Select(count => (double)count)]);
    }

    /// <summary>How many people there are.</summary>
    public int PeopleCount => _counts.Sum();

    /// <summary>What was found of all people.</summary>
    public EmpiricalBayesEstimate? Estimate { get; }

    /// <summary>Draws the people some times.</summary>
    /// <param name="key">The key of the seed.</param>
    /// <param name="draws">How often.</param>
    /// <returns>The ratio of observed to expected in each draw that has one.</returns>
    public double[] Draw(ulong key, int draws)
    {
        var ratios = new List<double>();
        var (drawn, all) = (new double[_counts.Length], _counts.Sum());
        for (var draw = 0; draw < draws; draw++)
        {
            var stream = new RandomStream(key, draw);
            var (toDraw, left) = (all, all);
            for (var cell = 0; cell < drawn.Length; cell++)
            {
                var own = cell == drawn.Length - 1 ? toDraw : stream.NextBinomial(toDraw, (double)_counts[cell] / left);
                (drawn[cell], toDraw, left) = (own, toDraw - own, left - _counts[cell]);
            }
            if (Of(drawn) is { Expected: > 0 } found) ratios.Add(found.Observed / found.Expected);
        }
        return [.. ratios];
    }

    private EmpiricalBayesEstimate? Of(double[] weights)
    {
        var fit = NegativeBinomial.Fit([.. _cells.Select((cell, i) => (cell.Before, cell.BeforeTime, weights[i]))]);
        if (fit.Rate == 0) return null;
        var (own, others) = (new Sums(), new Sums());
        for (var i = 0; i < _cells.Length; i++)
        {
            var (cell, sums) = (_cells[i], _cells[i].IsChosen ? own : others);
            sums.People += weights[i];
            sums.Before += weights[i] * cell.Before;
            sums.BeforeTime += weights[i] * cell.BeforeTime;
            sums.After += weights[i] * cell.After;
            sums.AfterTime += weights[i] * cell.AfterTime;
            sums.Posterior += weights[i] * fit.PosteriorMean(cell.Before, cell.BeforeTime) * cell.AfterTime;
        }
        if (own.AfterTime == 0 || others.Posterior == 0) return null;
        var whole = (own.After + others.After) / (own.AfterTime + others.AfterTime) / ((own.Before + others.Before) / (own.BeforeTime + others.BeforeTime));
        return new EmpiricalBayesEstimate(
            fit, others.After / others.Posterior, whole, (int)Math.Round(own.People), own.After, own.Posterior * others.After / others.Posterior, own.Posterior * whole,
            own.Before / own.BeforeTime, own.After / own.AfterTime);
    }

    private sealed class Sums
    {
        public double People { get; set; }

        public double Before { get; set; }

        public double BeforeTime { get; set; }

        public double After { get; set; }

        public double AfterTime { get; set; }

        public double Posterior { get; set; }
    }
}
