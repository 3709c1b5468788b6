using System.Collections.Immutable;
using System.Text.Json;
using Iom.Selection.Foundation;
using Iom.Selection.Records;

namespace Iom.Selection.Policies.Parsing;

/// <summary>Reads the conditions of a policy file.</summary>
internal static class ConditionReader
{
    private static readonly OffenderField[] ReadableFields =
    [
        OffenderField.Supervision, OffenderField.Location, OffenderField.MappaCategory, OffenderField.MappaLevel,
        OffenderField.Deceased, OffenderField.Schemes, OffenderField.ExpectedRelease,
    ];

    public static Condition? Condition(JsonCursor at, RuleContext context)
    {
        if (at.Element.ValueKind != JsonValueKind.Object)
        {
            at.Problem("must be a condition: an object");
            return null;
        }

        foreach (var property in at.Element.EnumerateObject())
        {
            switch (property.Name)
            {
                case "all":
                    return at.Object("all").Required("all") is { } all ? new Condition.AllOf(Several(all, context)) : null;
                case "any":
                    return at.Object("any").Required("any") is { } any ? new Condition.AnyOf(Several(any, context)) : null;
                case "not":
                    return at.Object("not").Required("not") is { } not && Condition(not, context) is { } inner ? new Condition.Negated(inner) : null;
                case "nominated":
                    return at.Object("nominated").Required("nominated") is { } nominated && nominated.OnlyTrue() ? new Condition.Nominated() : null;
                case "factor" or "atLeast":
                    return Factor(at.Object("factor", "atLeast"), context);
                case "field" or "is" or "laterThanMonths":
                    return Field(at, context);
                default:
                    break;
            }
        }
        at.Problem("must have one of: field, factor, nominated, all, any, not");
        return null;
    }

    private static ImmutableArray<Condition> Several(JsonCursor list, RuleContext context) =>
        [.. list.Array().Select(item => Condition(item, context)).OfType<Condition>()];

    private static Condition.FactorAtLeast? Factor(JsonCursor.Fields fields, RuleContext context)
    {
        string? id = null;
        if (fields.Required("factor") is { } factor)
        {
            id = factor.Text();
            if (id is not null && !context.FactorIds.Contains(id)) factor.Problem("is not a factor of the matrix");
        }
        var atLeast = fields.Required("atLeast")?.Decimal();
        return id is not null && atLeast is not null ? new Condition.FactorAtLeast(id, atLeast.Value) : null;
    }

    private static Condition? Field(JsonCursor at, RuleContext context)
    {
        var fields = at.Object("field", "is", "laterThanMonths");
        if (fields.Required("field") is not { } fieldAt) return null;
        var readable = context.MayReadYouth ? [.. ReadableFields, OffenderField.Youth] : ReadableFields;
        if (fieldAt.Word(readable) is not { } field) return null;

        var key = field == OffenderField.ExpectedRelease ? "laterThanMonths" : "is";
        var other = field == OffenderField.ExpectedRelease ? "is" : "laterThanMonths";
        if (fields.Optional(other) is { } wrong) wrong.Problem($"cannot be used with this field; use \"{key}\"");
        if (fields.Required(key) is not { } value) return null;

        if (field == OffenderField.ExpectedRelease)
            return value.Whole(0, PolicyFile.MaxMonths) is { } months ? new Condition.ReleaseLaterThan(months) : null;
        var values = value.Array().Select(item => Value(item, field)).OfType<string>().ToImmutableArray();
        return values.IsEmpty ? null : new Condition.FieldIs(field, values);
    }

    private static string? Value(JsonCursor item, OffenderField field) => field switch
    {
        OffenderField.Supervision => Word<Supervision>(item),
        OffenderField.Location => Word<Location>(item),
        OffenderField.MappaCategory => Word<MappaCategory>(item),
        OffenderField.MappaLevel => Word<MappaLevel>(item),
        OffenderField.Schemes => item.Text(),
        _ => YesNo(item),
    };

    private static string? Word<T>(JsonCursor item) where T : struct, Enum => item.Word<T>() is { } member ? Vocabulary.Word(member) : null;

    private static string? YesNo(JsonCursor item)
    {
        var word = item.Element.ValueKind == JsonValueKind.String ? item.Element.GetString() : null;
        if (word is "yes" or "no") return word;
        item.Problem("must be one of: yes, no");
        return null;
    }
}
