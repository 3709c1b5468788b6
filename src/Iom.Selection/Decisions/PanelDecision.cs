namespace Iom.Selection.Decisions;

/// <summary>What a panel decides of a person. A recommendation is another thing: only people make these.</summary>
public enum PanelDecision
{
    /// <summary>Takes the person on.</summary>
    Select,

    /// <summary>Does not take the person on.</summary>
    Decline,

    /// <summary>Keeps the person, as before.</summary>
    Retain,

    /// <summary>Keeps the person and works in another way.</summary>
    ChangeApproach,

    /// <summary>Lets the person go.</summary>
    Deselect,

    /// <summary>Decides at another meeting.</summary>
    Defer,
}
