namespace Iom.Selection.Panels;

/// <summary>What a panel is asked about a person.</summary>
public enum PanelQuestion
{
    /// <summary>Whether the person is taken on.</summary>
    Joining,

    /// <summary>Whether the person is let go.</summary>
    Leaving,
}
