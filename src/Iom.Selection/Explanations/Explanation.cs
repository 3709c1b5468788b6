using System.Collections.Immutable;
using Iom.Selection.Offences;
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

    /// <summary>What the model gives that the policy names; null where it names none, and for someone who is not ranked.</summary>
    public ModelExplanation? Model { get; init; }

    /// <summary>The days on which a line is crossed if nothing new happens, in order.</summary>
    public required ImmutableArray<LineCrossing> Crossings { get; init; }

    /// <summary>That the person left the cohort a short time ago; null for members and for all others.</summary>
    public FormerMembership? LeftCohort { get; init; }

    /// <summary>The last day that was looked at for what time alone will do.</summary>
    public required DateOnly LookedUntil { get; init; }

    /// <summary>The person's records that it was made from; of somebody who is not ranked, perhaps the person and the nominations alone.</summary>
    public required CaseFile File { get; init; }

    /// <summary>The catalogue that gives offences their titles.</summary>
    internal OffenceCatalogue Catalogue { get; init; } = OffenceCatalogue.BuiltIn;

    /// <summary>Whether the extracts say that the person has died: nobody writes to them.</summary>
    public bool IsOfSomebodyDead => File.Offender.Deceased == true;

    /// <summary>The nominations of the last twelve months, which brought the person before the panel; by date, then agency.</summary>
    public IReadOnlyList<Nomination> Nominations =>
        [.. File.Nominations.Where(nomination => CaseFile.Counts(nomination, AsOf)).OrderBy(nomination => nomination.NominatedOn).ThenBy(nomination => nomination.Agency, StringComparer.Ordinal)];

    /// <summary>Says of every record behind a figure what the extracts say of it.</summary>
    /// <returns>A list for each of <see cref="Factors"/>, in their order, each in the order of the contribution's records.</returns>
    public IReadOnlyList<ImmutableArray<RecordDetails>> DescribeRecords()
    {
        var describer = new RecordDescriber(File, Catalogue, AsOf);
        return [.. Factors.Select(factor => describer.Describe(factor.Contribution))];
    }

    /// <summary>How many points the total lies above the entry line; negative below it. Null for someone who is not ranked.</summary>
    public int? AboveEntry => Row.Scorecard?.Total - Policy.EntryFrom;

    /// <summary>How many points the most that the total can be lies above the exit line; negative below it. Null for someone who is not ranked.</summary>
    public int? AboveExit => Row.Scorecard?.Most - Policy.ExitBelow;
}
