namespace Iom.Selection.Statistics;

/// <summary>The probability of having come first to each of several ends by a time: Aalen and Johansen (1978), Scandinavian Journal of Statistics 5, 141-150.</summary>
/// <remarks>The variance is Aalen's, with the correction for ties: Gray (1988), Annals of Statistics 16, 1141-1154, as in R's cmprsk. The interval is symmetric in the logarithm of the negative logarithm.</remarks>
internal sealed class CumulativeIncidence
{
    private readonly double[] _times;
    private readonly double[][] _incidences;    // by end and time
    private readonly double[][] _variances;
    private readonly int[] _atRisk;

    private CumulativeIncidence(double[] times, double[][] incidences, double[][] variances, int[] atRisk) =>
        (_times, _incidences, _variances, _atRisk) = (times, incidences, variances, atRisk);

    /// <summary>Estimates the probabilities.</summary>
    /// <param name="times">When each one's first end came, or none was last known to have come.</param>
    /// <param name="ends">Which: 0 for none (censored), else from 1.</param>
    /// <param name="count">How many kinds of end there are.</param>
    public static CumulativeIncidence Estimate(IReadOnlyList<double> times, IReadOnlyList<int> ends, int count)
    {
        int[] order = [.. Enumerable.Range(0, times.Count).OrderBy(i => times[i])];
        var (points, atRiskAt) = (new List<double>(), new List<int>());
        var byEnd = Enumerable.Range(0, count).Select(_ => (Incidence: new List<double>(), Variance: new List<double>(), Sums: new double[3])).ToArray();
        var (free, incidences) = (1.0, new double[count]);
        for (int start = 0, next; start < order.Length; start = next)
        {
            var came = new double[count];
            for (next = start; next < order.Length && times[order[next]] == times[order[start]]; next++)
            {
                if (ends[order[next]] > 0) came[ends[order[next]] - 1]++;
            }
            double atRisk = order.Length - start, all = came.Sum();
            var left = free * (atRisk - all) / atRisk;
            for (var end = 0; end < count; end++)
            {
                incidences[end] += free * came[end] / atRisk;
                var sums = byEnd[end].Sums;
                Add(all - came[end], isOwn: false);
                Add(came[end], isOwn: true);
                byEnd[end].Incidence.Add(incidences[end]);
                byEnd[end].Variance.Add(sums[0] + (incidences[end] * incidences[end] * sums[2]) - (2 * incidences[end] * sums[1]));

                void Add(double events, bool isOwn)
                {
                    if (events == 0 || (left <= 0 && !isOwn)) return;
                    var ties = events > 1 ? 1 - ((events - 1) / (atRisk - 1)) : 1;
                    var weight = free * free * ties * events / (atRisk * atRisk);
                    var inverse = left > 0 ? 1 / left : 0;
                    var own = (isOwn ? 1 : 0) + (inverse * incidences[end]);
                    sums[0] += own * own * weight;
                    sums[1] += inverse * own * weight;
                    sums[2] += inverse * inverse * weight;
                }
            }
            free = left;
            points.Add(times[order[start]]);
            atRiskAt.Add(order.Length - start);
        }
        return new CumulativeIncidence(
            [.. points], [.. byEnd.Select(end => end.Incidence.ToArray())], [.. byEnd.Select(end => end.Variance.ToArray())], [.. atRiskAt]);
    }

    /// <summary>How many were still at risk at a time.</summary>
    public int AtRisk(double time)
    {
        var at = Array.BinarySearch(_times, time);
        at = at < 0 ? ~at : at;
        return at < _atRisk.Length ? _atRisk[at] : 0;
    }

    /// <summary>The probability of having come to an end by a time, and its variance.</summary>
    /// <param name="end">Which, from 1.</param>
    /// <param name="time">The time.</param>
    public (double Value, double Variance) At(int end, double time)
    {
        var at = Array.BinarySearch(_times, time);
        at = at < 0 ? ~at - 1 : at;
        return at < 0 ? (0, 0) : (_incidences[end - 1][at], _variances[end - 1][at]);
    }

    /// <summary>Where the probability may lie; null where it is 0 or 1.</summary>
    public Interval? IntervalAt(int end, double time, double level)
    {
        var (value, variance) = At(end, time);
        if (value is <= 0 or >= 1) return null;
        var log = Math.Log(value);
        var half = Statistics.Interval.NormalQuantile(level) * Math.Sqrt(variance) / (value * log);
        return new Interval(Math.Exp(log * Math.Exp(-half)), Math.Exp(log * Math.Exp(half)));
    }

    /// <summary>The mean time after each end, or before any, up to a limit.</summary>
    /// <returns>Before any first, then by end.</returns>
    public double[] MeanTimes(double limit)
    {
        var means = new double[_incidences.Length + 1];
        means[0] = limit;
        for (var end = 0; end < _incidences.Length; end++)
        {
            for (var i = 0; i < _times.Length && _times[i] < limit; i++)
                means[end + 1] += _incidences[end][i] * ((i + 1 < _times.Length ? Math.Min(limit, _times[i + 1]) : limit) - _times[i]);
            means[0] -= means[end + 1];
        }
        return means;
    }
}
