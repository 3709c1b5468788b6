namespace Iom.Selection.Statistics;

internal sealed partial class RegressionDiscontinuity
{
    /// <summary>Those on one side of the line, by rising value.</summary>
    private sealed class Side
    {
        private readonly double[] _x;       // from the line
        private readonly double[] _outcomes;
        private readonly double[]? _treated;
        private readonly int[] _alike;      // how many have the same value
        private readonly int[] _place;      // the how manyeth of them each one is, from 1

        public Side(int[] people, IReadOnlyList<double> values, IReadOnlyList<double> outcomes, IReadOnlyList<double>? treated, double line)
        {
            _x = [.. people.Select(i => values[i] - line)];
            _outcomes = [.. people.Select(i => outcomes[i])];
            _treated = treated is null ? null : [.. people.Select(i => treated[i])];
            (_alike, _place) = (new int[_x.Length], new int[_x.Length]);
            for (int start = 0, end; start < _x.Length; start = end)
            {
                for (end = start; end < _x.Length && _x[end] == _x[start]; end++) _place[end] = end - start + 1;
                for (var i = start; i < end; i++) _alike[i] = end - start;
                Distinct++;
            }
        }

        public int Distinct { get; }

        /// <summary>Whether a fifth or more are not the first with their value.</summary>
        public bool IsHeaped => 1 - ((double)Distinct / _x.Length) >= 0.2;

        /// <summary>How far the farthest is.</summary>
        public double Range => _x.Max(Math.Abs);

        /// <summary>How far the farthest of so many nearest values is.</summary>
        public double Nearest(int count) => _x.Select(Math.Abs).Distinct().Order().Take(count).Last() + 1e-8;

        public int Within(double bandwidth, DiscontinuityKernel kernel) => _x.Count(x => Weight(x, bandwidth, kernel) > 0);

        /// <summary>The parts of the mean squared error of a derivative at the line.</summary>
        public BandwidthTerms Terms(int degree, int derivative, int biasDegree, double h, double hBias, double regularise, DiscontinuityOptions options)
        {
            var (inside, weights) = Window(h, options.Kernel);
            var powers = Powers(inside, degree);
            var inverse = Inverse(powers, weights);
            var meat = Meat(Weighted(powers, weights), Residuals(_outcomes, inside, powers, weights, inverse, options));
            var variance = SquareMatrix.Multiply(SquareMatrix.Multiply(inverse, meat), inverse)[derivative, derivative];
            var constant = 0.0;
            for (var j = 0; j <= degree; j++)
            {
                var sum = 0.0;
                for (var i = 0; i < inside.Length; i++) sum += powers[i, j] * weights[i] * Math.Pow(_x[inside[i]] / h, degree + 1);
                constant += inverse[derivative, j] * sum;
            }
            constant *= Math.Pow(h, derivative);

            (inside, weights) = Window(hBias, options.Kernel);
            powers = Powers(inside, biasDegree);
            inverse = Inverse(powers, weights);
            var slope = Coefficients(inverse, powers, weights, [.. inside.Select(i => _outcomes[i])])[degree + 1];
            var regularisation = 0.0;
            if (regularise > 0)
            {
                meat = Meat(Weighted(powers, weights), Residuals(_outcomes, inside, powers, weights, inverse, options));
                regularisation = 3 * constant * constant * SquareMatrix.Multiply(SquareMatrix.Multiply(inverse, meat), inverse)[degree + 1, degree + 1];
            }
            double order = 2 * (degree + 1 - derivative);
            return new BandwidthTerms(
                ((2 * derivative) + 1) * Math.Pow(h, (2 * derivative) + 1) * variance, Math.Sqrt(order) * constant * slope, regularise * order * regularisation, 1.0 / ((2 * degree) + 3));
        }

