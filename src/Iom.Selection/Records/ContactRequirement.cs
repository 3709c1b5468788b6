namespace Iom.Selection.Records;

/// <summary>By what a contact was required, if by anything.</summary>
public enum ContactRequirement
{
    /// <summary>By a court order.</summary>
    Order,

    /// <summary>By a licence.</summary>
    Licence,

    /// <summary>By nothing: engagement with a scheme is not mandated.</summary>
    Voluntary,
}
