using System.Collections.Immutable;
using Iom.Selection.Scoring;

namespace Iom.Selection.Reviews;

/// <summary>That somebody does not engage, on which contacts that rests, and the way back.</summary>
/// <param name="Advice">What is advised.</param>
/// <param name="MissedCount">How many of the contacts were not kept.</param>
/// <param name="ContactCount">Of how many that count.</param>
/// <param name="SupportBegan">Since when support was really there; earlier contacts don't count, because a wait is the agencies'.</param>
/// <param name="Until">The day on which the change falls away by itself if nothing new happens.</param>
/// <param name="ContactsToKeep">The way back: so many contacts kept from now on, and it is not advised any more.</param>
/// <param name="Records">The contacts that were not kept, and the support that was there.</param>
public sealed record ApproachFinding(
    ApproachAdvice Advice, int MissedCount, int ContactCount, DateOnly SupportBegan, DateOnly Until, int ContactsToKeep, ImmutableArray<RecordReference> Records);
