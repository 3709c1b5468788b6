using System.Collections.Immutable;
using System.Text.Json;
using Iom.Selection.Foundation;
using Iom.Selection.Measures;
using Iom.Selection.Offences;
using Iom.Selection.Records;

namespace Iom.Selection.Policies.Parsing;

/// <summary>Reads the measures of a policy file.</summary>
internal static class MeasureReader
{
    private static readonly string[] Filters =
        ["outcomes", "groups", "codes", "exceptCodes", "neighbourhood", "acquisitive", "trigger", "detectedBy", "exceptAsYouth", "months", "atLiberty", "dateBy"];

    private static readonly string[] FiltersWithoutWindow = [.. Filters.Except(["months", "dateBy"])];

    public static Measure? Measure(JsonCursor at)
    {
        if (at.Element.ValueKind != JsonValueKind.Object)
        {
            at.Problem("must be an object");
            return null;
        }
        var kind = at.Element.TryGetProperty("kind", out var word) && word.ValueKind == JsonValueKind.String ? word.GetString() : null;
        switch (kind)
        {
            case "offence-count":
                {
                    var fields = at.Object([.. Filters, "kind", "count"]);
                    var filter = Filter(fields);
                    return new Measure.OffenceCount(filter, fields.Optional("count") is { } count && OneOf(count, "offences", "days") == "days");
                }
            case "offence-severity":
                {
                    var fields = at.Object([.. Filters, "kind", "statistic", "cap", "scale"]);
                    var filter = Filter(fields);
                    var statistic = fields.Required("statistic")?.Word<SeverityStatistic>() ?? SeverityStatistic.Max;
                    decimal? cap = null;
                    if (fields.Optional("cap") is { } capAt && capAt.Decimal() is { } value)
                    {
                        cap = value;
                        if (value == 0) capAt.Problem("must be above 0");
                    }
                    return new Measure.OffenceSeverity(filter, statistic, cap, fields.Optional("scale") is { } scale ? Scale(scale) : null);
                }
            case "days-since-offence":
                return new Measure.DaysSinceOffence(Filter(at.Object([.. FiltersWithoutWindow, "kind"])));
            case "drug-test-count":
                {
                    var fields = at.Object("kind", "months", "results", "contexts", "substances");
                    return new Measure.DrugTestCount(
                        Months(fields),
                        Words(fields, "results", [DrugTestResult.Positive], [DrugTestResult.Negative, DrugTestResult.Refused, DrugTestResult.Positive]),
                        Words(fields, "contexts", PolicyFile.AllowedContexts, PolicyFile.AllowedContexts),
                        Texts(fields, "substances"));
                }
            case "mappa-level":
                at.Object("kind");
                return new Measure.MappaLevel();
            case "risk-score":
                {
                    var fields = at.Object("kind", "instrument", "months");
                    return new Measure.RiskScore(fields.Required("instrument")?.Text() ?? "", Months(fields));
                }
            default:
                at.Problem("kind must be one of: offence-count, offence-severity, days-since-offence, drug-test-count, mappa-level, risk-score");
                return null;
        }
    }

    private static OffenceFilter Filter(JsonCursor.Fields fields)
    {
        var months = Months(fields);
        var (atLiberty, custodyKinds) = AtLiberty(fields);
        if (atLiberty && months is null && fields.Optional("kind")?.Element.GetString() != "days-since-offence")
            fields.Optional("atLiberty")!.Value.Problem("needs \"months\", because it changes how the days of that window are counted");
        return new OffenceFilter
        {
            Outcomes = Words(fields, "outcomes", [.. OffenceOutcomes.Proven], PolicyFile.AllowedOutcomes),
            Groups = Texts(fields, "groups"),
            Codes = Codes(fields, "codes"),
            ExceptCodes = Codes(fields, "exceptCodes"),
            Neighbourhood = fields.Optional("neighbourhood")?.OnlyTrue() ?? false,
            Acquisitive = fields.Optional("acquisitive")?.OnlyTrue() ?? false,
            Trigger = fields.Optional("trigger")?.OnlyTrue() ?? false,
            DetectedBy = Words<DetectedBy>(fields, "detectedBy", [], Enum.GetValues<DetectedBy>()),
            Months = months,
            AtLiberty = atLiberty,
            CustodyKinds = custodyKinds,
            ExceptAsYouth = fields.Optional("exceptAsYouth")?.OnlyTrue() ?? false,
            ByOutcomeDate = fields.Optional("dateBy") is { } dateBy && OneOf(dateBy, "offence", "outcome") == "outcome",
        };
    }

    // True for days outside all custody; a list for days outside custody of those kinds alone.
    private static (bool AtLiberty, ImmutableArray<CustodyKind> Kinds) AtLiberty(JsonCursor.Fields fields)
    {
        if (fields.Optional("atLiberty") is not { } at) return (false, []);
        if (at.Element.ValueKind != JsonValueKind.Array) return (at.Flag() == true, []);
        var kinds = Words<CustodyKind>(fields, "atLiberty", [], Enum.GetValues<CustodyKind>());
        if (at.Element.GetArrayLength() == 0) at.Problem("must be true or false, or name at least one kind of custody");
        return (true, [.. kinds.Order()]);
    }

    private static int? Months(JsonCursor.Fields fields) => fields.Optional("months")?.Whole(1, PolicyFile.MaxMonths);

    private static ImmutableArray<T> Words<T>(JsonCursor.Fields fields, string key, ImmutableArray<T> standard, IReadOnlyList<T> allowed)
        where T : struct, Enum =>
        fields.Optional(key) is { } list ? [.. list.Array().Select(item => item.Word(allowed)).OfType<T>().Distinct()] : standard;

    private static ImmutableArray<string> Texts(JsonCursor.Fields fields, string key) =>
        fields.Optional(key) is { } list ? [.. list.Array().Select(item => item.Text()).OfType<string>().Distinct(StringComparer.Ordinal)] : [];

    private static ImmutableArray<string> Codes(JsonCursor.Fields fields, string key)
    {
        if (fields.Optional(key) is not { } list) return [];
        var codes = ImmutableArray.CreateBuilder<string>();
        foreach (var item in list.Array())
        {
            if (item.Text() is not { } text) continue;
            var code = OffenceCode.Normalise(text);
            // Whether the catalogue has it is for the checks to say: a partnership's own may be of any length.
            if (!codes.Contains(code)) codes.Add(code);
        }
        return codes.ToImmutable();
    }

    internal static ImmutableSortedDictionary<string, decimal> Scale(JsonCursor at)
    {
        var scale = ImmutableSortedDictionary.CreateBuilder<string, decimal>(StringComparer.Ordinal);
        if (at.Element.ValueKind != JsonValueKind.Object)
        {
            at.Problem("must be an object: a number for each group");
            return scale.ToImmutable();
        }
        string[] groups = [.. at.Element.EnumerateObject().Select(property => property.Name).Distinct(StringComparer.Ordinal)];
        if (groups.Length == 0) at.Problem("must name at least one group");
        var fields = at.Object(groups);
        foreach (var group in groups)
        {
            if (fields.Optional(group)?.Decimal() is { } value) scale.Add(group, value);
        }
        return scale.ToImmutable();
    }

    private static string? OneOf(JsonCursor at, params string[] words)
    {
        var word = at.Element.ValueKind == JsonValueKind.String ? at.Element.GetString() : null;
        if (words.Contains(word)) return word;
        at.Problem($"must be one of: {string.Join(", ", words)}");
        return null;
    }
}
