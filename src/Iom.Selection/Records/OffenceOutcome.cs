namespace Iom.Selection.Records;

/// <summary>What has become of an offence.</summary>
public enum OffenceOutcome
{
    /// <summary>Found or pleaded guilty in court.</summary>
    Convicted,

    /// <summary>Admitted and taken into consideration when another offence was sentenced.</summary>
    TakenIntoConsideration,

    /// <summary>Cautioned.</summary>
    Cautioned,

    /// <summary>Another disposal out of court.</summary>
    OutOfCourt,

    /// <summary>Charged or summonsed; not decided.</summary>
    Charged,

    /// <summary>Being investigated; not decided.</summary>
    UnderInvestigation,

    /// <summary>Proceedings discontinued.</summary>
    Discontinued,

    /// <summary>Investigation closed without action.</summary>
    NoFurtherAction,

    /// <summary>Acquitted, or the conviction quashed.</summary>
    Acquitted,

    /// <summary>Not decided on the as-of date: the outcome that an extract gives came later. No extract says so itself.</summary>
    Open,
}
