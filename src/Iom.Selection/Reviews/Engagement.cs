using Iom.Selection.Statistics;

namespace Iom.Selection.Reviews;

/// <summary>How somebody engaged over the policy's window.</summary>
/// <param name="Required">Contacts that an order or a licence required: kept, of those that count.</param>
/// <param name="Voluntary">Other contacts: kept, of those that count.</param>
/// <param name="NotCounted">Contacts that say nothing against anybody: excused, cancelled by an agency, a visit nobody knew of, in custody or hospital.</param>
/// <param name="Band">The policy's band; null where there are too few contacts to say.</param>
public sealed record Engagement(Proportion Required, Proportion Voluntary, int NotCounted, string? Band)
{
    /// <summary>All contacts that count.</summary>
    public Proportion All => new(Required.Count + Voluntary.Count, Required.Of + Voluntary.Of);
}
