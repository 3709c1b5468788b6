namespace Iom.Selection.Records;

/// <summary>Whether the person agreed with leaving the cohort.</summary>
public enum Agreement
{
    /// <summary>Agreed.</summary>
    Yes,

    /// <summary>Did not agree.</summary>
    No,

    /// <summary>Was not asked.</summary>
    NotAsked,
}
