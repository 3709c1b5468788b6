using MathNet.Numerics;

namespace Iom.Selection.Statistics;

/// <summary>Counts of people whose rates differ: a gamma distribution of rates, and of each a Poisson count in the time there was.</summary>
/// <remarks>Greenwood and Yule (1920), J. R. Stat. Soc. 83, 255-279; the posterior mean is that of Robbins (1956) and, for counts before and after, Hauer (1997), "Observational Before-After Studies".</remarks>
/// <param name="Rate">The mean rate, in events for a unit of time.</param>
/// <param name="Shape">How alike people are: the shape of the gamma distribution; infinite where counts scatter no more than chance.</param>
internal readonly record struct NegativeBinomial(double Rate, double Shape)
{
    private const double MaxLogShape = 9;
    private const double MinLogShape = -6;
    private const int MaxSteps = 60;
    private const double Enough = 1e-6;

    /// <summary>What a person's rate is likely to be, seen what was counted.</summary>
    /// <param name="count">The events counted.</param>
    /// <param name="time">The time in which they were.</param>
    public double PosteriorMean(int count, double time) => double.IsPositiveInfinity(Shape) || Rate == 0 ? Rate : (Shape + count) / ((Shape / Rate) + time);

    /// <summary>Fits by maximum likelihood.</summary>
    /// <param name="cells">How many events in which time, and how many people are like that; people without time say nothing.</param>
    /// <returns>The fit; a rate of 0 where nothing was counted.</returns>
    public static NegativeBinomial Fit(IReadOnlyList<(int Count, double Time, double People)> cells)
    {
        var (events, time, most) = (0.0, 0.0, 0);
        foreach (var cell in cells)
        {
            if (cell.People == 0) continue;
            (events, time, most) = (events + (cell.Count * cell.People), time + (cell.Time * cell.People), Math.Max(most, cell.Count));
        }
        if (events == 0 || time == 0) return new NegativeBinomial(0, double.PositiveInfinity);
        var of = new double[most + 1];
        foreach (var cell in cells) of[Math.Min(cell.Count, most)] += cell.People; // beyond the most there is nobody

        // Golden section over the logarithm of the shape; the rate follows from it.
        var ratio = (Math.Sqrt(5) - 1) / 2;
        var (low, high) = (MinLogShape, MaxLogShape);
        var (a, b) = (high - (ratio * (high - low)), low + (ratio * (high - low)));
        var (atA, atB) = (LogLikelihood(a).Value, LogLikelihood(b).Value);
        for (var step = 0; step < MaxSteps && high - low > Enough; step++)
        {
            if (atA > atB)
            {
                (high, b, atB) = (b, a, atA);
                a = high - (ratio * (high - low));
                atA = LogLikelihood(a).Value;
            }
            else
            {
                (low, a, atA) = (a, b, atB);
                b = low + (ratio * (high - low));
                atB = LogLikelihood(b).Value;
            }
        }
        var best = (low + high) / 2;
        return best > MaxLogShape - 0.01 ? new NegativeBinomial(events / time, double.PositiveInfinity) : new NegativeBinomial(LogLikelihood(best).Rate, Math.Exp(best));

        (double Value, double Rate) LogLikelihood(double logShape)
        {
            var shape = Math.Exp(logShape);
            var rate = RateOf(cells, shape, events / time);
            var value = 0.0;
            for (var count = 0; count <= most; count++)
            {
                if (of[count] > 0) value += of[count] * (SpecialFunctions.GammaLn(count + shape) - SpecialFunctions.GammaLn(shape));
            }
            foreach (var (count, own, people) in cells)
            {
                if (people == 0) continue;
                var mean = rate * own;
                value += people * ((-shape * Math.Log(1 + (mean / shape))) + (count == 0 ? 0 : count * Math.Log(mean / (mean + shape))));
            }
            return (value, rate);
        }
    }

    // The rate that fits best with a shape: Newton's method on its logarithm.
    private static double RateOf(IReadOnlyList<(int Count, double Time, double People)> cells, double shape, double start)
    {
        var log = Math.Log(start);
        for (var step = 0; step < MaxSteps; step++)
        {
            var (slope, curve, rate) = (0.0, 0.0, Math.Exp(log));
            foreach (var (count, time, people) in cells)
            {
                var spread = shape + (rate * time);
                slope += people * shape * (count - (rate * time)) / spread;
                curve += people * shape * rate * time * (shape + count) / (spread * spread);
            }
            if (curve <= 0) break;
            var change = Math.Clamp(slope / curve, -1, 1);
            log += change;
            if (Math.Abs(change) < 1e-10) break;
        }
        return Math.Exp(log);
    }
}
