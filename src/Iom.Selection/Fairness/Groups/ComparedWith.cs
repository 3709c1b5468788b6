namespace Iom.Selection.Fairness.Groups;

/// <summary>Whom a group is compared with.</summary>
public enum ComparedWith
{
    /// <summary>The reference group.</summary>
    Reference,

    /// <summary>Everybody who is not of the group.</summary>
    Rest,
}
