using Iom.Selection.Records;

namespace Iom.Selection.Reviews;

/// <summary>What a review knows besides a member's records and the policy.</summary>
public sealed record ReviewContext
{
    /// <summary>Nothing.</summary>
    public static ReviewContext None { get; } = new();

    /// <summary>Which of the extracts that a review reads were supplied; all unless told.</summary>
    public ReviewExtracts Supplied { get; init; } = ReviewExtracts.All;

    /// <summary>Earlier runs, in any order, each of another date.</summary>
    public IReadOnlyList<EarlierReview> Earlier { get; init; } = [];

    /// <summary>The day of the panel's latest decision about a person, where its log was given: a review as a meeting is.</summary>
    public IReadOnlyDictionary<OffenderId, DateOnly> DecidedOn { get; init; } = new Dictionary<OffenderId, DateOnly>();

    /// <summary>The areas in which the scheme works, as extracts name them; empty = anywhere.</summary>
    public IReadOnlySet<string> Areas { get; init; } = new HashSet<string>();

    /// <summary>Ids that another system knows as one person with another id, each with the names of those systems.</summary>
    public IReadOnlyDictionary<OffenderId, IReadOnlyList<string>> SharedIdentities { get; init; } = new Dictionary<OffenderId, IReadOnlyList<string>>();
}
