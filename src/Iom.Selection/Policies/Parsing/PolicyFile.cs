using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Unicode;
using Iom.Selection.Foundation;
using Iom.Selection.Measures;
using Iom.Selection.Offences;
using Iom.Selection.Records;

namespace Iom.Selection.Policies.Parsing;

/// <summary>Reads policy files.</summary>
public static class PolicyFile
{
    /// <summary>The value of the key <c>schema</c> that this version reads.</summary>
    public const string Schema = "iom-selection-policy/1";

    /// <summary>The most points that a band, a level or not-applicable can give.</summary>
    public const int MaxPoints = 1000;

    /// <summary>The longest window, in months.</summary>
    public const int MaxMonths = 1200;

    internal const int LargestLine = 1_000_000;

    internal static readonly ImmutableArray<OffenceOutcome> AllowedOutcomes =
        [.. OffenceOutcomes.Proven, OffenceOutcome.OutOfCourt, OffenceOutcome.Charged];

    // Those whose rows can be missing in silence; without a row in offenders.csv nothing is done anyway.
    private static readonly ImmutableArray<string> AllowedExtracts =
        ["offences", "memberships", "drug_tests", "risk_scores", "nominations", "custody", "supervision", "engagement", "support", "panel", "identities"];

    internal static readonly ImmutableArray<DrugTestContext> AllowedContexts = [DrugTestContext.Arrest, DrugTestContext.Supervision];

