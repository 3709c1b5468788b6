using Iom.Selection.Measures;
using Iom.Selection.Policies;
using Iom.Selection.Records;

namespace Iom.Selection.Scoring;

/// <summary>The measures of a matrix at work.</summary>
internal static class MatrixAccumulators
{
    /// <summary>Makes the accumulators of a matrix, one per factor; null for a factor outside its dates.</summary>
    public static Accumulator?[] Create(Policy policy, DateOnly asOf, SuppliedExtracts supplied) =>
        [.. CreateAll(policy, asOf, supplied).Select((accumulator, i) => policy.Factors[i].IsValidOn(asOf) ? accumulator : null)];

    /// <summary>Makes the accumulators of a matrix, one per factor, whatever the factors' dates: what they say of codes holds on every day.</summary>
    public static Accumulator[] CreateAll(Policy policy, DateOnly asOf, SuppliedExtracts supplied)
    {
        var slots = Slots(policy);
        return [.. policy.Factors.Select((factor, i) => factor.Measure.NewAccumulator(slots[i], asOf, supplied))];
    }

    /// <summary>By factor, the place of its measure among those of offences; see <see cref="CodeClass"/>.</summary>
    public static int[] Slots(Policy policy)
    {
        var slot = 0;
        return [.. policy.Factors.Select(factor => factor.Measure.Filter is null ? -1 : slot++)];
    }
}
