namespace Iom.Selection.Records;

/// <summary>Where the person lives on the as-of date.</summary>
public enum Location
{
    /// <summary>At liberty.</summary>
    Community,

    /// <summary>In prison or on remand.</summary>
    Custody,

    /// <summary>Detained in hospital.</summary>
    Hospital,
}
