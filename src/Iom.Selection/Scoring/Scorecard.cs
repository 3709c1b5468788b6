using System.Collections.Immutable;
using Iom.Selection.Records;

namespace Iom.Selection.Scoring;

/// <summary>One person's contributions and their exact sum.</summary>
/// <remarks>It depends on that person's records, on which extracts were supplied, on the policy, the catalogue and the as-of date, and on nothing else.</remarks>
/// <param name="OffenderId">Whose it is.</param>
/// <param name="Contributions">One per factor, in the policy's order.</param>
public sealed record Scorecard(OffenderId OffenderId, ImmutableArray<Contribution> Contributions)
{
    /// <summary>One per factor, in the policy's order.</summary>
    public ImmutableArray<Contribution> Contributions
    {
        get;
        init
        {
            field = value;
            // Invariant: Least and Most are the exact sums, whatever the contributions are set to.
            Least = value.Sum(contribution => contribution.Least.Value);
            Most = value.Sum(contribution => contribution.Most.Value);
        }
    } = Contributions;

    /// <summary>The sum of the contributions with whatever is missing at its least, in points. This is the total that ranks.</summary>
    public int Least { get; private init; } = Contributions.Sum(contribution => contribution.Least.Value);

    /// <summary>The sum of the contributions with whatever is missing at its most, in points.</summary>
    public int Most { get; private init; } = Contributions.Sum(contribution => contribution.Most.Value);

    /// <summary>The total that ranks: <see cref="Least"/>, so that nobody is selected on points that are not known.</summary>
    public int Total => Least;

    /// <summary>Whether something that could add points is not known.</summary>
    public bool IsIncomplete => Least != Most;
}
