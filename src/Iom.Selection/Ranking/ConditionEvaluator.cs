using System.Diagnostics;
using Iom.Selection.Measures;
using Iom.Selection.Policies;
using Iom.Selection.Records;

namespace Iom.Selection.Ranking;

/// <summary>Answers the conditions of a policy for one person.</summary>
internal sealed class ConditionEvaluator(Policy policy, DateOnly asOf, Offender offender, bool isNominated, IReadOnlyList<Reading> readings)
{
    public Truth Evaluate(Condition condition) => condition switch
    {
        Condition.FieldIs { Field: OffenderField.Schemes } schemes => offender.Schemes.IsEmpty
            ? Truth.Unknown
            : Of(offender.Schemes.Any(scheme => schemes.Values.Contains(scheme, StringComparer.Ordinal))),
        Condition.FieldIs field => offender.WordOf(field.Field) is { } word
            ? Of(field.Values.Contains(word, StringComparer.Ordinal))
            : Truth.Unknown,
        Condition.ReleaseLaterThan later => offender.ExpectedRelease is { } release ? Of(IsAfterMonths(release, later.Months)) : Truth.Unknown,
        Condition.FactorAtLeast factor => AtLeast(Measured.FromReading(readings[policy.IndexOf(factor.FactorId)]), factor.Value),
        Condition.Nominated => Of(isNominated),
        Condition.AllOf all => all.Conditions.Min(Evaluate),
        Condition.AnyOf any => any.Conditions.Max(Evaluate),
        Condition.Negated negated => Not(Evaluate(negated.Inner)),
        _ => throw new UnreachableException(),
    };

    private static Truth Not(Truth truth) => (Truth)(Truth.True - truth);

    private static Truth Of(bool answer) => answer ? Truth.True : Truth.False;

    // A date that the calendar can't reach lies after every other.
    private bool IsAfterMonths(DateOnly date, int months) =>
        (DateOnly.MaxValue.Year - asOf.Year) * 12 + (12 - asOf.Month) >= months && date > asOf.AddMonths(months);

    /// <summary>Whether a factor reads at least a value.</summary>
    public static Truth AtLeast(in Measured reading, decimal value) => reading.Kind switch
    {
        MeasuredKind.Known => Of(reading.AtLeast >= value),
        MeasuredKind.NotApplicable => Truth.False,
        _ when reading.AtMost < value => Truth.False,
        MeasuredKind.Missing when reading.AtLeast >= value => Truth.True,
        _ => Truth.Unknown,
    };
}