    /// <summary>Reads a policy.</summary>
    /// <param name="utf8">The bytes of the file: JSON, comments allowed, with or without a byte order mark.</param>
    /// <returns>The policy, with the hash of the bytes.</returns>
    /// <exception cref="PolicyException">Something in it can't stand; the exception names every such place.</exception>
    public static Policy Parse(ReadOnlyMemory<byte> utf8)
    {
        if (utf8.Length > Limits.MaxPolicyBytes) throw new PolicyException([new PolicyProblem("", string.Create(CultureInfo.InvariantCulture, $"larger than {Limits.MaxPolicyBytes} bytes"))]);
        var problems = new List<JsonProblem>();
        var json = utf8.Span.StartsWith("\uFEFF"u8) ? utf8[3..] : utf8;
        if (!Utf8.IsValid(json.Span)) throw new PolicyException([new PolicyProblem("", "not UTF-8")]);
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(json, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip });
        }
        catch (JsonException e)
        {
            var where = string.Create(CultureInfo.InvariantCulture, $"line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1}");
            throw new PolicyException([new PolicyProblem("", $"not valid JSON at {where}")]);
        }

        using (document)
        {
            if (!IsUnicode(document.RootElement)) throw new PolicyException([new PolicyProblem("", "holds half of a surrogate pair, which is not a character")]);
            var policy = Policy(new JsonCursor(document.RootElement, "", problems), Convert.ToHexStringLower(SHA256.HashData(utf8.Span)));
            return problems.Count == 0 && policy is not null ? policy : throw new PolicyException([.. problems.Select(problem => new PolicyProblem(problem.Path, problem.Message) { StrangeKey = problem.StrangeKey })]);
        }
    }

    // An escape such as \ud800 is valid JSON and no text.
    private static bool IsUnicode(JsonElement element)
    {
        try
        {
            return element.ValueKind switch
            {
                JsonValueKind.Object => element.EnumerateObject().All(property => property.Name.Length >= 0 && IsUnicode(property.Value)),
                JsonValueKind.Array => element.EnumerateArray().All(IsUnicode),
                JsonValueKind.String => element.GetString() is not null,
                _ => true,
            };
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    private static Policy? Policy(JsonCursor root, string sha256)
    {
        var file = root.Object(
            "$schema", "schema", "id", "version", "title", "reviewBy", "matrix", "eligibility", "cohorts", "ranking", "deselection",
            "review", "panel", "fairness", "retention", "extracts");
        if (file.Required("schema") is { } schema && schema.Text() is { } text && text != Schema) schema.Problem($"must be \"{Schema}\"");

        var id = file.Required("id") is { } idAt ? Id(idAt) : null;
        var version = file.Required("version")?.Text();
        var title = file.Required("title")?.Text();
        var reviewBy = file.Optional("reviewBy")?.Date();

        var factors = file.Required("matrix") is { } matrix ? Factors(matrix) : [];
        var context = new RuleContext([.. factors.Select(factor => factor.Id)]);
        var eligibility = file.Optional("eligibility") is { } rules ? Eligibility(rules, context) : [];
        var cohorts = file.Required("cohorts") is { } cohortList ? Cohorts(cohortList, context) : [];

        int? entryFrom = null, exitBelow = null;
        string? lotSource = null;
        NamedModel? model = null;
        var (order, tieBreak, reserve) = (RankingOrder.Points, ImmutableArray<int>.Empty, 0);
        if (file.Required("ranking") is { } rankingAt)
        {
            var ranking = rankingAt.Object("entryFrom", "order", "tieBreak", "reserve", "lot", "model");
            entryFrom = ranking.Required("entryFrom")?.Whole(0, LargestLine);
            if (ranking.Optional("order") is { } orderAt) order = Order(orderAt);
            if (ranking.Optional("tieBreak") is { } tieBreakAt) tieBreak = TieBreak(tieBreakAt, context);
            reserve = ranking.Optional("reserve")?.Whole(0, LargestLine) ?? 0;
            lotSource = ranking.Optional("lot")?.Object("source").Required("source")?.Text();
            model = ranking.Optional("model") is { } modelAt ? Model(modelAt) : null;
        }
        var deselectionRules = new DeselectionRules();
        if (file.Required("deselection") is { } deselectionAt)
        {
            var deselection = deselectionAt.Object(
                "exitBelow", "belowExitReviews", "desistanceMonths", "managedElsewhere", "minimumMonths", "recentMonths", "openCaseMonths", "supportMonths", "approach");
            deselectionRules = CohortSectionsReader.Deselection(deselection);
            if (deselection.Required("exitBelow") is { } exitAt)
            {
                exitBelow = exitAt.Whole(0, LargestLine);
                if (exitBelow > entryFrom) exitAt.Problem("must be at most ranking.entryFrom");
            }
        }

        var review = file.Optional("review") is { } reviewAt ? CohortSectionsReader.Review(reviewAt) : null;
        var panel = file.Optional("panel") is { } panelAt ? CohortSectionsReader.Panel(panelAt) : null;
        var retention = file.Optional("retention") is { } retentionAt ? CohortSectionsReader.Retention(retentionAt) : null;
        var fairness = file.Optional("fairness") is { } fairnessAt ? FairnessReader.Rules(fairnessAt, factors) : FairnessRules.Standard;

        var mustHaveRows = file.Optional("extracts") is { } extractsAt && extractsAt.Object("mustHaveRows").Required("mustHaveRows") is { } mustAt ? KindsOfExtract(mustAt) : [];

        if (id is null || version is null || title is null || entryFrom is null || exitBelow is null) return null;
        return new Policy
        {
            Id = id,
            Version = version,
            Title = title,
            ReviewBy = reviewBy,
            Factors = factors,
            Eligibility = eligibility,
            Cohorts = cohorts,
            EntryFrom = entryFrom.Value,
            ExitBelow = exitBelow.Value,
            Order = order,
            TieBreak = tieBreak,
            Reserve = reserve,
            LotSource = lotSource,
            Model = model,
            Deselection = deselectionRules,
            Review = review,
            Panel = panel,
            Retention = retention,
            Fairness = fairness,
            MustHaveRows = mustHaveRows,
            Sha256 = sha256,
        };
    }

    private static ImmutableArray<string> KindsOfExtract(JsonCursor list)
    {
        var kinds = new List<string>();
        foreach (var item in list.Array())
        {
            if (item.Text() is not { } kind) continue;
            if (!AllowedExtracts.Contains(kind)) item.Problem($"must be one of: {string.Join(", ", AllowedExtracts)}");
            else if (kinds.Contains(kind)) item.Problem("is named twice");
            else kinds.Add(kind);
        }
        return [.. kinds];
    }

    private static ImmutableArray<Factor> Factors(JsonCursor matrix)
    {
        if (matrix.Object("factors").Required("factors") is not { } list) return [];
        var factors = ImmutableArray.CreateBuilder<Factor>();
        foreach (var item in list.Array(most: Limits.MaxItems))
        {
            var fields = item.Object("id", "title", "why", "measure", "bands", "levels", "notApplicable", "validFrom", "validTo");
            var id = fields.Required("id") is { } idAt ? UniqueId(idAt, factors.Select(factor => factor.Id)) : null;
            var title = fields.Optional("title")?.Text();
            var why = fields.Optional("why")?.Text();
            var measure = fields.Required("measure") is { } measureAt ? MeasureReader.Measure(measureAt) : null;
            var notApplicable = fields.Optional("notApplicable")?.Whole(0, MaxPoints) ?? 0;
            var validFrom = fields.Optional("validFrom")?.Date();
            var validTo = fields.Optional("validTo")?.Date();
            if (validTo < validFrom) item.Problem("validTo must not be before validFrom");

            var byLevel = measure is Measure.MappaLevel;
            if (measure is not null && fields.Optional(byLevel ? "bands" : "levels") is { } wrong)
                wrong.Problem(byLevel ? "mappa-level takes \"levels\", not bands" : "only mappa-level takes levels; the others take \"bands\"");
            var bands = measure is null ? []
                : fields.Required(byLevel ? "levels" : "bands") is not { } table ? []
                : byLevel ? Levels(table) : Bands(table);

            if (id is not null && measure is not null)
                factors.Add(new Factor(id, title ?? id, why ?? "", measure, bands, new Points(notApplicable), validFrom, validTo));
        }
        return factors.ToImmutable();
    }

    private static ImmutableArray<Band> Bands(JsonCursor table)
    {
        var bands = ImmutableArray.CreateBuilder<Band>();
        decimal? before = null;
        foreach (var item in table.Array(most: Limits.MaxItems))
        {
            var fields = item.Object("from", "points");
            var from = fields.Required("from") is { } fromAt ? BandStart(fromAt, before) : null;
            var points = fields.Required("points")?.Whole(0, MaxPoints);
            if (from is null || points is null) continue;
            bands.Add(new Band(from.Value, new Points(points.Value)));
            before = from;
        }
        return bands.ToImmutable();
    }

    private static decimal? BandStart(JsonCursor at, decimal? before)
    {
        var from = at.Decimal();
        if (from is null) return null;
        if (before is null && from != 0) at.Problem("the first band must start at 0");
        else if (from <= before) at.Problem("bands must rise: this one does not start higher than the one before");
        return from;
    }

    private static ImmutableArray<Band> Levels(JsonCursor table)
    {
        var fields = table.Object("1", "2", "3");
        var bands = ImmutableArray.CreateBuilder<Band>();
        for (var level = 1; level <= 3; level++)
        {
            if (fields.Required(level.ToString(CultureInfo.InvariantCulture))?.Whole(0, MaxPoints) is { } points)
                bands.Add(new Band(level, new Points(points)));
        }
        return bands.ToImmutable();
    }

    private static ImmutableArray<EligibilityRule> Eligibility(JsonCursor list, RuleContext context)
    {
        var rules = ImmutableArray.CreateBuilder<EligibilityRule>();
        var items = list.Array(mayBeEmpty: true, Limits.MaxItems);
        for (var i = 0; i < items.Count; i++)
        {
            var fields = items[i].Object("when", "ifMissing", "then", "why");
            var when = fields.Required("when") is { } whenAt ? ConditionReader.Condition(whenAt, context with { MayReadYouth = true }) : null;
            var then = fields.Required("then")?.Word<EligibilityEffect>();
            var withhold = false;
            if (fields.Optional("ifMissing") is { } ifMissing)
            {
                withhold = ifMissing.Text() == "withhold";
                if (!withhold) ifMissing.Problem("must be \"withhold\", or left out");
            }
            var why = fields.Optional("why")?.Text();
            if (when is not null && then is not null) rules.Add(new EligibilityRule(i + 1, when, withhold, then.Value, why ?? ""));
        }
        return rules.ToImmutable();
    }

    private static ImmutableArray<CohortRule> Cohorts(JsonCursor list, RuleContext context)
    {
        var cohorts = ImmutableArray.CreateBuilder<CohortRule>();
        foreach (var item in list.Array(most: Limits.MaxItems))
        {
            var fields = item.Object("id", "title", "when");
            var id = fields.Required("id") is { } idAt ? UniqueId(idAt, cohorts.Select(cohort => cohort.Id)) : null;
            var title = fields.Optional("title")?.Text();
            var when = fields.Optional("when") is { } whenAt ? ConditionReader.Condition(whenAt, context) : null;
            if (id is not null) cohorts.Add(new CohortRule(id, title ?? id, when));
        }
        return cohorts.ToImmutable();
    }

    private static RankingOrder Order(JsonCursor at)
    {
        var word = at.Element.ValueKind == JsonValueKind.String ? at.Element.GetString() : null;
        if (word is not ("points" or "cohort-then-points")) at.Problem("must be \"points\" or \"cohort-then-points\"");
        return word == "cohort-then-points" ? RankingOrder.CohortThenPoints : RankingOrder.Points;
    }

    private static NamedModel? Model(JsonCursor at)
    {
        var fields = at.Object("role", "sha256");
        ModelRole? role = null;
        if (fields.Required("role") is { } roleAt)
        {
            role = roleAt.Text() switch { "advisory" => ModelRole.Advisory, "tie-break" => ModelRole.TieBreak, _ => null };
            if (role is null) roleAt.Problem("must be \"advisory\" or \"tie-break\"");
        }
        var sha256 = fields.Required("sha256") is { } hashAt ? Hash(hashAt) : null;
        return role is null || sha256 is null ? null : new NamedModel(role.Value, sha256);
    }

    private static string? Hash(JsonCursor at)
    {
        var hash = at.Element.ValueKind == JsonValueKind.String ? at.Element.GetString()! : "";
        if (hash.Length == 64 && hash.All(char.IsAsciiHexDigitLower)) return hash;
        at.Problem("must be a SHA-256: 64 hexadecimal digits in lower case, as sha256sum prints it");
        return null;
    }

    private static ImmutableArray<int> TieBreak(JsonCursor list, RuleContext context)
    {
        var indexes = ImmutableArray.CreateBuilder<int>();
        foreach (var item in list.Array(mayBeEmpty: true))
        {
            if (item.Text() is not { } id) continue;
            var index = context.FactorIds.IndexOf(id);
            if (index < 0) item.Problem("is not a factor of the matrix");
            else if (indexes.Contains(index)) item.Problem("is listed twice");
            else indexes.Add(index);
        }
        return indexes.ToImmutable();
    }

    internal static string? UniqueId(JsonCursor at, IEnumerable<string> taken)
    {
        var id = Id(at);
        if (id is not null && taken.Contains(id, StringComparer.Ordinal)) at.Problem("is used twice");
        return id;
    }

    internal static string? Id(JsonCursor at)
    {
        var id = at.Element.ValueKind == JsonValueKind.String ? at.Element.GetString()! : "";
        var valid = id.Length is >= 1 and <= 64 && char.IsAsciiLetterLower(id[0])
            && id.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');
        if (valid) return id;
        at.Problem("must be an id: a lower-case letter, then up to 63 lower-case letters, digits and hyphens");
        return null;
    }
}
