namespace Iom.Selection.Measures;

/// <summary>Which records a measure reads.</summary>
public enum MeasuredRecords
{
    /// <summary>Offences.</summary>
    Offences,

    /// <summary>Drug tests.</summary>
    DrugTests,

    /// <summary>Results of risk assessment instruments.</summary>
    RiskScores,

    /// <summary>What stands in the person's own row.</summary>
    Person,
}
