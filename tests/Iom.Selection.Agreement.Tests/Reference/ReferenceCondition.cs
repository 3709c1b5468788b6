using System.Text.Json;

namespace Iom.Selection.Agreement.Tests.Reference;

/// <summary>Conditions: true, false, or null for unknown.</summary>
internal static class ReferenceCondition
{
    public static bool? Try(JsonElement condition, ReferencePerson person, IReadOnlyDictionary<string, ReferenceReading> readings, DateOnly asOf)
    {
        if (condition.TryGetProperty("all", out var all))
        {
            var each = all.EnumerateArray().Select(part => Try(part, person, readings, asOf)).ToList();
            return each.Contains(false) ? false : each.Contains(null) ? null : true;
        }

        if (condition.TryGetProperty("any", out var any))
        {
            var each = any.EnumerateArray().Select(part => Try(part, person, readings, asOf)).ToList();
            return each.Contains(true) ? true : each.Contains(null) ? null : false;
        }

        if (condition.TryGetProperty("not", out var not)) return !Try(not, person, readings, asOf);
        if (condition.TryGetProperty("nominated", out _)) return person.IsNominated;
        if (condition.TryGetProperty("factor", out var factor))
            return AtLeast(readings[factor.GetString()!], condition.GetProperty("atLeast").GetDecimal());

        var value = person.Fields[condition.GetProperty("field").GetString()!];
        if (value.Length == 0) return null;
        if (condition.TryGetProperty("laterThanMonths", out var months)) return ReferenceText.Date(value) > asOf.AddMonths(months.GetInt32());
        return condition.GetProperty("is").EnumerateArray().Any(word => value.Split(';').Contains(word.GetString()!.ToLowerInvariant()));
    }

    /// <summary>The fields a condition reads, each once, in the order they stand there.</summary>
    public static IEnumerable<string> Fields(JsonElement condition)
    {
        IEnumerable<string> fields = condition.TryGetProperty("all", out var parts) || condition.TryGetProperty("any", out parts)
            ? parts.EnumerateArray().SelectMany(Fields)
            : condition.TryGetProperty("not", out var not) ? Fields(not)
            : condition.TryGetProperty("field", out var field) ? [field.GetString()!]
            : [];
        return fields.Distinct();
    }

    private static bool? AtLeast(ReferenceReading reading, decimal line) => reading switch
    {
        ReferenceReading.Known known => known.Value >= line,
        ReferenceReading.Missing missing when missing.Most < line => false,
        ReferenceReading.Missing missing => missing.Least >= line && !missing.MaybeNotApplicable ? true : null,
        _ => false,
    };
}
