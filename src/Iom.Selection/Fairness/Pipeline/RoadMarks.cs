using Iom.Selection.Policies;

namespace Iom.Selection.Fairness.Pipeline;

/// <summary>How far a person came on the road.</summary>
[Flags]
internal enum RoadMarks
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
}

/// <summary>Who is counted at each step, and who goes on.</summary>
internal static class RoadSteps
{
    public static readonly FairnessStep[] All = Enum.GetValues<FairnessStep>();

    /// <summary>Whether a step is known only from the panel's decisions.</summary>
    public static bool NeedsDecisions(this FairnessStep step) =>
        step is FairnessStep.Decided or FairnessStep.ChangeOfApproach or FairnessStep.Deselected or FairnessStep.PanelSelection;

    public static (RoadMarks Of, RoadMarks Goes) Marks(this FairnessStep step) => step switch
    {
        FairnessStep.InScope => (RoadMarks.InExtracts, RoadMarks.InScope),
        FairnessStep.Eligible => (RoadMarks.InScope, RoadMarks.Ranked),
        FairnessStep.AboveLine => (RoadMarks.Candidate, RoadMarks.AboveLine),
        FairnessStep.Proposed => (RoadMarks.AboveLine, RoadMarks.Proposed),
        FairnessStep.Decided => (RoadMarks.Proposed, RoadMarks.Decided),
        FairnessStep.ChangeOfApproach => (RoadMarks.Member, RoadMarks.ChangeOfApproach),
        FairnessStep.Deselected => (RoadMarks.Member, RoadMarks.Deselected),
        FairnessStep.Selection => (RoadMarks.Candidate, RoadMarks.Proposed),
        FairnessStep.PanelSelection => (RoadMarks.Candidate, RoadMarks.PanelSelected),
        FairnessStep.Standing => (RoadMarks.Ranked, RoadMarks.Standing),
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
