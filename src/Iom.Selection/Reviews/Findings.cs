using System.Collections.Immutable;
using Iom.Selection.Foundation;
using Iom.Selection.Measures;
using Iom.Selection.Offences;
using Iom.Selection.Policies;
using Iom.Selection.Records;
using Iom.Selection.Scoring;

namespace Iom.Selection.Reviews;

/// <summary>The grounds, blocks and approach found for a member on a date, and the one table that makes a recommendation of them.</summary>
/// <remarks>
/// The table, first row that holds: a fact to be confirmed: confirm_exit; a bar in force: retain; a change of approach advised:
/// change_approach; a ground: consider_deselection; nothing: retain. <see cref="ApproachAdvice.OfferAgain"/> changes no recommendation.
/// </remarks>
internal sealed record Findings(ImmutableArray<GroundFinding> Grounds, ImmutableArray<BarFinding> Bars, ApproachFinding? Approach)
{
    public ReviewRecommendation Recommendation => Recommend(() => Grounds.Any(ground => ground.IsFact), () => !Bars.IsEmpty, () => Approach, () => !Grounds.IsEmpty);

    /// <summary>Finds them.</summary>
    /// <param name="rules">The policy's rules.</param>
    /// <param name="context">What is known besides.</param>
    /// <param name="file">The records; none later than the date.</param>
    /// <param name="offences">The offences of the records as they stand on the date.</param>
    /// <param name="since">Since when the person is a member.</param>
    /// <param name="on">The date.</param>
    /// <param name="belowExit">The reviews at which the member was below the exit line, without a break, up to the date: their dates.</param>
    public static Findings Find(
        DeselectionRules rules, ReviewContext context, CaseFile file, IReadOnlyList<Offence> offences, DateOnly since, DateOnly on, DateOnly[] belowExit) => new(
        [.. FindFacts(context, file.Offender), .. FindGrounds(rules, file, offences, on, belowExit)],
        [.. FindBars(rules, file, offences, since, on)],
        FindApproach(rules, context, file, on));

    /// <summary>What they would recommend; looks no further than at what decides it. The parameters are those of <see cref="Find"/>.</summary>
    public static ReviewRecommendation RecommendationOn(
        DeselectionRules rules, ReviewContext context, CaseFile file, IReadOnlyList<Offence> offences, DateOnly since, DateOnly on, DateOnly[] belowExit) => Recommend(
        () => FindFacts(context, file.Offender).Any(),
        () => FindHolds(rules, file, offences, since, on).Any(),
        () => FindApproach(rules, context, file, on),
        () => FindGrounds(rules, file, offences, on, belowExit).Any());

    // The table.
    private static ReviewRecommendation Recommend(Func<bool> hasFact, Func<bool> isBarred, Func<ApproachFinding?> approach, Func<bool> hasGround) =>
        hasFact() ? ReviewRecommendation.ConfirmExit
        : isBarred() ? ReviewRecommendation.Retain
        : approach() is { Advice: ApproachAdvice.CatchAndConvict } ? ReviewRecommendation.ChangeApproach
        : hasGround() ? ReviewRecommendation.ConsiderDeselection
        : ReviewRecommendation.Retain;

    private static IEnumerable<GroundFinding> FindFacts(ReviewContext context, Offender offender)
    {
        if (offender.Deceased == true) yield return new GroundFinding(Ground.Deceased, [Field("deceased")]);
        if (context.Areas.Count > 0 && offender.Area is { } area && !context.Areas.Contains(area)) yield return new GroundFinding(Ground.LeftTheArea, [Field("area")]);
        if (context.SharedIdentities.TryGetValue(offender.Id, out var systems))
            yield return new GroundFinding(Ground.DuplicateRecord, [.. systems.Order(Utf8Ordinal.Comparer).Select(system => new RecordReference("identity", system, null))]);
    }

    private static IEnumerable<GroundFinding> FindGrounds(
        DeselectionRules rules, CaseFile file, IReadOnlyList<Offence> offences, DateOnly on, DateOnly[] belowExit)
    {
        if (Pathways.AllCompleted(file.Support, on))
            yield return new GroundFinding(Ground.SupportComplete, [.. file.Support.Select(support => new RecordReference("support", support.Pathway, support.EndedOn)).Distinct().Order()]);
        if (rules.DesistanceMonths is { } months && Desistance(months, file, offences, on) is { } desistance) yield return desistance;
        if (rules.BelowExitReviews <= belowExit.Length)
            yield return new GroundFinding(Ground.BelowExitLine, [.. belowExit.Select(date => new RecordReference("review", "below_exit", date)).Order()]);
        if (rules.ManagedElsewhere is { } elsewhere && ManagedElsewhere(elsewhere, file.Offender, on) is { Length: > 0 } fields) yield return new GroundFinding(Ground.ManagedElsewhere, fields);
    }

