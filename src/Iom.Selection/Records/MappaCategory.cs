namespace Iom.Selection.Records;

/// <summary>The category under which the person falls within Multi-Agency Public Protection Arrangements. Never scored.</summary>
/// <remarks>Source: MAPPA Guidance, HM Prison and Probation Service.</remarks>
public enum MappaCategory
{
    /// <summary>In no category.</summary>
    None,

    /// <summary>Registered sexual offender.</summary>
    Category1,

    /// <summary>Violent or other sexual offender.</summary>
    Category2,

    /// <summary>Other dangerous offender.</summary>
    Category3,

    /// <summary>Terrorist or terrorist risk offender.</summary>
    Category4,
}
