using Iom.Selection.Records;

namespace Iom.Selection.Reviews;

/// <summary>What somebody still has to do about a person's time in the cohort.</summary>
/// <param name="OffenderId">Who.</param>
/// <param name="Membership">The time in the cohort.</param>
/// <param name="Matter">What is to be done.</param>
public sealed record FollowUp(OffenderId OffenderId, Membership Membership, FollowUpMatter Matter);
