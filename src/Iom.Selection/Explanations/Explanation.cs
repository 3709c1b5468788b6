using System.Collections.Immutable;
using Iom.Selection.Policies;
using Iom.Selection.Ranking;
using Iom.Selection.Records;

namespace Iom.Selection.Explanations;

/// <summary>Why a proposal says of a person what it says, what would change it, and what time alone will do. Data; texts are made from it.</summary>
public sealed record Explanation
{
    internal Explanation()
    {
    }

    /// <summary>The date the proposal is for.</summary>
    public required DateOnly AsOf { get; init; }

    /// <summary>The policy.</summary>
    public required Policy Policy { get; init; }

    /// <summary>What the proposal says.</summary>
    public required ProposalRow Row { get; init; }

    /// <summary>The rule that decided, for someone who is not ranked because of one; null otherwise.</summary>
    public required EligibilityRule? Rule { get; init; }

    /// <summary>The factors, in the policy's order; empty for someone who is not ranked.</summary>
    public required ImmutableArray<FactorExplanation> Factors { get; init; }

    /// <summary>The days on which a line is crossed if nothing new happens, in order.</summary>
    public required ImmutableArray<LineCrossing> Crossings { get; init; }

    /// <summary>That the person left the cohort a short time ago; null for members and for all others.</summary>
    public FormerMembership? LeftCohort { get; init; }

    /// <summary>The last day that was looked at for what time alone will do.</summary>
    public required DateOnly LookedUntil { get; init; }

    /// <summary>How many points the total lies above the entry line; negative below it. Null for someone who is not ranked.</summary>
    public int? AboveEntry => Row.Scorecard?.Total - Policy.EntryFrom;

    /// <summary>How many points the most that the total can be lies above the exit line; negative below it. Null for someone who is not ranked.</summary>
    public int? AboveExit => Row.Scorecard?.Most - Policy.ExitBelow;
}
