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
}
