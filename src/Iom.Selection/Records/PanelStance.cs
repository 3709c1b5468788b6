namespace Iom.Selection.Records;

/// <summary>What an agency says about a person at a meeting of the panel.</summary>
public enum PanelStance
{
    /// <summary>Take the person on.</summary>
    Select,

    /// <summary>Don't take the person on.</summary>
    Decline,

    /// <summary>Keep the person.</summary>
    Retain,

    /// <summary>Let the person go.</summary>
    Deselect,

    /// <summary>Present, without a view.</summary>
    Abstain,
}
