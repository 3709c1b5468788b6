using Iom.Selection.Foundation;
using Iom.Selection.Measures;
using Iom.Selection.Records;

namespace Iom.Selection.Policies;

/// <summary>An additive model of a policy's measures as it stands in a file: a weight for each level reached, an intercept, and what it was trained from. Scored here, by whatever it was trained.</summary>
/// <remarks>
/// The file is all there is to it: no weight stands elsewhere. Its SHA-256 names it, and it orders nobody unless a signed policy does so by that name.
/// Where it orders or advises, it is by whole points, as a matrix: those of a level are its log-odds in parts of <see cref="LogOddsOfAPoint"/>, rounded once, so that they add up exactly on every machine.
/// </remarks>
public sealed class StepModel
{
    /// <summary>The log-odds of one whole point, in a model of steps: odds about a tenth higher.</summary>
    public const double LogOddsOfAPoint = 0.1;

    /// <summary>SHA-256 of the file's bytes, 64 lower-case hexadecimal digits; empty of a model that was read from no file, which no policy can name.</summary>
    public string Sha256 { get; internal init; } = "";

    /// <summary>How it was trained.</summary>
    public required ModelKind Kind { get; init; }

    /// <summary>SHA-256 of the policy that it was trained with. The one that names it is another file; what counts is that the measures are the same.</summary>
    public required string PolicySha256 { get; init; }

    /// <summary>SHA-256 of the catalogue that it was trained with: what codes mean is part of what is measured.</summary>
    public required string CatalogueSha256 { get; init; }

    /// <summary>The last day of what it was trained from: it says nothing of a date before.</summary>
    public required DateOnly TrainedUpTo { get; init; }

    /// <summary>What it was trained with: names and versions.</summary>
    public required IReadOnlyList<string> Libraries { get; init; }

    /// <summary>The factors it reads.</summary>
    public required IReadOnlyList<ModelFactor> Factors { get; init; }

    /// <summary>The log-odds of whoever reaches no level.</summary>
    public required double Intercept { get; init; }

    /// <summary>What the log-odds are multiplied by to be those of the held-out dates, above 0; 1 if it was not calibrated.</summary>
    public required double CalibrationSlope { get; init; }

    /// <summary>What is added to them then.</summary>
    public required double CalibrationIntercept { get; init; }

    /// <summary>The most points that anybody can have.</summary>
    public int MaxPoints => Factors.Sum(factor => factor.PointsAt(factor.Levels.Count));

    /// <summary>The whole points of log-odds.</summary>
    /// <param name="logOdds">The log-odds, 0 or more.</param>
    /// <returns>Rounded to the nearest; of two equally near, the higher.</returns>
    public static int PointsOf(double logOdds) => (int)Math.Round(logOdds / LogOddsOfAPoint, MidpointRounding.AwayFromZero);

    /// <summary>The log-odds of somebody, before calibration.</summary>
    /// <param name="levels">By factor: how many levels are reached.</param>
    /// <returns>The intercept and the weights of all levels reached.</returns>
    public double LogOddsOf(IReadOnlyList<int> levels)
    {
        ArgumentNullException.ThrowIfNull(levels);
        var sum = Intercept;
        for (var i = 0; i < Factors.Count; i++) sum += Factors[i].LogOddsAt(levels[i]);
        return sum;
    }

    /// <summary>The chance of the outcome, calibrated.</summary>
    /// <param name="levels">By factor: how many levels are reached.</param>
    /// <returns>Between 0 and 1.</returns>
    public double ChanceOf(IReadOnlyList<int> levels) => 1 / (1 + Math.Exp(-((CalibrationSlope * LogOddsOf(levels)) + CalibrationIntercept)));

    /// <summary>The whole points of somebody.</summary>
    /// <param name="levels">By factor: how many levels are reached.</param>
    /// <returns>The exact sum of what each factor gives.</returns>
    public int PointsOf(IReadOnlyList<int> levels)
    {
        ArgumentNullException.ThrowIfNull(levels);
        var sum = 0;
        for (var i = 0; i < Factors.Count; i++) sum += Factors[i].PointsAt(levels[i]);
        return sum;
    }

    /// <summary>Sees that the model reads what a policy measures, and may have the role that the policy gives it.</summary>
    /// <exception cref="InvalidOperationException">It may not; the message says why and what to do.</exception>
    internal void RequireMeasuresOf(Policy policy, ModelRole role)
    {
        if (Kind != ModelKind.Steps) throw new InvalidOperationException("The model is a yardstick whose points may fall as offending rises, so no policy may name it. Train one of steps.");
        if (Factors.FirstOrDefault(own => policy.Factors.All(factor => factor.Id != own.Id)) is { } gone) throw new InvalidOperationException($"The model reads the measure {gone.Id}, which the policy has no more. Train it again.");
        foreach (var factor in policy.Factors)
        {
            var own = Factors.FirstOrDefault(each => each.Id == factor.Id) ?? throw new InvalidOperationException($"The policy has the measure {factor.Id}, which the model was not trained with. Train it again.");
            if (own.Measure != ModelFactor.MeasureOf(factor.Measure)) throw new InvalidOperationException($"The model was trained with another measure {factor.Id}, or the policy has changed since. Train it again.");
            // A change that is offered goes from band to band, and must say all that the change would do.
            if (role == ModelRole.TieBreak && own.Levels.Any(level => (level.From ?? level.Below) is { } end && factor.Bands.All(band => band.From != end)))
                throw new InvalidOperationException($"The model has finer levels of {factor.Id} than the policy has bands: it may advise, but not break ties. Train it without --finer-bands.");
        }
    }

    /// <summary>Sees that the model says something of a date.</summary>
    /// <exception cref="InvalidOperationException">It does not; the message says why and what to do.</exception>
    internal void RequireDate(Policy policy, DateOnly asOf)
    {
        if (asOf < TrainedUpTo) throw new InvalidOperationException($"The model was trained on what happened up to {IsoDate.Text(TrainedUpTo)}: it says nothing of {IsoDate.Text(asOf)}. Use a later date.");
        if (policy.Factors.FirstOrDefault(factor => !factor.IsValidOn(asOf) && Gives(factor.Id)) is { } absent)
            throw new InvalidOperationException($"The model reads the measure {absent.Id}, which by the policy does not count on {IsoDate.Text(asOf)}. Train it again without it.");
    }

    /// <summary>Sees that nothing the model reads is missing for everybody.</summary>
    /// <exception cref="InvalidOperationException">Something is; the message says what to do.</exception>
    internal void RequireSupplied(Policy policy, SuppliedExtracts supplied)
    {
        if (supplied.HasFlag(SuppliedExtracts.DrugTests)) return;
        if (policy.Factors.FirstOrDefault(factor => factor.Measure.Reads == MeasuredRecords.DrugTests && Gives(factor.Id)) is { } missing)
            throw new InvalidOperationException($"The model reads the measure {missing.Id}, which is now missing for everybody: drug_tests.csv was not supplied. Supply it, or use a policy without the model.");
    }

    private bool Gives(string factorId) => Factors.Any(factor => factor.Id == factorId && factor.Levels.Any(level => level.Weight != 0));
}
