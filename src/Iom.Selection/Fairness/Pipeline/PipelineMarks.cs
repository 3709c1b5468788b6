using Iom.Selection.Policies;

namespace Iom.Selection.Fairness.Pipeline;

/// <summary>How far a person came on the road.</summary>
[Flags]
internal enum PipelineMarks
{
    None = 0,
    InExtracts = 1,
    InScope = 1 << 1,
    Ranked = 1 << 2,

    /// <summary>Ranked and not a member: may be proposed for a place.</summary>
    Candidate = 1 << 3,
    AboveLine = 1 << 4,
    Proposed = 1 << 5,
    PanelSelected = 1 << 6,

    /// <summary>Proposed, and then selected by the panel.</summary>
    Decided = 1 << 7,
    Member = 1 << 8,
    ChangeOfApproach = 1 << 9,
    Deselected = 1 << 10,

    /// <summary>Proposed, or a member to be retained.</summary>
    Standing = 1 << 11,

    /// <summary>Not yet a member: could be proposed.</summary>
    NonMember = 1 << 12,

    /// <summary>Not eligible, or referred.</summary>
    KeptOut = 1 << 13,
    Withheld = 1 << 14,

    /// <summary>A candidate of whom points are missing.</summary>
    Incomplete = 1 << 15,
}

/// <summary>Who is counted at each step, and who goes on.</summary>
internal static class PipelineStages
{
    public static readonly PipelineStage[] All = Enum.GetValues<PipelineStage>();

    /// <summary>Whether a step is known only from the panel's decisions.</summary>
    public static bool NeedsDecisions(this PipelineStage step) =>
        step is PipelineStage.Decided or PipelineStage.ChangeOfApproach or PipelineStage.Deselected or PipelineStage.PanelSelection;

    /// <summary>Whether a step tells who is left out, or of whom less is known, rather than who goes on.</summary>
    public static bool IsOfLeavingOut(this PipelineStage step) => step is PipelineStage.KeptOut or PipelineStage.Withheld or PipelineStage.Incomplete;

    public static (PipelineMarks Of, PipelineMarks Goes) Marks(this PipelineStage step) => step switch
    {
        PipelineStage.InScope => (PipelineMarks.InExtracts, PipelineMarks.InScope),
        PipelineStage.Eligible => (PipelineMarks.InScope, PipelineMarks.Ranked),
        PipelineStage.AboveLine => (PipelineMarks.Candidate, PipelineMarks.AboveLine),
        PipelineStage.Proposed => (PipelineMarks.AboveLine, PipelineMarks.Proposed),
        PipelineStage.Decided => (PipelineMarks.Proposed, PipelineMarks.Decided),
        PipelineStage.ChangeOfApproach => (PipelineMarks.Member, PipelineMarks.ChangeOfApproach),
        PipelineStage.Deselected => (PipelineMarks.Member, PipelineMarks.Deselected),
        PipelineStage.Selection => (PipelineMarks.Candidate, PipelineMarks.Proposed),
        PipelineStage.PanelSelection => (PipelineMarks.Candidate, PipelineMarks.PanelSelected),
        PipelineStage.Standing => (PipelineMarks.Ranked, PipelineMarks.Standing),
        PipelineStage.EverybodyRanked => (PipelineMarks.NonMember, PipelineMarks.Candidate),
        PipelineStage.EverybodyProposed => (PipelineMarks.NonMember, PipelineMarks.Proposed),
        PipelineStage.KeptOut => (PipelineMarks.InScope, PipelineMarks.KeptOut),
        PipelineStage.Withheld => (PipelineMarks.InScope, PipelineMarks.Withheld),
        PipelineStage.Incomplete => (PipelineMarks.Candidate, PipelineMarks.Incomplete),
    };
}
