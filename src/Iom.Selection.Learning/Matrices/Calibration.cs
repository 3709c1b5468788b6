using Iom.Selection.Learning.Fitting;

namespace Iom.Selection.Learning.Matrices;

/// <summary>Turns log-odds into chances that hold on other dates: slope and intercept of a logistic regression on them (Platt 1999).</summary>
public static class Calibration
{
    private const int MaxSteps = 100;
    private const double MaxSlope = 100;

    /// <summary>Fits slope and intercept by Newton's method.</summary>
    /// <param name="logOdds">By row: the log-odds.</param>
    /// <param name="outcomes">By row: whether the outcome followed.</param>
    /// <returns>Slope and intercept; (1, 0) leaves the log-odds as they are. A slope of 0 or less says that their order is worth nothing.</returns>
    /// <exception cref="ArgumentException">There is no row, or all outcomes are alike.</exception>
    public static CalibrationLine Fit(IReadOnlyList<double> logOdds, IReadOnlyList<bool> outcomes)
    {
        ArgumentNullException.ThrowIfNull(logOdds);
        ArgumentNullException.ThrowIfNull(outcomes);
        if (outcomes.All(each => each) || outcomes.All(each => !each)) throw new ArgumentException("All outcomes are alike: there is nothing to calibrate by.", nameof(outcomes));
        var (a, b) = (0.0, Math.Log((double)outcomes.Count(each => each) / outcomes.Count(each => !each)));
        for (var step = 0; step < MaxSteps; step++)
        {
            double g0 = 0, g1 = 0, h00 = 1e-9, h01 = 0, h11 = 1e-9;
            for (var i = 0; i < logOdds.Count; i++)
            {
                var chance = ChanceOf(logOdds[i], new CalibrationLine(a, b));
                var (residual, weight) = (chance - (outcomes[i] ? 1 : 0), chance * (1 - chance));
                (g0, g1) = (g0 + residual, g1 + (residual * logOdds[i]));
                (h00, h01, h11) = (h00 + weight, h01 + (weight * logOdds[i]), h11 + (weight * logOdds[i] * logOdds[i]));
            }
            var determinant = (h00 * h11) - (h01 * h01);
            if (determinant <= 1e-12 * h00 * h11) break;
            var (da, db) = (((h00 * g1) - (h01 * g0)) / determinant, ((h11 * g0) - (h01 * g1)) / determinant);
            var (before, share) = (Loss(a, b), 1.0);
            while (share > 1e-9 && !(Loss(a - (share * da), b - (share * db)) < before)) share /= 2;
            if (share <= 1e-9) break;
            (a, b) = (Math.Clamp(a - (share * da), -MaxSlope, MaxSlope), b - (share * db));
        }
        return new CalibrationLine(a, b);

        double Loss(double slope, double intercept)
        {
            var loss = 0.0;
            for (var i = 0; i < logOdds.Count; i++)
            {
                var z = (slope * logOdds[i]) + intercept;
                loss += TotalsFit.SoftPlus(outcomes[i] ? -z : z);
            }
            return loss;
        }
    }

    /// <summary>The chance that calibrated log-odds stand for.</summary>
    /// <param name="logOdds">The log-odds.</param>
    /// <param name="calibration">Slope and intercept.</param>
    /// <returns>Between 0 and 1, so that no loss is infinite.</returns>
    public static double ChanceOf(double logOdds, CalibrationLine calibration) =>
        Math.Clamp(1 / (1 + Math.Exp(-((calibration.Slope * logOdds) + calibration.Intercept))), 1e-12, 1 - 1e-12);
}
