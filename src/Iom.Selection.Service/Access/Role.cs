namespace Iom.Selection.Service.Access;

/// <summary>What a key lets its holder do.</summary>
internal enum Role
{
    /// <summary>Reads policies, decisions and runs.</summary>
    Read,

    /// <summary>Has people assessed, ranked and reviewed.</summary>
    Assess,

    /// <summary>Records decisions, for its own agency alone.</summary>
    Decide,

    /// <summary>Signs policies, for its own agency alone.</summary>
    Sign,

    /// <summary>Stores policies.</summary>
    Administer,
}
