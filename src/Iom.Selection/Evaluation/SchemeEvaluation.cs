using System.ComponentModel;
using Iom.Selection.Foundation;
using Iom.Selection.Panels;
using Iom.Selection.Statistics;

namespace Iom.Selection.Evaluation;

/// <summary>What happened to the people managed, and what would have happened anyway. See docs/evaluation.md.</summary>
public static partial class SchemeEvaluation
{
    private const double Level = 0.95;
    private const int MonthsOfAYear = 12;
    private const string NotKnown = "not known";

    private static readonly int[] Days = [90, 180, 365, 730];

    /// <summary>Evaluates.</summary>
    /// <param name="input">What there is to look at.</param>
    /// <returns>Every figure, and what could mislead.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static SchemeResult Evaluate(SchemeInput input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var notes = new List<string>(input.Notes);
        MemberHistory[] members = [.. input.Members.Select(file => new MemberHistory(file, input)).Where(member => member.Spells.Count > 0 || member.ConflictCount > 0)];
        TellOfMembers(members, input, notes);
        List<EvaluationFigure> figures =
        [
            .. Lots(input, notes), .. Discontinuity(input, notes), .. EmpiricalBayesOf(input, members, notes), .. Bunching(input, notes),
            .. TimeToOffence(members, notes), .. ProvenReoffending(members), .. ReviewTable(members), .. BeforeAfter(members, input, notes),
        ];
        return new SchemeResult([.. figures], [.. notes]);
    }

    private static void TellOfMembers(MemberHistory[] members, SchemeInput input, List<string> notes)
    {
        var spells = members.Sum(member => member.Spells.Count);
        notes.Add($"{Plural.Format(members.Length, "person", "people")} with {Plural.Format(spells, "spell")} in the cohort, followed up to {IsoDate.Text(input.KnownUpTo)}.");
        if (members.Sum(member => member.ConflictCount) is > 0 and var conflicts) notes.Add($"{Plural.Format(conflicts, "membership ends", "memberships end")} before it begins and {(conflicts == 1 ? "is" : "are")} left out.");
        if (members.Count(member => member.DiedOn is not null) is > 0 and var died) notes.Add($"{Plural.Format(died, "person", "people")} died. Their time ends then.");
        if (input.Members.Count(file => file.Offender is { Deceased: true, DiedOn: null }) is > 0 and var undated)
            notes.Add($"{Plural.Format(undated, "person is", "people are")} said to have died, without a date (died_on). Their time is counted as if they lived.");
        if (members.Count(member => member.Spells.Any(spell => member.DaysAtLiberty(spell.From, Math.Min(member.LastDay, (spell.To ?? int.MaxValue) - 1)) == 0)) is > 0 and var inside)
            notes.Add($"{Plural.Format(inside, "person has", "people have")} a spell without a day at liberty, which is left out of rates.");
        var unproven = members.Sum(member => member.Offences.Count(offence => offence.OutcomeDay is null));
        if (unproven > 0) notes.Add($"{Plural.Format(unproven, "proven offence")} of theirs {(unproven == 1 ? "has" : "have")} an outcome without a date. {(unproven == 1 ? "It is" : "They are")} counted.");
        if (input.Decisions is null) notes.Add("The panel's decisions were not given (--decisions), so approach is not known and the discontinuity is by recommendation.");
    }

    // Each spell with the groups it is counted in.
    private static IEnumerable<string> GroupsOf(MemberHistory member, MemberSpell spell, SchemeInput input)
    {
        yield return EvaluationFigure.All;
        yield return $"cohort:{spell.Cohort ?? NotKnown}";
        yield return $"route:{spell.Route}";
        if (spell.To is not null) yield return $"ground:{spell.Ground ?? NotKnown}";
        yield return $"approach:{ApproachOf(member, spell, input)}";
    }

    private static string ApproachOf(MemberHistory member, MemberSpell spell, SchemeInput input)
    {
        if (input.Decisions is null) return NotKnown;
        var changed = input.Decisions.Any(decision => decision.OffenderId == member.Id && decision.Decision == PanelDecision.ChangeApproach
            && decision.Date.DayNumber >= spell.From && !(decision.Date.DayNumber >= spell.To));
        return changed ? "changed" : "as begun";
    }

    private static IEnumerable<EvaluationFigure> BeforeAfter(MemberHistory[] members, SchemeInput input, List<string> notes)
    {
        const int Before = 0, During = 1, After = 2, AfterAll = 3;
        (string Name, int Time)[] times = [("before", Before), ("during", During), ("after_12m", After), ("after_all", AfterAll)];
        var rows = members.SelectMany(member => member.Spells.Select((spell, i) => (member, spell, Periods: Periods(member, i)))).ToArray();
        var groups = rows.SelectMany(row => GroupsOf(row.member, row.spell, input).Select(group => (group, row))).GroupBy(pair => pair.group, pair => pair.row, StringComparer.Ordinal)
            .OrderBy(group => group.Key == EvaluationFigure.All ? "" : group.Key, Utf8Ordinal.Comparer);
        foreach (var group in groups)
        {
            (double Events, double Days)[][] Of(Func<MemberHistory, (int From, int To), double> worth) =>
            [
                .. group.GroupBy(row => row.member).Select(own => times.Select(time =>
                    (own.Sum(row => worth(row.member, row.Periods[time.Time])), own.Sum(row => (double)Liberty(row.member, row.Periods[time.Time])))).ToArray()),
            ];
            var key = RandomStream.KeyOf($"{input.Policy.Sha256}/{IsoDate.Text(input.AsOf)}/rates/{group.Key}");
            foreach (var (kind, worth) in new (string, Func<MemberHistory, (int From, int To), double>)[]
            {
                ("offences", (member, period) => Worth(member, period, _ => 1)), ("severity", (member, period) => Worth(member, period, offence => (double?)offence.Severity)), ("breaches", Breaches),
            })
            {
                var rates = new ClusteredRates(Of(worth), times.Length, key);
                foreach (var (name, time) in times)
                {
                    var (value, interval) = rates.Rate(time);
                    yield return Figure($"{kind}_per_year_{name}", rates.CountOf(time), value, interval, "per year at liberty; n people; bootstrap over people");
                }
                if (kind != "offences" && group.Key != EvaluationFigure.All) continue;
                foreach (var (name, time) in times.Skip(1))
                {
                    var (value, interval) = rates.Ratio(time);
                    yield return Figure($"{kind}_ratio_{name}_to_before", rates.CountOf(time), value, interval, "rate ratio, no comparison; n people; bootstrap over people");
                }
                if (kind == "offences" && group.Key == EvaluationFigure.All && rates.Ratio(During).Interval is { Low: > 0 } shown)
                {
                    // Two-sided at 0.05 with a power of 0.8, on the logarithm.
                    var error = Math.Log(shown.High / shown.Low) / (2 * Interval.NormalQuantile(Level));
                    yield return Figure("offences_ratio_minimum_detectable", rates.CountOf(During), Math.Exp(-(Interval.NormalQuantile(Level) + Interval.NormalQuantile(0.6)) * error), null,
                        "the largest ratio below 1 that this many people would show with probability 0.8");
                }
            }
            foreach (var (name, time) in times)
            {
                var days = group.Sum(row => (long)row.member.DaysInCustody(row.Periods[time].From, row.Periods[time].To));
                yield return Figure($"custody_days_{name}", group.Select(row => row.member).Distinct().Count(), days, null, "sum of days in custody; n people");
            }

            EvaluationFigure Figure(string measure, int count, double? value, Interval? interval, string method) =>
                new(EvaluationSection.BeforeAfter, measure, group.Key, count, value, interval?.Low, interval?.High, method);
        }
        notes.Add("People are chosen when they offend most, so most would have offended less afterwards whatever was done. The rates before, during and after show what happened, and no effect.");
    }

    // Before (12 months), during, after (12 months) and after (all), each cut where another spell stands, at death and at what is known.
    private static (int From, int To)[] Periods(MemberHistory member, int index)
    {
        var spell = member.Spells[index];
        var before = DateOnly.FromDayNumber(spell.From);
        var first = before.Year > 1 ? before.AddMonths(-MonthsOfAYear).DayNumber : 0;
        if (index > 0) first = Math.Max(first, member.Spells[index - 1].To ?? spell.From);
        var during = (spell.From, Math.Min(member.LastDay, (spell.To ?? int.MaxValue) - 1));
        if (spell.To is not { } end) return [(first, spell.From - 1), during, (0, -1), (0, -1)];
        var last = index + 1 < member.Spells.Count ? Math.Min(member.LastDay, member.Spells[index + 1].From - 1) : member.LastDay;
        var year = Months.After(DateOnly.FromDayNumber(end), MonthsOfAYear).DayNumber - 1;
        return [(first, spell.From - 1), during, (end, Math.Min(last, year)), (end, last)];
    }

    private static int Liberty(MemberHistory member, (int From, int To) period) => member.DaysAtLiberty(period.From, period.To);

    // Without a day at liberty there is no rate.
    private static double Worth(MemberHistory member, (int From, int To) period, Func<ProvenOffence, double?> worth)
    {
        if (Liberty(member, period) == 0) return 0;
        var sum = 0.0;
        foreach (var offence in member.Offences)
        {
            if (!offence.IsBreach && offence.Day >= period.From && offence.Day <= period.To) sum += worth(offence) ?? 0;
        }
        return sum;
    }

    // Breaches of orders and licences, recalls and revocations: days on which there was one.
    private static double Breaches(MemberHistory member, (int From, int To) period) =>
        Liberty(member, period) == 0 ? 0 : member.Breaches.Count(day => day >= period.From && day <= period.To);

    private static IEnumerable<EvaluationFigure> TimeToOffence(MemberHistory[] members, List<string> notes)
    {
        foreach (var index in new[] { "joining", "leaving" })
        {
            var starts = members.SelectMany(member => member.Spells.Select((spell, i) => (Member: member, Spell: spell, Day: index == "joining" ? spell.From : spell.To,
                Until: i + 1 < member.Spells.Count && index == "leaving" ? member.Spells[i + 1].From - 1 : int.MaxValue))).Where(start => start.Day is not null)
                .Select(start => (start.Member, start.Spell, Start: start.Member.FirstAtLiberty(start.Day!.Value), start.Until)).ToArray();
            var inside = starts.Count(start => start.Start is null || start.Start > Math.Min(start.Member.LastDay, start.Until));
            if (inside > 0) notes.Add($"{Plural.Format(inside, "spell has", "spells have")} no day at liberty after {index}, and {(inside == 1 ? "is" : "are")} left out of the time to the first offence.");
            var timed = starts.Where(start => start.Start <= Math.Min(start.Member.LastDay, start.Until)).Select(start => (start.Spell, Times: TimesOf(start.Member, start.Start!.Value, start.Until))).ToArray();
            if (timed.Length == 0) continue;
            double[] atLiberty = [.. timed.Select(one => one.Times.AtLiberty)];
            bool[] offended = [.. timed.Select(one => one.Times.Offended)];
            foreach (var figure in Curve(index, EvaluationFigure.All, atLiberty, offended)) yield return figure;
            var ends = CumulativeIncidence.Estimate([.. timed.Select(one => one.Times.Calendar)], [.. timed.Select(one => one.Times.End)], 3);
            foreach (var (name, end) in new[] { ("offence", 1), ("custody", 2), ("death", 3) })
            {
                foreach (var day in Days)
                    yield return Figure($"first_{name}_{index}_{day}_days", timed.Length, ends.At(end, day).Value, ends.IntervalAt(end, day, Level), "Aalen-Johansen on calendar days; n spells");
            }
            string[] cohorts = [.. timed.Select(one => one.Spell.Cohort ?? NotKnown).Distinct().Order(StringComparer.Ordinal)];
            if (cohorts.Length < 2) continue;
            int[] groups = [.. timed.Select(one => Array.IndexOf(cohorts, one.Spell.Cohort ?? NotKnown))];
            for (var cohort = 0; cohort < cohorts.Length; cohort++)
            {
                int[] own = [.. Enumerable.Range(0, groups.Length).Where(i => groups[i] == cohort)];
                foreach (var figure in Curve(index, $"cohort:{cohorts[cohort]}", [.. own.Select(i => atLiberty[i])], [.. own.Select(i => offended[i])])) yield return figure;
            }
            var test = LogRank.Test(atLiberty, offended, groups);
            yield return Figure($"cohorts_differ_{index}_p", timed.Length, test.P, null, FormattableString.Invariant($"log-rank, chi-squared {test.ChiSquared:F3} with {test.DegreesOfFreedom} degrees of freedom"));
            var gray = GrayTest.Test([.. timed.Select(one => one.Times.Calendar)], [.. timed.Select(one => one.Times.End)], groups, 1);
            if (double.IsFinite(gray.P)) yield return Figure($"cohorts_differ_{index}_competing_p", timed.Length, gray.P, null, FormattableString.Invariant($"Gray's test of the first offence, chi-squared {gray.ChiSquared:F3}"));
        }

        static EvaluationFigure Figure(string measure, int count, double? value, Interval? interval, string method) =>
            new(EvaluationSection.TimeToOffence, measure, EvaluationFigure.All, count, value, interval?.Low, interval?.High, method);
    }

    // How many have not offended after some days at liberty.
    private static IEnumerable<EvaluationFigure> Curve(string index, string group, double[] atLiberty, bool[] offended)
    {
        var curve = KaplanMeier.Estimate(atLiberty, offended);
        foreach (var day in Days)
        {
            var point = curve.At(day);
            yield return Figure($"no_offence_{index}_{day}_days", point.Survival, point.IntervalAt(SurvivalInterval.LogLog, Level), "Kaplan-Meier on days at liberty; n spells; log-log interval");
            yield return Figure($"at_risk_{index}_{day}_days", point.AtRisk, null, "spells still at risk on that day at liberty");
        }
        var median = curve.Median(SurvivalInterval.LogLog, Level);
        yield return new(EvaluationSection.TimeToOffence, $"median_days_{index}", group, atLiberty.Length, median.Median, median.Low, median.High, "days at liberty by which half have offended; empty if fewer have");

        EvaluationFigure Figure(string measure, double? value, Interval? interval, string method) =>
            new(EvaluationSection.TimeToOffence, measure, group, atLiberty.Length, value, interval?.Low, interval?.High, method);
    }

    // The clock of days at liberty to the first offence, and on the calendar the first of offence, custody and death. A start counts as half a day.
    private static (double AtLiberty, bool Offended, double Calendar, int End) TimesOf(MemberHistory member, int start, int until)
    {
        const double HalfADay = 0.5;
        var last = Math.Min(member.LastDay, until);
        var offence = member.Offences.Where(each => !each.IsBreach && each.Day >= start && each.Day <= last).Select(each => (int?)each.Day).FirstOrDefault();
        var custody = member.NextCustody(start) is { } inside && inside <= last ? inside : (int?)null;
        var atLiberty = member.DaysAtLiberty(start, (offence ?? last) - 1);
        var (end, day) = (0, last);
        if (member.DiedOn is { } died && died <= last) (end, day) = (3, died);
        if (custody <= day) (end, day) = (2, custody.Value);
        if (offence <= day) (end, day) = (1, offence.Value);
        return (Math.Max(HalfADay, atLiberty), offence is not null, Math.Max(HalfADay, day - start), end);
    }

    private static IEnumerable<EvaluationFigure> ProvenReoffending(MemberHistory[] members)
    {
        const int FollowUp = 12, Wait = 6;
        foreach (var index in new[] { "joining", "leaving" })
        {
            var (offenders, reoffenders, reoffences) = (0, 0, 0);
            foreach (var member in members)
            {
                foreach (var spell in member.Spells)
                {
                    if ((index == "joining" ? spell.From : spell.To) is not { } day || member.FirstAtLiberty(day) is not { } start) continue;
                    var (end, known) = (Months.After(DateOnly.FromDayNumber(start), FollowUp).DayNumber, Months.After(DateOnly.FromDayNumber(start), FollowUp + Wait).DayNumber);
                    if (known > member.AsOf || member.LastDay < end) continue;
                    var count = member.Offences.Count(offence => !offence.IsBreach && offence.Day >= start && offence.Day < end && !(offence.OutcomeDay >= known));
                    offenders++;
                    reoffenders += count > 0 ? 1 : 0;
                    reoffences += count;
                }
            }
            var rate = new Proportion(reoffenders, offenders);
            const string Method = "12 months from the first day at liberty, 6 more to be proven, breaches left out; n spells";
            yield return new(EvaluationSection.ProvenReoffending, $"proven_reoffending_rate_{index}", EvaluationFigure.All, offenders, rate.Rate, rate.IntervalAt(Level)?.Low, rate.IntervalAt(Level)?.High, $"{Method}; Wilson");
            yield return new(EvaluationSection.ProvenReoffending, $"reoffences_per_reoffender_{index}", EvaluationFigure.All, reoffenders, reoffenders == 0 ? null : (double)reoffences / reoffenders, null, null, Method);
            yield return new(EvaluationSection.ProvenReoffending, $"reoffences_per_offender_{index}", EvaluationFigure.All, offenders, offenders == 0 ? null : (double)reoffences / offenders, null, null, Method);
        }
    }

    private static IEnumerable<EvaluationFigure> ReviewTable(MemberHistory[] members)
    {
        var spells = members.SelectMany(member => member.Spells.Select((spell, i) => (Member: member, Spell: spell, Periods: Periods(member, i)))).ToArray();
        bool In(MemberHistory member, (int From, int To) period) =>
            member.Offences.Any(offence => offence.Day >= period.From && offence.Day <= period.To) || member.Breaches.Any(day => day >= period.From && day <= period.To);
        var (during, after) = (spells.Where(one => In(one.Member, one.Periods[1])).ToArray(), spells.Where(one => In(one.Member, one.Periods[3])).ToArray());
        var either = during.Union(after).ToArray();
        yield return Share("breached_or_reoffended", either.Length);
        yield return Share("breached_or_reoffended_during", during.Length);
        yield return Share("breached_or_reoffended_after", after.Length);
        yield return Share("completed_without", spells.Except(either).Count(one => one.Spell.To is not null));
        yield return Share("ongoing_without", spells.Except(either).Count(one => one.Spell.To is null));
        foreach (var (name, some) in new[] { ("of_those_who_did", either), ("of_those_who_did_not", spells.Except(either).ToArray()) })
        {
            // More, as often, or less often than in the year before, per day at liberty.
            var compared = some.Where(one => Liberty(one.Member, one.Periods[0]) > 0 && Liberty(one.Member, one.Periods[1]) > 0)
                .Select(one => Rate(one.Member, one.Periods[1]).CompareTo(Rate(one.Member, one.Periods[0]))).ToArray();
            foreach (var (change, sign) in new[] { ("less_often", -1), ("as_often", 0), ("more_often", 1) })
            {
                var share = new Proportion(compared.Count(each => Math.Sign(each) == sign), compared.Length);
                yield return new(EvaluationSection.ReviewTable, $"{change}_during_{name}", EvaluationFigure.All, share.Of, share.Rate, share.IntervalAt(Level)?.Low, share.IntervalAt(Level)?.High,
                    "frequency during beside the 12 months before, per day at liberty; n spells; Wilson");
            }
        }

        static double Rate(MemberHistory member, (int From, int To) period) => Worth(member, period, _ => 1) / Liberty(member, period);

        EvaluationFigure Share(string measure, int count)
        {
            var share = new Proportion(count, spells.Length);
            return new(EvaluationSection.ReviewTable, measure, EvaluationFigure.All, count, share.Rate, share.IntervalAt(Level)?.Low, share.IntervalAt(Level)?.High, "spells; share of all spells; Wilson");
        }
    }
}
