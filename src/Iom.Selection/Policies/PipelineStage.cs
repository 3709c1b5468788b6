
namespace Iom.Selection.Policies;

/// <summary>A step of the road that an audit follows, or a summary of it: who goes on, of whom.</summary>
public enum PipelineStage
{
    /// <summary>In scope, of everyone in the extracts.</summary>
    InScope,

    /// <summary>Ranked, of those in scope: no rule keeps them out, and a cohort fits.</summary>
    Eligible,

    /// <summary>At or above the entry line, of ranked non-members.</summary>
    AboveLine,

    /// <summary>Proposed, of non-members at or above the entry line.</summary>
    Proposed,

    /// <summary>Selected by the panel, of those proposed.</summary>
    Decided,

    /// <summary>Moved to another approach by the panel, of members.</summary>
    ChangeOfApproach,

    /// <summary>Deselected by the panel, of members.</summary>
    Deselected,

    /// <summary>Summary: proposed, of ranked non-members.</summary>
    Selection,

    /// <summary>Summary: selected by the panel, proposed or not, of ranked non-members.</summary>
    PanelSelection,

    /// <summary>Summary: proposed, or a member to be retained, of everybody ranked.</summary>
    Standing,

    /// <summary>From everybody: ranked as a non-member, of everyone in the extracts who is not yet a member.</summary>
    EverybodyRanked,

    /// <summary>From everybody to proposed: of everyone in the extracts who is not yet a member.</summary>
    EverybodyProposed,

    /// <summary>Left out: not eligible or referred by a rule, of those in scope.</summary>
    KeptOut,

    /// <summary>Left out: withheld because a rule reads what is not known, of those in scope.</summary>
    Withheld,

    /// <summary>Less is known: with points that are missing, of ranked non-members.</summary>
    Incomplete,
}
