using MathNet.Numerics.Distributions;

namespace Iom.Selection.Statistics;

/// <summary>How inputs multiply the rate of an event, whatever the rate: Cox (1972), J. R. Stat. Soc. B 34, 187-220.</summary>
/// <remarks>With starts, several rows of one person and their errors: Andersen and Gill (1982), Annals of Statistics 10, 1100-1120; Lin and Wei (1989), J. Am. Stat. Assoc. 84, 1074-1078.</remarks>
internal sealed class CoxModel
{
    private const int MaxSteps = 50;
    private const double Enough = 1e-12;

    private readonly double[] _starts;
    private readonly double[] _stops;
    private readonly bool[] _isEvent;
    private readonly double[][] _inputs;
    private readonly CoxTies _ties;
    private readonly int _size;

    private CoxModel(IReadOnlyList<double>? starts, IReadOnlyList<double> stops, IReadOnlyList<bool> isEvent, IReadOnlyList<double[]> inputs, CoxTies ties)
    {
        (_stops, _isEvent, _inputs, _ties, _size) = ([.. stops], [.. isEvent], [.. inputs], ties, inputs[0].Length);
        _starts = starts is null ? [.. stops.Select(_ => double.NegativeInfinity)] : [.. starts];
        Coefficients = new double[_size];
    }

    /// <summary>The logarithm of by how much a step of each input multiplies the rate.</summary>
    public double[] Coefficients { get; private set; }

    /// <summary>Their variances and covariances.</summary>
    public double[,] Covariance { get; private set; } = new double[0, 0];

    /// <summary>The log likelihood without inputs, and with them.</summary>
    public (double Null, double Fitted) LogLikelihood { get; private set; }

    /// <summary>Fits a model.</summary>
    /// <param name="starts">From when each row is at risk; null for always.</param>
    /// <param name="stops">Until when.</param>
    /// <param name="isEvent">Whether the event came then.</param>
    /// <param name="inputs">The inputs of each row.</param>
    /// <param name="ties">How events of one time are taken.</param>
    public static CoxModel Fit(
        IReadOnlyList<double>? starts, IReadOnlyList<double> stops, IReadOnlyList<bool> isEvent, IReadOnlyList<double[]> inputs, CoxTies ties = CoxTies.Efron)
    {
        var model = new CoxModel(starts, stops, isEvent, inputs, ties);
        var (likelihood, slope, information) = model.Look(model.Coefficients);
        var atNull = likelihood;
        for (var step = 0; step < MaxSteps; step++)
        {
            var change = SquareMatrix.Solve(information, slope);
            var next = model.Coefficients.Zip(change, (a, b) => a + b).ToArray();
            var looked = model.Look(next);
            for (var half = 0; half < 20 && !(looked.LogLikelihood >= likelihood - Enough); half++)
            {
                next = [.. model.Coefficients.Zip(next, (a, b) => (a + b) / 2)];
                looked = model.Look(next);
            }
            var done = Math.Abs(looked.LogLikelihood - likelihood) <= Enough * Math.Abs(likelihood) && change.Max(Math.Abs) < 1e-9;
            model.Coefficients = next;
            (likelihood, slope, information) = looked;
            if (done) break;
        }
        model.LogLikelihood = (atNull, likelihood);
        model.Covariance = SquareMatrix.Inverse(information);
        return model;
    }

    /// <summary>The standard error of a coefficient.</summary>
    public double StandardError(int input) => Math.Sqrt(Covariance[input, input]);

    /// <summary>What each row would be multiplied by, in logarithms.</summary>
    public double[] Scores() => [.. _inputs.Select(row => row.Zip(Coefficients, (a, b) => a * b).Sum())];

    /// <summary>The errors of the coefficients when rows of one person come together.</summary>
    /// <param name="people">Whose each row is.</param>
    public double[] RobustErrors(IReadOnlyList<int> people)
    {
        var residuals = ScoreResiduals();
        var byPerson = new Dictionary<int, double[]>();
        for (var i = 0; i < residuals.Length; i++)
        {
            if (!byPerson.TryGetValue(people[i], out var sum)) byPerson.Add(people[i], sum = new double[_size]);
            for (var j = 0; j < _size; j++) sum[j] += residuals[i][j];
        }
        var meat = new double[_size, _size];
        foreach (var sum in byPerson.Values)
        {
            for (var j = 0; j < _size; j++)
            {
                for (var k = 0; k < _size; k++) meat[j, k] += sum[j] * sum[k];
            }
        }
        var robust = SquareMatrix.Multiply(SquareMatrix.Multiply(Covariance, meat), Covariance);
        return [.. Enumerable.Range(0, _size).Select(j => Math.Sqrt(robust[j, j]))];
    }

