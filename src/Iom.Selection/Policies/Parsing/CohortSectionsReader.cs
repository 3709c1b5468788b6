using System.Collections.Immutable;
using System.Globalization;
using Iom.Selection.Foundation;
using Iom.Selection.Records;

namespace Iom.Selection.Policies.Parsing;

/// <summary>Reads the blocks of a policy that say how a cohort is kept: deselection, review, panel, retention.</summary>
internal static class CohortSectionsReader
{
    private const int MaxWeeks = 520;
    private const int MaxDays = 3660;
    private const int MaxContacts = 1000;
    private const int MaxAgencies = 100;
    private const string NotKnown = "notKnown";

    /// <summary>Reads what the block says besides the exit line.</summary>
    public static DeselectionRules Deselection(JsonCursor.Fields deselection) => new()
    {
        BelowExitReviews = deselection.Optional("belowExitReviews")?.Whole(1, 100),
        DesistanceMonths = Months(deselection, "desistanceMonths"),
        ManagedElsewhere = deselection.Optional("managedElsewhere") is { } elsewhere ? ManagedElsewhere(elsewhere) : null,
        MinimumMonths = Months(deselection, "minimumMonths"),
        RecentMonths = Months(deselection, "recentMonths"),
        OpenCaseMonths = Months(deselection, "openCaseMonths"),
        SupportMonths = Months(deselection, "supportMonths"),
        Approach = deselection.Optional("approach") is { } approach ? Approach(approach) : null,
    };

    public static ReviewRules? Review(JsonCursor at)
    {
        var fields = at.Object("maximumWeeks", "risk", "engagement", "waitingDays", "comingDays", "drift");
        var maximum = fields.Required("maximumWeeks")?.Whole(1, MaxWeeks);
        var engagement = fields.Required("engagement") is { } engagementAt ? Engagement(engagementAt) : null;
        var risk = fields.Required("risk") is { } riskAt ? Risk(riskAt, engagement, maximum ?? MaxWeeks) : [];
        var waiting = fields.Required("waitingDays")?.Whole(0, MaxDays);
        var coming = fields.Required("comingDays")?.Whole(0, MaxDays);
        var drift = fields.Optional("drift") is { } driftAt ? Drift(driftAt) : null;
        if (maximum is null || engagement is null || waiting is null || coming is null) return null;
        return new ReviewRules { MaximumWeeks = maximum.Value, Risk = risk, Engagement = engagement, WaitingDays = waiting.Value, ComingDays = coming.Value, Drift = drift };
    }

    public static PanelRules Panel(JsonCursor at)
    {
        var fields = at.Object("agencies", "leastToDeselect", "leastToSelect", "deferWeeks", "agreementAlarm");
        var agencies = fields.Required("agencies") is { } agenciesAt ? Agencies(agenciesAt) : [];
        return new PanelRules
        {
            Agencies = agencies,
            LeastToDeselect = fields.Optional("leastToDeselect")?.Whole(PanelRules.MinAgencies, MaxAgencies) ?? PanelRules.MinAgencies,
            LeastToSelect = fields.Optional("leastToSelect")?.Whole(PanelRules.MinAgencies, MaxAgencies) ?? PanelRules.MinAgencies,
            DeferWeeks = fields.Optional("deferWeeks")?.Whole(1, MaxWeeks) ?? PanelRules.StandardDeferWeeks,
            Alarm = fields.Optional("agreementAlarm") is { } alarmAt ? Alarm(alarmAt) : null,
        };
    }

    public static RetentionRules? Retention(JsonCursor at)
    {
        var fields = at.Object("runMonths", "decisionMonths");
        var (runs, decisions) = (fields.Required("runMonths")?.Whole(1, PolicyFile.MaxMonths), fields.Required("decisionMonths")?.Whole(1, PolicyFile.MaxMonths));
        return runs is null || decisions is null ? null : new RetentionRules(runs.Value, decisions.Value);
    }

    private static int? Months(JsonCursor.Fields fields, string name) => fields.Optional(name)?.Whole(1, PolicyFile.MaxMonths);

    private static ManagedElsewhere ManagedElsewhere(JsonCursor at)
    {
        var fields = at.Object("mappaLevels", "youth", "custodyMonths");
        MappaLevel[] allowed = [MappaLevel.Level1, MappaLevel.Level2, MappaLevel.Level3];
        var levels = fields.Optional("mappaLevels") is { } levelsAt
            ? levelsAt.Array().Select(level => level.Word(allowed)).OfType<MappaLevel>().Distinct().ToImmutableArray()
            : [];
        return new ManagedElsewhere(levels, fields.Optional("youth")?.OnlyTrue() ?? false, fields.Optional("custodyMonths")?.Whole(0, PolicyFile.MaxMonths));
    }

