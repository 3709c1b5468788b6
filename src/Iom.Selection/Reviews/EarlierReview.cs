using Iom.Selection.Ranking;
using Iom.Selection.Records;

namespace Iom.Selection.Reviews;

/// <summary>What an earlier run's ranking said of the members of its day.</summary>
/// <param name="AsOf">The date of the run.</param>
/// <param name="Members">The ranking's recommendation for each member.</param>
public sealed record EarlierReview(DateOnly AsOf, IReadOnlyDictionary<OffenderId, Recommendation> Members);
