namespace Iom.Selection.Measures;

/// <summary>How the gravity of several offences becomes one figure.</summary>
public enum SeverityStatistic
{
    /// <summary>That of the gravest.</summary>
    Max,

    /// <summary>That of all added up.</summary>
    Sum,
}
