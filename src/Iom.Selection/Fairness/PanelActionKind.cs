namespace Iom.Selection.Fairness;

/// <summary>The decisions of a panel that the audit follows.</summary>
public enum PanelActionKind
{
    /// <summary>To take the person in.</summary>
    Select,

    /// <summary>Not to take the person in.</summary>
    Decline,

    /// <summary>To work with the person in another way.</summary>
    ChangeOfApproach,

    /// <summary>To let the person go.</summary>
    Deselect,
}
