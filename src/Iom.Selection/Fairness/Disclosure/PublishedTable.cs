using System.Collections.Immutable;
using Iom.Selection.Policies;

namespace Iom.Selection.Fairness.Disclosure;

/// <summary>A table that is published, with what the ledger keeps of it.</summary>
/// <param name="Name">Its characteristic, or two with a comma between.</param>
/// <param name="Step">Who is counted.</param>
/// <param name="Groups">The groups, in a fixed order.</param>
public sealed record PublishedTable(string Name, PipelineStage Step, ImmutableArray<PublishedGroup> Groups);