        /// <summary>The level at the line, as it is and less its bias.</summary>
        public SideFit? Fit(double h, double b, int p, int q, DiscontinuityOptions options)
        {
            var (inside, _) = Window(Math.Max(h, b), options.Kernel);
            if (inside.Length < q + 2) return null;
            double[] weightsH = [.. inside.Select(i => Weight(_x[i], h, options.Kernel))], weightsB = [.. inside.Select(i => Weight(_x[i], b, options.Kernel))];
            var (powersP, powersQ) = (Powers(inside, p), Powers(inside, q));
            var (inverseP, inverseQ) = (Inverse(powersP, weightsH), Inverse(powersQ, weightsB));
            var weighted = Weighted(powersP, weightsH);
            var pull = new double[p + 1];
            for (var j = 0; j <= p; j++)
            {
                for (var i = 0; i < inside.Length; i++) pull[j] += weighted[i, j] * Math.Pow(_x[inside[i]] / h, p + 1);
            }
            // What the bias correction takes from each one's weight.
            var corrected = new double[inside.Length, p + 1];
            for (var i = 0; i < inside.Length; i++)
            {
                var bend = 0.0;
                for (var k = 0; k <= q; k++) bend += inverseQ[p + 1, k] * powersQ[i, k];
                for (var j = 0; j <= p; j++) corrected[i, j] = weighted[i, j] - (Math.Pow(h, p + 1) * pull[j] * bend * weightsB[i]);
            }
            var fit = new SideFit(inverseP, weighted, corrected);
            var (level, levelCorrected) = fit.LevelsOf([.. inside.Select(i => _outcomes[i])]);
            fit.Outcome = (level, levelCorrected, Residuals(_outcomes, inside, powersP, weightsH, inverseP, options), Residuals(_outcomes, inside, powersQ, weightsB, inverseQ, options));
            if (_treated is not null)
            {
                (level, levelCorrected) = fit.LevelsOf([.. inside.Select(i => _treated[i])]);
                fit.Treated = (level, levelCorrected, Residuals(_treated, inside, powersP, weightsH, inverseP, options), Residuals(_treated, inside, powersQ, weightsB, inverseQ, options));
            }
            return fit;
        }

        private (int[] Inside, double[] Weights) Window(double bandwidth, DiscontinuityKernel kernel)
        {
            int[] inside = [.. Enumerable.Range(0, _x.Length).Where(i => Weight(_x[i], bandwidth, kernel) > 0)];
            return (inside, [.. inside.Select(i => Weight(_x[i], bandwidth, kernel))]);
        }

        private static double Weight(double x, double bandwidth, DiscontinuityKernel kernel)
        {
            var u = Math.Abs(x / bandwidth);
            if (u > 1) return 0;
            return kernel switch { DiscontinuityKernel.Uniform => 0.5, DiscontinuityKernel.Epanechnikov => 0.75 * (1 - (u * u)), _ => 1 - u } / bandwidth;
        }

        private double[,] Powers(int[] inside, int degree)
        {
            var powers = new double[inside.Length, degree + 1];
            for (var i = 0; i < inside.Length; i++)
            {
                powers[i, 0] = 1;
                for (var j = 1; j <= degree; j++) powers[i, j] = powers[i, j - 1] * _x[inside[i]];
            }
            return powers;
        }

        private static double[,] Weighted(double[,] powers, double[] weights)
        {
            var weighted = (double[,])powers.Clone();
            for (var i = 0; i < weights.Length; i++)
            {
                for (var j = 0; j < weighted.GetLength(1); j++) weighted[i, j] *= weights[i];
            }
            return weighted;
        }

        // Columns are scaled to one before the inverse and back after it, so that high powers don't drown it.
        private static double[,] Inverse(double[,] powers, double[] weights)
        {
            var size = powers.GetLength(1);
            var scales = new double[size];
            for (var j = 0; j < size; j++)
            {
                for (var i = 0; i < weights.Length; i++) scales[j] += weights[i] * powers[i, j] * powers[i, j];
                scales[j] = 1 / Math.Sqrt(scales[j]);
            }
            var product = new double[size, size];
            for (var i = 0; i < weights.Length; i++)
            {
                for (var j = 0; j < size; j++)
                {
                    for (var k = 0; k < size; k++) product[j, k] += weights[i] * powers[i, j] * scales[j] * powers[i, k] * scales[k];
                }
            }
            var inverse = SquareMatrix.Inverse(product);
            for (var j = 0; j < size; j++)
            {
                for (var k = 0; k < size; k++) inverse[j, k] *= scales[j] * scales[k];
            }
            return inverse;
        }

        private static double[] Coefficients(double[,] inverse, double[,] powers, double[] weights, double[] outcomes)
        {
            var size = inverse.GetLength(0);
            var (right, coefficients) = (new double[size], new double[size]);
            for (var i = 0; i < weights.Length; i++)
            {
                for (var j = 0; j < size; j++) right[j] += powers[i, j] * weights[i] * outcomes[i];
            }
            for (var j = 0; j < size; j++)
            {
                for (var k = 0; k < size; k++) coefficients[j] += inverse[j, k] * right[k];
            }
            return coefficients;
        }

