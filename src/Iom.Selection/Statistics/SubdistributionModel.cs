namespace Iom.Selection.Statistics;

/// <summary>How inputs multiply the rate of coming to one of several ends, with those who came to another kept at risk: Fine and Gray (1999), J. Am. Stat. Assoc. 94, 496-509.</summary>
/// <param name="Coefficients">The logarithm of by how much a step of each input multiplies it.</param>
/// <param name="StandardErrors">Their errors, which allow for the censoring weights having been estimated.</param>
/// <param name="LogLikelihood">The log pseudo-likelihood without inputs, and with them.</param>
internal sealed record SubdistributionModel(double[] Coefficients, double[] StandardErrors, (double Null, double Fitted) LogLikelihood)
{
    private const int MaxSteps = 50;

    /// <summary>Fits a model.</summary>
    /// <param name="times">When each one's first end came, or none was last known to have come.</param>
    /// <param name="ends">Which: 0 for none (censored), 1 for the end asked about, else another.</param>
    /// <param name="inputs">The inputs of each.</param>
    public static SubdistributionModel Fit(IReadOnlyList<double> times, IReadOnlyList<int> ends, IReadOnlyList<double[]> inputs)
    {
        var (count, size) = (times.Count, inputs[0].Length);
        var censoring = KaplanMeier.Estimate(times, [.. ends.Select(end => end == 0)]);
        double[] uncensored = [.. times.Select(time => Before(censoring, time))];
        double[] events = [.. Enumerable.Range(0, count).Where(i => ends[i] == 1).Select(i => times[i]).Distinct().Order()];
        double[] weightsAt = [.. events.Select(time => Before(censoring, time))];
        // The weight of each one at each time of an event: 1 while at risk, less and less after another end.
        double Weight(int i, int at) => times[i] >= events[at] ? 1 : ends[i] > 1 ? weightsAt[at] / uncensored[i] : 0;
        int[] deaths = [.. events.Select(time => Enumerable.Range(0, count).Count(i => ends[i] == 1 && times[i] == time))];

        var coefficients = new double[size];
        var (nullLikelihood, likelihood) = (double.NaN, double.NaN);
        var (means, sums) = (events.Select(_ => new double[size]).ToArray(), new double[events.Length]);
        double[] scores = [];
        var information = new double[size, size];
        for (var step = 0; step < MaxSteps; step++)
        {
            scores = [.. inputs.Select(row => row.Zip(coefficients, (a, b) => a * b).Sum())];
            var slope = new double[size];
            information = new double[size, size];
            likelihood = 0;
            for (var i = 0; i < count; i++)
            {
                if (ends[i] != 1) continue;
                likelihood += scores[i];
                for (var j = 0; j < size; j++) slope[j] += inputs[i][j];
            }
            for (var at = 0; at < events.Length; at++)
            {
                var (sum, first, second) = (0.0, new double[size], new double[size, size]);
                for (var i = 0; i < count; i++)
                {
                    var risk = Weight(i, at) * Math.Exp(scores[i]);
                    if (risk == 0) continue;
                    sum += risk;
                    for (var j = 0; j < size; j++)
                    {
                        first[j] += risk * inputs[i][j];
                        for (var k = 0; k < size; k++) second[j, k] += risk * inputs[i][j] * inputs[i][k];
                    }
                }
                (sums[at], means[at]) = (sum, [.. first.Select(each => each / sum)]);
                likelihood -= deaths[at] * Math.Log(sum);
                for (var j = 0; j < size; j++)
                {
                    slope[j] -= deaths[at] * means[at][j];
                    for (var k = 0; k < size; k++) information[j, k] += deaths[at] * ((second[j, k] / sum) - (means[at][j] * means[at][k]));
                }
            }
            if (step == 0) nullLikelihood = likelihood;
            var change = SquareMatrix.Solve(information, slope);
            if (change.Max(Math.Abs) < 1e-11) break;
            coefficients = [.. coefficients.Zip(change, (a, b) => a + b)];
        }

        // The part of each one in the slope, and that of the weights.
        double[][] influence = [.. inputs.Select(_ => new double[size])];
        double[] rates = [.. deaths.Select((died, at) => died / sums[at])];
        for (var i = 0; i < count; i++)
        {
            var risk = Math.Exp(scores[i]);
            for (var at = 0; at < events.Length; at++)
            {
                var part = (ends[i] == 1 && times[i] == events[at] ? 1 : 0) - (Weight(i, at) * risk * rates[at]);
                for (var j = 0; j < size; j++) influence[i][j] += (inputs[i][j] - means[at][j]) * part;
            }
        }
        foreach (var point in censoring.Points)
        {
            double censored = Enumerable.Range(0, count).Count(i => ends[i] == 0 && times[i] == point.Time);
            if (censored == 0) continue;
            // As in R's cmprsk, an event of the same time counts as after it. What the weights from this time on of those who came to another end before it take from the slope.
            var pull = new double[size];
            for (var i = 0; i < count; i++)
            {
                if (ends[i] <= 1 || times[i] >= point.Time) continue;
                var risk = Math.Exp(scores[i]);
                for (var at = 0; at < events.Length; at++)
                {
                    if (events[at] < point.Time) continue;
                    for (var j = 0; j < size; j++) pull[j] += (inputs[i][j] - means[at][j]) * Weight(i, at) * risk * rates[at];
                }
            }
            double atRisk = point.AtRisk;
            for (var i = 0; i < count; i++)
            {
                var part = (ends[i] == 0 && times[i] == point.Time ? 1 : 0) - (times[i] >= point.Time ? censored / atRisk : 0);
                for (var j = 0; j < size; j++) influence[i][j] += pull[j] / atRisk * part;
            }
        }
        var meat = new double[size, size];
        foreach (var part in influence)
        {
            for (var j = 0; j < size; j++)
            {
                for (var k = 0; k < size; k++) meat[j, k] += part[j] * part[k];
            }
        }
        var inverse = SquareMatrix.Inverse(information);
        var robust = SquareMatrix.Multiply(SquareMatrix.Multiply(inverse, meat), inverse);
        return new SubdistributionModel(coefficients, [.. Enumerable.Range(0, size).Select(j => Math.Sqrt(robust[j, j]))], (nullLikelihood, likelihood));
    }

    private static double Before(KaplanMeier curve, double time)
    {
        var survival = 1.0;
        foreach (var point in curve.Points)
        {
            if (point.Time >= time) break;
            survival = point.Survival;
        }
        return survival;
    }
}
