namespace Iom.Selection.Records;

/// <summary>How a drug test ended, in the order of what says least against the person.</summary>
public enum DrugTestResult
{
    /// <summary>No specified Class A drug found.</summary>
    Negative,

    /// <summary>Neither positive nor negative: it may have been either.</summary>
    Inconclusive,

    /// <summary>Not taken.</summary>
    Refused,

    /// <summary>A specified Class A drug found.</summary>
    Positive,
}