        private double[] Residuals(double[] outcomes, int[] inside, double[,] powers, double[] weights, double[,] inverse, DiscontinuityOptions options)
        {
            if (options.Errors == DiscontinuityErrors.NearestNeighbours) return FromNeighbours(outcomes, inside);
            double[] own = [.. inside.Select(i => outcomes[i])];
            var coefficients = Coefficients(inverse, powers, weights, own);
            var size = coefficients.Length;
            var residuals = new double[own.Length];
            for (var i = 0; i < own.Length; i++)
            {
                var (fitted, pull) = (0.0, 0.0);
                for (var j = 0; j < size; j++)
                {
                    fitted += powers[i, j] * coefficients[j];
                    for (var k = 0; k < size; k++) pull += powers[i, j] * inverse[j, k] * powers[i, k] * weights[i];
                }
                residuals[i] = (own[i] - fitted) * options.Errors switch
                {
                    DiscontinuityErrors.Hc1 => Math.Sqrt((double)own.Length / (own.Length - size)),
                    DiscontinuityErrors.Hc2 => Math.Sqrt(1 / (1 - pull)),
                    DiscontinuityErrors.Hc3 => 1 / (1 - pull),
                    _ => 1,
                };
            }
            return residuals;
        }

        // The nearest by value, equal values together; those inside lie together.
        private double[] FromNeighbours(double[] outcomes, int[] inside)
        {
            var (first, count) = (inside[0], inside.Length);
            var residuals = new double[count];
            for (var at = 0; at < count; at++)
            {
                var (right, left) = (_alike[first + at] - _place[first + at], _place[first + at] - 1);
                while (left + right < Math.Min(Matches, count - 1))
                {
                    if (at - left - 1 < 0) right += _alike[first + at + right + 1];
                    else if (at + right + 1 >= count) left += _alike[first + at - left - 1];
                    else
                    {
                        var (toLeft, toRight) = (_x[first + at] - _x[first + at - left - 1], _x[first + at + right + 1] - _x[first + at]);
                        var (more, other) = (_alike[first + at + right + 1], _alike[first + at - left - 1]);
                        if (toLeft >= toRight) right += more;
                        if (toLeft <= toRight) left += other;
                    }
                }
                var (from, to) = (Math.Max(0, at - left), Math.Min(count - 1, at + right));
                var sum = -outcomes[first + at];
                for (var i = from; i <= to; i++) sum += outcomes[first + i];
                double others = to - from;
                residuals[at] = Math.Sqrt(others / (others + 1)) * (outcomes[first + at] - (sum / others));
            }
            return residuals;
        }

        private static double[,] Meat(double[,] weighted, double[] residuals)
        {
            var size = weighted.GetLength(1);
            var meat = new double[size, size];
            for (var i = 0; i < residuals.Length; i++)
            {
                for (var j = 0; j < size; j++)
                {
                    for (var k = 0; k < size; k++) meat[j, k] += weighted[i, j] * residuals[i] * weighted[i, k] * residuals[i];
                }
            }
            return meat;
        }
    }

    /// <summary>The level of one side at the line, and what its error is made of.</summary>
    private sealed class SideFit(double[,] inverse, double[,] weighted, double[,] corrected)
    {
        public (double Conventional, double Corrected, double[] Residuals, double[] RobustResiduals) Outcome { get; set; }

        public (double Conventional, double Corrected, double[] Residuals, double[] RobustResiduals) Treated { get; set; }

        public (double Conventional, double Corrected) LevelsOf(double[] outcomes)
        {
            var (conventional, levelCorrected) = (0.0, 0.0);
            for (var j = 0; j < inverse.GetLength(1); j++)
            {
                var (sum, sumCorrected) = (0.0, 0.0);
                for (var i = 0; i < outcomes.Length; i++)
                {
                    sum += weighted[i, j] * outcomes[i];
                    sumCorrected += corrected[i, j] * outcomes[i];
                }
                conventional += inverse[0, j] * sum;
                levelCorrected += inverse[0, j] * sumCorrected;
            }
            return (conventional, levelCorrected);
        }

        /// <summary>The variance of the level, of outcome and treatment weighted together.</summary>
        public double Variance(double ofOutcome, double ofTreated, bool robust)
        {
            var parts = robust ? corrected : weighted;
            var outcome = robust ? Outcome.RobustResiduals : Outcome.Residuals;
            var treated = robust ? Treated.RobustResiduals : Treated.Residuals;
            var variance = 0.0;
            for (var i = 0; i < outcome.Length; i++)
            {
                var part = 0.0;
                for (var j = 0; j < inverse.GetLength(1); j++) part += inverse[0, j] * parts[i, j];
                part *= (ofOutcome * outcome[i]) + (treated is null ? 0 : ofTreated * treated[i]);
                variance += part * part;
            }
            return variance;
        }
    }
}
