using System.Diagnostics;
using Iom.Selection.Foundation;
using Iom.Selection.Policies;
using Iom.Selection.Records;
using Iom.Selection.Sql.Dialects;

namespace Iom.Selection.Sql.Steps;

/// <summary>Writes conditions: true, false, or NULL for unknown, which AND, OR and NOT of SQL take as the policy does.</summary>
/// <param name="dialect">The engine.</param>
/// <param name="asOf">The as-of date.</param>
/// <param name="factors">The factors, in the policy's order.</param>
internal sealed class ConditionSql(Dialect dialect, DateOnly asOf, IReadOnlyList<FactorColumns> factors)
{
    /// <summary>Writes a condition.</summary>
    /// <param name="condition">The condition.</param>
    /// <param name="atMost">Whether each reading that is not known is tried at the value that gives most points.</param>
    public string Write(Condition condition, bool atMost) => condition switch
    {
        Condition.FieldIs { Field: OffenderField.Schemes } schemes => dialect.HoldsName("schemes", schemes.Values),
        Condition.FieldIs field => $"{Vocabulary.Word(field.Field)} IN ({dialect.Texts(field.Values)})",
        Condition.ReleaseLaterThan later => ReleaseLaterThan(later.Months),
        Condition.FactorAtLeast factor => AtLeast(factors.Single(one => one.Factor.Id == factor.FactorId), factor.Value, atMost),
        Condition.Nominated => "is_nominated",
        Condition.AllOf all => Joined(all.Conditions, " AND ", atMost),
        Condition.AnyOf any => Joined(any.Conditions, " OR ", atMost),
        Condition.Negated negated => $"NOT ({Write(negated.Inner, atMost)})",
        _ => throw new UnreachableException(),
    };

    /// <summary>Whether a condition can be another when what is not known is tried at its most.</summary>
    public bool MayDiffer(Condition condition) => condition.Parts.OfType<Condition.FactorAtLeast>()
        .Any(part => factors.Single(one => one.Factor.Id == part.FactorId).MayBeMissing);

    private string Joined(IEnumerable<Condition> conditions, string by, bool atMost) => $"({string.Join(by, conditions.Select(condition => Write(condition, atMost)))})";

    // A date that the calendar can't reach lies after every other.
    private string ReleaseLaterThan(int months) => (DateOnly.MaxValue.Year - asOf.Year) * 12 + (12 - asOf.Month) >= months
        ? $"expected_release > {Dialect.Date(asOf.AddMonths(months))}"
        : "CASE WHEN expected_release IS NOT NULL THEN FALSE END";

    private static string AtLeast(FactorColumns factor, decimal value, bool atMost)
    {
        if (!factor.IsValid) return "FALSE";
        var line = Dialect.Number(factor.IsWhole ? decimal.Ceiling(value) : value);
        if (atMost && factor.MayBeMissing) return $"coalesce({factor.Best} >= {line}, FALSE)";
        var known = factor.MayBeNotApplicable ? $"coalesce({factor.Value} >= {line}, FALSE)" : $"{factor.Value} >= {line}";
        if (!factor.MayBeMissing) return known;
        var tooFew = factor.HasLimit ? $" WHEN {factor.UpTo} < {line} THEN FALSE" : "";
        var enough = factor.MayBeNotApplicable ? $"{factor.Value} >= {line} AND NOT {factor.NotApplicable}" : $"{factor.Value} >= {line}";
        return $"CASE WHEN NOT {factor.Missing} THEN {known}{tooFew} WHEN {enough} THEN TRUE END";
    }
}