    // Counted from each offence, so that neither a day more nor an offence less ever takes the ground away.
    private static GroundFinding? Desistance(int months, CaseFile file, IReadOnlyList<Offence> offences, DateOnly on)
    {
        var calendar = new LibertyCalendar();
        var spells = file.CustodyAsOf(on);
        calendar.Load(spells, on);
        var proven = offences.Where(offence => offence.IsProven).ToArray();
        if (proven.Any(offence => calendar.DaysAfter(offence.Date.DayNumber) < Months.After(offence.Date, months).DayNumber - offence.Date.DayNumber)) return null;

        // The latest offence is what is over, and the custody since then what made the wait longer.
        var latest = proven.OrderByDescending(offence => offence.Date).ThenBy(offence => offence.OffenceId, Utf8Ordinal.Comparer).FirstOrDefault();
        if (latest is null) return new GroundFinding(Ground.SustainedDesistance, []);
        var custody = spells.Where(spell => !(spell.To < latest.Date)).Select(spell =>
            new RecordReference("custody", spell.To is { } to && to <= on ? IsoDate.Text(to) : "open", spell.From));
        return new GroundFinding(Ground.SustainedDesistance, [.. custody.Append(Reference(latest)).Distinct().Order()]);
    }

    private static ImmutableArray<RecordReference> ManagedElsewhere(ManagedElsewhere rule, Offender offender, DateOnly on)
    {
        var fields = ImmutableArray.CreateBuilder<RecordReference>();
        if (offender.MappaLevel is { } level && rule.MappaLevels.Contains(level)) fields.Add(Field("mappa_level"));
        if (rule.Youth && offender.Youth == true) fields.Add(Field("youth"));
        if (rule.CustodyMonths is { } months && offender.Location == Location.Custody && offender.ExpectedRelease > Months.After(on, months))
            fields.AddRange(Field("expected_release"), Field("location"));
        fields.Sort();
        return fields.ToImmutable();
    }

    private static ApproachFinding? FindApproach(DeselectionRules rules, ReviewContext context, CaseFile file, DateOnly on) =>
        rules.Approach is { } approach ? ContactReview.Approach(approach, context, file, on) : null;

    // One bar for all records of its kind that still hold it: it ends with the last of them.
    private static IEnumerable<BarFinding> FindBars(DeselectionRules rules, CaseFile file, IReadOnlyList<Offence> offences, DateOnly since, DateOnly on) =>
        FindHolds(rules, file, offences, since, on).GroupBy(hold => hold.Bar)
            .Select(bar => new BarFinding(bar.Key, bar.Max(hold => hold.Ends), [.. bar.Select(hold => hold.Record).Distinct().Order()]));

    // The records that hold a bar on the date, bar by bar.
    private static IEnumerable<Hold> FindHolds(DeselectionRules rules, CaseFile file, IReadOnlyList<Offence> offences, DateOnly since, DateOnly on)
    {
        if (rules.MinimumMonths is { } minimum && Holds(since, minimum, on, out var earliest))
            yield return new Hold(DeselectionBar.MinimumTime, earliest, new RecordReference("membership", "from", since));
        if (rules.RecentMonths is { } recent)
        {
            foreach (var offence in offences)
            {
                if (offence.IsProven && Holds(offence.Date, recent, on, out var ends)) yield return new Hold(DeselectionBar.RecentOffence, ends, Reference(offence));
            }
            foreach (var period in file.Supervisions)
            {
                if (period.Event is not (SupervisionEvent.Breach or SupervisionEvent.Recall) || period.EventDate > on) continue;
                // An event without its date is taken for the first day it can have been: that says least against the person.
                var date = period.EventDate ?? period.From;
                if (Holds(date, recent, on, out var ends))
                    yield return new Hold(DeselectionBar.RecentBreach, ends, new RecordReference("supervision", Vocabulary.Word(period.Event.Value), date));
            }
        }
        if (rules.OpenCaseMonths is { } open)
        {
            foreach (var offence in offences)
            {
                if ((offence.IsInConflict || !offence.Outcome.IsDecided()) && Holds(offence.Date, open, on, out var ends)) yield return new Hold(DeselectionBar.OpenCase, ends, Reference(offence));
            }
        }
        if (rules.SupportMonths is not { } support) yield break;
        foreach (var record in file.Support)
        {
            // Support of which nobody says when it began is taken to have begun with the time in the cohort.
            if (SupportOnDate.On(record, on).Status == SupportStatus.Active && Holds(record.StartedOn ?? since, support, on, out var ends))
                yield return new Hold(DeselectionBar.SupportUnderWay, ends, new RecordReference("support", record.Pathway, record.StartedOn));
        }
    }

    // Whether what counts from a day for some months holds a bar on the date, and until when.
    private static bool Holds(DateOnly from, int months, DateOnly on, out DateOnly ends) => (ends = Months.After(from, months)) > on;

    private static RecordReference Reference(Offence offence) => new("offence", offence.OffenceId, offence.Date) { Code = offence.Code };

    private static RecordReference Field(string name) => new("offender", name, null);

    /// <summary>A record that holds a bar until a date.</summary>
    private readonly record struct Hold(DeselectionBar Bar, DateOnly Ends, RecordReference Record);
}
