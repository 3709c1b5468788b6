using Iom.Selection.Statistics;

namespace Iom.Selection.Fairness.Outcomes;

/// <summary>Who was chosen and who came to the outcome, counted.</summary>
/// <param name="ChosenWith">Chosen, and came to it: true positives.</param>
/// <param name="ChosenWithout">Chosen, and did not: false positives.</param>
/// <param name="LeftWith">Not chosen, and came to it: false negatives.</param>
/// <param name="LeftWithout">Not chosen, and did not: true negatives.</param>
public readonly record struct ConfusionMatrix(int ChosenWith, int ChosenWithout, int LeftWith, int LeftWithout)
{
    /// <summary>A rate.</summary>
    /// <param name="measure">Which.</param>
    /// <returns>How many of how many.</returns>
    public Proportion RateOf(OutcomeMeasure measure) => measure switch
    {
        OutcomeMeasure.BaseRate => new Proportion(ChosenWith + LeftWith, ChosenWith + ChosenWithout + LeftWith + LeftWithout),
        OutcomeMeasure.TruePositiveRate => new Proportion(ChosenWith, ChosenWith + LeftWith),
        OutcomeMeasure.FalsePositiveRate => new Proportion(ChosenWithout, ChosenWithout + LeftWithout),
        OutcomeMeasure.FalseNegativeRate => new Proportion(LeftWith, ChosenWith + LeftWith),
        OutcomeMeasure.PositivePredictiveValue => new Proportion(ChosenWith, ChosenWith + ChosenWithout),
        OutcomeMeasure.NegativePredictiveValue => new Proportion(LeftWithout, LeftWith + LeftWithout),
        OutcomeMeasure.FalseDiscoveryRate => new Proportion(ChosenWithout, ChosenWith + ChosenWithout),
        OutcomeMeasure.FalseOmissionRate => new Proportion(LeftWith, LeftWith + LeftWithout),
        _ => throw new ArgumentOutOfRangeException(nameof(measure)),
    };

    /// <summary>The false positive rate as it follows from the base rate p, the PPV and the FNR: p / (1 - p) * (1 - PPV) / PPV * (1 - FNR).</summary>
    /// <remarks>Chouldechova (2017), Big Data 5, 153-163, equation 2.6: so groups whose base rates differ can't have all three alike.</remarks>
    /// <returns>The rate; null where nobody is a true positive or everybody came to the outcome.</returns>
    public double? FalsePositiveRateByIdentity
    {
        get
        {
            if (ChosenWith == 0 || ChosenWithout + LeftWithout == 0) return null;
            var baseRate = RateOf(OutcomeMeasure.BaseRate).Rate!.Value;
            var predictive = RateOf(OutcomeMeasure.PositivePredictiveValue).Rate!.Value;
            return baseRate / (1 - baseRate) * ((1 - predictive) / predictive) * (1 - RateOf(OutcomeMeasure.FalseNegativeRate).Rate!.Value);
        }
    }
}
