using System.Diagnostics;
using Iom.Selection.Policies;
using Iom.Selection.Records;

namespace Iom.Selection.Measures;

/// <summary>A measure at work on one person: it takes records one at a time, in any order, and gives a reading.</summary>
/// <remarks>
/// The one implementation of each measure. The same instance serves one person after another, whether they come alone or by the million;
/// it is not for two threads at once.
/// </remarks>
internal abstract class Accumulator
{
    /// <summary>How many records were left out because what a filter asks of them is not known.</summary>
    public int LeftOutCount { get; protected set; }

    /// <summary>Starts with the next person.</summary>
    public virtual void Begin(in Person person) => LeftOutCount = 0;

    /// <summary>Takes an offence.</summary>
    /// <returns>Whether the reading rests on it.</returns>
    public virtual bool Add(in ClassifiedOffence offence) => false;

    /// <summary>Takes a drug test.</summary>
    /// <returns>Whether the reading rests on it.</returns>
    public virtual bool Add(DrugTest test) => false;

    /// <summary>Takes the result of an instrument.</summary>
    /// <returns>Whether the reading rests on it together with others; see <see cref="Basis"/>.</returns>
    public virtual bool Add(RiskScore score) => false;

    /// <summary>The record that the reading rests on though it was not counted: the latest score, or a test that makes a zero known. Null if there is none.</summary>
    public virtual CaseRecord? Basis => null;

    /// <summary>The day before the first of which custody matters to the reading; null where custody does not matter.</summary>
    public virtual int? CustodyAfter => null;

    /// <summary>What the measure says of the person after the records taken.</summary>
    public abstract Measured Result();

    /// <summary>The same as an object that can be kept.</summary>
    public Reading Read() => Result().ToReading();

    /// <summary>Makes the accumulators of a matrix, one per factor; null for a factor outside its dates.</summary>
    public static Accumulator?[] For(Policy policy, DateOnly asOf, SuppliedExtracts supplied) =>
        [.. All(policy, asOf, supplied).Select((accumulator, i) => policy.Factors[i].IsValidOn(asOf) ? accumulator : null)];

    /// <summary>Makes the accumulators of a matrix, one per factor, whatever the factors' dates: what they say of codes holds on every day.</summary>
    public static Accumulator[] All(Policy policy, DateOnly asOf, SuppliedExtracts supplied)
    {
        var slots = Slots(policy);
        return [.. policy.Factors.Select((factor, i) => For(factor.Measure, slots[i], asOf, supplied))];
    }

    /// <summary>By factor, the place of its measure among those of offences; see <see cref="CodeClass"/>.</summary>
    public static int[] Slots(Policy policy)
    {
        var slot = 0;
        return [.. policy.Factors.Select(factor => factor.Measure.Filter is null ? -1 : slot++)];
    }

    /// <summary>Makes the accumulator of one measure.</summary>
    public static Accumulator For(Measure measure, int slot, DateOnly asOf, SuppliedExtracts supplied) => measure switch
    {
        Measure.OffenceCount count => new OffenceCountAccumulator(count, slot, asOf, supplied),
        Measure.OffenceSeverity severity => new OffenceSeverityAccumulator(severity, slot, asOf, supplied),
        Measure.DaysSinceOffence days => new DaysSinceOffenceAccumulator(days, slot, asOf, supplied),
        Measure.DrugTestCount tests => new DrugTestCountAccumulator(tests, asOf, supplied),
        Measure.MappaLevel => new MappaLevelAccumulator(),
        Measure.RiskScore score => new RiskScoreAccumulator(score, asOf),
        _ => throw new UnreachableException(),
    };
}