    /// <summary>Whether effects stay the same over time: the score test of inputs times a function of time.</summary>
    /// <remarks>Grambsch and Therneau (1994), Biometrika 81, 515-526, as an exact score test.</remarks>
    /// <param name="ofTime">The function, of the time of an event.</param>
    /// <param name="inputs">The inputs tested together.</param>
    /// <returns>The statistic, with as many degrees of freedom as inputs, and its p.</returns>
    public (double ChiSquared, double P) TestProportionality(Func<double, double> ofTime, params int[] inputs)
    {
        var mean = 0.0;
        var events = 0;
        for (var i = 0; i < _stops.Length; i++)
        {
            if (!_isEvent[i]) continue;
            mean += ofTime(_stops[i]);
            events++;
        }
        mean /= events;
        var (slope, information) = (new double[_size + inputs.Length], new double[_size + inputs.Length, _size + inputs.Length]);
        foreach (var (time, own, ownInformation) in Parts(Coefficients))
        {
            var g = ofTime(time) - mean;
            for (var j = 0; j < _size; j++)
            {
                for (var k = 0; k < _size; k++) information[j, k] += ownInformation[j, k];
            }
            for (var j = 0; j < inputs.Length; j++)
            {
                slope[_size + j] += g * own[inputs[j]];
                for (var k = 0; k < _size; k++)
                {
                    information[_size + j, k] += g * ownInformation[inputs[j], k];
                    information[k, _size + j] = information[_size + j, k];
                }
                for (var k = 0; k < inputs.Length; k++) information[_size + j, _size + k] += g * g * ownInformation[inputs[j], inputs[k]];
            }
        }
        var chiSquared = slope.Zip(SquareMatrix.Solve(information, slope), (a, b) => a * b).Sum();
        return (chiSquared, 1 - ChiSquared.CDF(inputs.Length, chiSquared));
    }

    private (double LogLikelihood, double[] Slope, double[,] Information) Look(double[] coefficients)
    {
        var (likelihood, slope, information) = (0.0, new double[_size], new double[_size, _size]);
        foreach (var part in Parts(coefficients, likely => likelihood += likely))
        {
            for (var j = 0; j < _size; j++)
            {
                slope[j] += part.Slope[j];
                for (var k = 0; k < _size; k++) information[j, k] += part.Information[j, k];
            }
        }
        return (likelihood, slope, information);
    }

    // Each time of an event, with what it adds to slope and information.
    private IEnumerable<(double Time, double[] Slope, double[,] Information)> Parts(double[] coefficients, Action<double>? likelihood = null)
    {
        double[] scores = [.. _inputs.Select(row => row.Zip(coefficients, (a, b) => a * b).Sum())];
        foreach (var time in Times())
        {
            int[] atRisk = [.. AtRisk(time)];
            int[] died = [.. atRisk.Where(i => _isEvent[i] && _stops[i] == time)];
            yield return _ties == CoxTies.Exact ? Exactly(time, atRisk, died, scores, likelihood) : Approximately(time, atRisk, died, scores, likelihood);
        }
    }

    private (double Time, double[] Slope, double[,] Information) Approximately(double time, int[] atRisk, int[] died, double[] scores, Action<double>? likelihood)
    {
        var (slope, information) = (new double[_size], new double[_size, _size]);
        foreach (var i in died)
        {
            likelihood?.Invoke(scores[i]);
            for (var j = 0; j < _size; j++) slope[j] += _inputs[i][j];
        }
        var (all, dead) = (Sum(atRisk, scores), Sum(died, scores));
        for (var k = 0; k < died.Length; k++)
        {
            var share = _ties == CoxTies.Efron ? (double)k / died.Length : 0;
            var weight = all.Weight - (share * dead.Weight);
            likelihood?.Invoke(-Math.Log(weight));
            for (var j = 0; j < _size; j++)
            {
                var mean = (all.First[j] - (share * dead.First[j])) / weight;
                slope[j] -= mean;
                for (var l = 0; l < _size; l++)
                    information[j, l] += ((all.Second[j, l] - (share * dead.Second[j, l])) / weight) - (mean * (all.First[l] - (share * dead.First[l])) / weight);
            }
        }
        return (time, slope, information);
    }