    private static ApproachRule? Approach(JsonCursor at)
    {
        var fields = at.Object("missed", "ofLatest", "months");
        var missed = fields.Required("missed")?.Whole(1, MaxContacts);
        var latest = fields.Required("ofLatest")?.Whole(missed ?? 1, MaxContacts);
        var months = fields.Required("months")?.Whole(1, PolicyFile.MaxMonths);
        return missed is null || latest is null || months is null ? null : new ApproachRule(missed.Value, latest.Value, months.Value);
    }

    private static EngagementRules? Engagement(JsonCursor at)
    {
        var fields = at.Object("months", "leastContacts", "bands");
        var months = fields.Required("months")?.Whole(1, PolicyFile.MaxMonths);
        var least = fields.Required("leastContacts")?.Whole(1, MaxContacts);
        var bands = ImmutableArray.CreateBuilder<EngagementBand>();
        foreach (var item in fields.Required("bands")?.Array() ?? [])
        {
            var band = item.Object("id", "from");
            var id = Id(band, bands.Select(other => other.Id));
            var from = From(band, 100, bands.Count == 0 ? null : bands[^1].FromPercent);
            if (id is not null && from is not null) bands.Add(new EngagementBand(id, from.Value));
        }
        return months is null || least is null ? null : new EngagementRules(months.Value, least.Value, bands.ToImmutable());
    }

    private static ImmutableArray<RiskBand> Risk(JsonCursor at, EngagementRules? engagement, int mostWeeks)
    {
        var bands = ImmutableArray.CreateBuilder<RiskBand>();
        foreach (var item in at.Array())
        {
            var band = item.Object("id", "from", "weeks");
            var id = Id(band, bands.Select(other => other.Id));
            var from = From(band, PolicyFile.LargestLine, bands.Count == 0 ? null : bands[^1].From);
            if (band.Required("weeks") is not { } weeksAt || engagement is null) continue;
            string[] names = [.. engagement.Bands.Select(other => other.Id), NotKnown];
            var weeks = weeksAt.Object(names);
            int[] numbers = [.. names.Select(name => weeks.Required(name)?.Whole(1, mostWeeks) ?? 1)];
            if (id is not null && from is not null) bands.Add(new RiskBand(id, from.Value, [.. numbers[..^1]], numbers[^1]));
        }
        return bands.ToImmutable();
    }

    private static DriftThresholds? Drift(JsonCursor at)
    {
        var fields = at.Object("churnPercent", "bandShiftPercent", "missingPercent");
        int? Percent(string name) => fields.Required(name)?.Whole(0, 100);
        var (churn, shift, missing) = (Percent("churnPercent"), Percent("bandShiftPercent"), Percent("missingPercent"));
        return churn is null || shift is null || missing is null ? null : new DriftThresholds(churn.Value, shift.Value, missing.Value);
    }

    private static AgreementAlarm? Alarm(JsonCursor at)
    {
        var fields = at.Object("abovePercent", "leastDecisions");
        var (above, least) = (fields.Required("abovePercent")?.Whole(50, 99), fields.Required("leastDecisions")?.Whole(1, PolicyFile.LargestLine));
        return above is null || least is null ? null : new AgreementAlarm(above.Value, least.Value);
    }

    private static ImmutableArray<PanelAgency> Agencies(JsonCursor at)
    {
        var agencies = ImmutableArray.CreateBuilder<PanelAgency>();
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var items = at.Array();
        if (items.Count > MaxAgencies) at.Problem(string.Create(CultureInfo.InvariantCulture, $"must list at most {MaxAgencies} agencies"));
        foreach (var item in items)
        {
            var fields = item.Object("id", "aliases");
            var id = fields.Required("id") is { } idAt ? PolicyFile.Id(idAt) : null;
            if (id is not null && !names.Add(id)) fields.Required("id")!.Value.Problem("names an agency twice");
            var aliases = ImmutableArray.CreateBuilder<string>();
            foreach (var alias in fields.Optional("aliases")?.Array(mayBeEmpty: true) ?? [])
            {
                if (alias.Text()?.Trim() is not { } name) continue;
                // A name that stands for two agencies would give one row two voices.
                if (!names.Add(name)) alias.Problem("names an agency twice");
                aliases.Add(name);
            }
            if (id is not null) agencies.Add(new PanelAgency(id, aliases.ToImmutable()));
        }
        return agencies.ToImmutable();
    }

    private static string? Id(JsonCursor.Fields fields, IEnumerable<string> taken) => fields.Required("id") is { } at ? PolicyFile.UniqueId(at, taken) : null;

    private static int? From(JsonCursor.Fields fields, int most, int? before)
    {
        if (fields.Required("from") is not { } at || at.Whole(0, most) is not { } from) return null;
        if (before is null && from != 0) at.Problem("the first band must start at 0");
        else if (from <= before) at.Problem("bands must rise: this one does not start higher than the one before");
        return from;
    }
}
