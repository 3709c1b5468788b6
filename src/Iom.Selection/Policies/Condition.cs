using System.Collections.Immutable;
using Iom.Selection.Records;

namespace Iom.Selection.Policies;

/// <summary>What a rule asks of a person: true, false, or unknown. A closed set.</summary>
public abstract record Condition
{
    private Condition()
    {
    }

    /// <summary>This condition and all within it, in the order in which the policy writes them.</summary>
    public virtual IEnumerable<Condition> Parts => [this];

    /// <summary>The fields it reads, each once, in the order in which they stand.</summary>
    public IEnumerable<OffenderField> Fields => Parts
        .Select(part => part switch
        {
            FieldIs known => known.Field,
            ReleaseLaterThan => OffenderField.ExpectedRelease,
            _ => (OffenderField?)null,
        })
        .OfType<OffenderField>()
        .Distinct();

    /// <summary>Whether a field has one of some values; for schemes, whether one of them is among the person's.</summary>
    /// <param name="Field">The field.</param>
    /// <param name="Values">Words of the field's vocabulary, lower case; for schemes as they are.</param>
    public sealed record FieldIs(OffenderField Field, ImmutableArray<string> Values) : Condition;

    /// <summary>Whether release is expected after <c>asOf.AddMonths(Months)</c>.</summary>
    /// <param name="Months">0 to 1200.</param>
    public sealed record ReleaseLaterThan(int Months) : Condition;

    /// <summary>Whether a factor reads at least a value.</summary>
    /// <param name="FactorId">The factor's id.</param>
    /// <param name="Value">In the unit of the factor's measure; points are not compared.</param>
    public sealed record FactorAtLeast(string FactorId, decimal Value) : Condition;

    /// <summary>Whether an agency nominated the person in the last twelve months.</summary>
    public sealed record Nominated : Condition;

    /// <summary>Whether all hold. False as soon as one is false.</summary>
    /// <param name="Conditions">At least one.</param>
    public sealed record AllOf(ImmutableArray<Condition> Conditions) : Condition
    {
        /// <inheritdoc/>
        public override IEnumerable<Condition> Parts => Conditions.SelectMany(condition => condition.Parts).Prepend(this);
    }

    /// <summary>Whether any holds. True as soon as one is true.</summary>
    /// <param name="Conditions">At least one.</param>
    public sealed record AnyOf(ImmutableArray<Condition> Conditions) : Condition
    {
        /// <inheritdoc/>
        public override IEnumerable<Condition> Parts => Conditions.SelectMany(condition => condition.Parts).Prepend(this);
    }

    /// <summary>Whether another does not hold. Of an unknown one: unknown.</summary>
    /// <param name="Inner">The other.</param>
    public sealed record Negated(Condition Inner) : Condition
    {
        /// <inheritdoc/>
        public override IEnumerable<Condition> Parts => Inner.Parts.Prepend(this);
    }
}
