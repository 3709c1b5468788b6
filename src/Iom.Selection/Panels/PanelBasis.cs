namespace Iom.Selection.Panels;

/// <summary>On what the outcome of a meeting rests.</summary>
public enum PanelBasis
{
    /// <summary>Nobody spoke against it.</summary>
    Consensus,

    /// <summary>More agencies spoke for it than against it.</summary>
    Majority,

    /// <summary>As many agencies spoke for a change as against it: that is no majority, and nothing changes.</summary>
    Tie,

    /// <summary>More agencies spoke for a change than against it, but fewer than the policy asks for: nothing changes.</summary>
    TooFew,
}