    // The sum over all choices of so many, with its derivatives, one person after another.
    private (double Time, double[] Slope, double[,] Information) Exactly(double time, int[] atRisk, int[] died, double[] scores, Action<double>? likelihood)
    {
        var (sums, firsts, seconds) = (new double[died.Length + 1], new double[died.Length + 1][], new double[died.Length + 1][,]);
        sums[0] = 1;
        for (var d = 0; d <= died.Length; d++) (firsts[d], seconds[d]) = (new double[_size], new double[_size, _size]);
        foreach (var i in atRisk)
        {
            var (risk, row) = (Math.Exp(scores[i]), _inputs[i]);
            for (var d = died.Length; d >= 1; d--)
            {
                for (var j = 0; j < _size; j++)
                {
                    for (var k = 0; k < _size; k++)
                        seconds[d][j, k] += risk * (seconds[d - 1][j, k] + (row[j] * firsts[d - 1][k]) + (firsts[d - 1][j] * row[k]) + (row[j] * row[k] * sums[d - 1]));
                }
                for (var j = 0; j < _size; j++) firsts[d][j] += risk * (firsts[d - 1][j] + (row[j] * sums[d - 1]));
                sums[d] += risk * sums[d - 1];
            }
        }
        var (slope, information, all) = (new double[_size], new double[_size, _size], sums[died.Length]);
        likelihood?.Invoke(died.Sum(i => scores[i]) - Math.Log(all));
        for (var j = 0; j < _size; j++)
        {
            slope[j] = died.Sum(i => _inputs[i][j]) - (firsts[died.Length][j] / all);
            for (var k = 0; k < _size; k++) information[j, k] = (seconds[died.Length][j, k] / all) - (firsts[died.Length][j] * firsts[died.Length][k] / (all * all));
        }
        return (time, slope, information);
    }

    private double[][] ScoreResiduals()
    {
        var scores = Scores();
        double[][] residuals = [.. _inputs.Select(_ => new double[_size])];
        foreach (var time in Times())
        {
            int[] atRisk = [.. AtRisk(time)];
            int[] died = [.. atRisk.Where(i => _isEvent[i] && _stops[i] == time)];
            var (all, dead) = (Sum(atRisk, scores), Sum(died, scores));
            for (var k = 0; k < died.Length; k++)
            {
                var share = _ties == CoxTies.Efron ? (double)k / died.Length : 0;
                var weight = all.Weight - (share * dead.Weight);
                double[] mean = [.. Enumerable.Range(0, _size).Select(j => (all.First[j] - (share * dead.First[j])) / weight)];
                foreach (var i in atRisk)
                {
                    var isDeath = _isEvent[i] && _stops[i] == time;
                    var hazard = Math.Exp(scores[i]) / weight * (isDeath ? 1 - share : 1);
                    for (var j = 0; j < _size; j++) residuals[i][j] += (_inputs[i][j] - mean[j]) * ((isDeath ? 1.0 / died.Length : 0) - hazard);
                }
            }
        }
        return residuals;
    }

    private IEnumerable<double> Times() => _stops.Where((_, i) => _isEvent[i]).Distinct().Order();

    private IEnumerable<int> AtRisk(double time) => Enumerable.Range(0, _stops.Length).Where(i => _starts[i] < time && _stops[i] >= time);

    private (double Weight, double[] First, double[,] Second) Sum(int[] rows, double[] scores)
    {
        var (weight, first, second) = (0.0, new double[_size], new double[_size, _size]);
        foreach (var i in rows)
        {
            var risk = Math.Exp(scores[i]);
            weight += risk;
            for (var j = 0; j < _size; j++)
            {
                first[j] += risk * _inputs[i][j];
                for (var k = 0; k < _size; k++) second[j, k] += risk * _inputs[i][j] * _inputs[i][k];
            }
        }
        return (weight, first, second);
    }
}
