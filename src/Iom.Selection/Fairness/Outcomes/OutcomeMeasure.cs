namespace Iom.Selection.Fairness.Outcomes;

/// <summary>A rate that takes the outcome into account.</summary>
public enum OutcomeMeasure
{
    /// <summary>Came to the outcome, of all.</summary>
    BaseRate,

    /// <summary>Chosen, of those who came to the outcome: TPR, or recall.</summary>
    TruePositiveRate,

    /// <summary>Chosen, of those who did not: FPR.</summary>
    FalsePositiveRate,

    /// <summary>Not chosen, of those who came to the outcome: FNR.</summary>
    FalseNegativeRate,

    /// <summary>Came to the outcome, of those chosen: PPV, or precision.</summary>
    PositivePredictiveValue,

    /// <summary>Did not, of those not chosen: NPV.</summary>
    NegativePredictiveValue,

    /// <summary>Did not, of those chosen: FDR, what PPV leaves of 1.</summary>
    FalseDiscoveryRate,

    /// <summary>Came to the outcome, of those not chosen: FOR, what NPV leaves of 1.</summary>
    FalseOmissionRate,
}
