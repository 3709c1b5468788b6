using Iom.Selection.Foundation;
using Iom.Selection.Panels;
using Iom.Selection.Statistics;

namespace Iom.Selection.Evaluation;

public static partial class SchemeEvaluation
{
    private const int BayesDraws = 500;
    private const int MinDistinct = 10;
    private const int MinInWindow = 5;
    private const double MinBalanceP = 0.15;

    private static readonly int[] Windows = [1, 2, 3, 5, 8, 13, 20, 30, 50];

    private static IEnumerable<EvaluationFigure> Lots(SchemeInput input, List<string> notes)
    {
        var dates = input.Runs.Where(run => run.IsFollowedUp).ToArray();
        if (input.Runs.Count > 0 && dates.Length < input.Runs.Count)
            notes.Add($"{Plural.Format(input.Runs.Count - dates.Length, "run is", "runs are")} less than 12 months old, and not compared yet.");
        if (dates.Zip(dates.Skip(1)).Any(pair => pair.Second.AsOf < Months.After(pair.First.AsOf, MonthsOfAYear)))
            notes.Add("Runs lie less than 12 months apart, so the times that follow them overlap. A person counts once.");
        var cameInLater = dates.Sum(run => run.People.Count(person => person is { IsTied: true, IsRecommended: false } && input.Runs.Any(other => other.AsOf > run.AsOf
            && other.AsOf < Months.After(run.AsOf, MonthsOfAYear) && other.People.Any(again => again.Person == person.Person && again.IsRecommended))));
        if (cameInLater > 0)
            notes.Add($"{Plural.Format(cameInLater, "person", "people")} whom a lot left out {(cameInLater == 1 ? "was" : "were")} recommended by another run within 12 months. They count as they were drawn, so the difference shows less than the whole effect.");
        var recommended = dates.SelectMany(run => run.People).Where(person => person.IsRecommended).ToArray();
        if (recommended.Count(person => person.Windows.AfterDays == 0) is > 0 and var inside) notes.Add($"{inside} of {Plural.Format(recommended.Length, "recommendation")} to select {(inside == 1 ? "is" : "are")} of people without a day at liberty in the 12 months after.");
        if (recommended.Count(person => person.Windows.HasDied) is > 0 and var dead) notes.Add($"{dead} of {Plural.Format(recommended.Length, "recommendation")} to select {(dead == 1 ? "is" : "are")} of people who died in the 12 months after.");
        foreach (var (group, own) in new[] { (EvaluationFigure.All, dates.Where(run => run.HasPublicValue)), ("not proven random", dates.Where(run => !run.HasPublicValue)) })
        {
            // A person counts in the first lot they stand in.
            var seen = new HashSet<int>();
            var strata = own.Select(run => run.People.Where(person => person.IsTied && seen.Add(person.Person)).ToArray()).Where(lot => lot.Length > 0).ToArray();
            if (strata.Length == 0) continue;
            var test = LotTest.Test(strata.Select(lot => lot.Select(person => (person.Windows.After, person.IsRecommended)).ToArray()), Level);
            yield return Figure("lots", strata.Length, strata.Length, null, null, "archived runs in which the last places were drawn");
            if (test is null)
            {
                notes.Add("In no lot were some drawn in and others out, so the lots can tell nothing.");
                continue;
            }
            var people = test.People.In + test.People.Out;
            yield return Set("lots_difference", people, test.Difference, test.Interval,
                FormattableString.Invariant($"proven offences in 12 months, drawn in ({test.People.In}) less drawn out ({test.People.Out}), as they were drawn; {test.StratumCount} lots weighted s(n - s)/n"));
            yield return Figure("lots_p", people, test.P, null, null, "exact test that redraws each lot");
            yield return Figure("lots_minimum_detectable", people, test.MinimumDetectable, null, null, "the difference that would be found with probability 0.8");
            yield return Figure("lots_days_at_liberty_difference", people, MeanOf(strata, person => person.Windows.AfterDays), null, null, "days at liberty in those 12 months, drawn in less drawn out, weighted alike");
            if (input.Decisions is null) continue;
            bool IsTaken(ChoicePerson person, DateOnly asOf) => Took(input, person, asOf);
            var byRun = own.ToArray();
            var seenAgain = new HashSet<int>();
            var treated = byRun.SelectMany(run => new[] { run.People.Where(person => person.IsTied && seenAgain.Add(person.Person)).Select(person => ((double)person.Windows.After, IsTaken(person, run.AsOf) ? 1.0 : 0, person.IsRecommended)).ToArray() })
                .Where(lot => lot.Length > 0).ToArray();
            var ratio = Mean(treated.Select(lot => lot.Select(person => (person.Item1, person.IsRecommended))));
            var share = Mean(treated.Select(lot => lot.Select(person => (person.Item2, person.IsRecommended))));
            yield return Set("lots_ratio", people, share is null or 0 ? null : ratio / share, AndersonRubinSet.Find(treated, Level), "the difference for each person whom the lot made the panel take; Anderson-Rubin");

            EvaluationFigure Figure(string measure, int count, double? value, double? low, double? high, string method) => new(EvaluationSection.Lots, measure, group, count, value, low, high, method);

            EvaluationFigure Set(string measure, int count, double? value, AndersonRubinSet set, string method) => set.Kind switch
            {
                AndersonRubinSet.SetKind.Between => Figure(measure, count, value, set.Low, set.High, method),
                AndersonRubinSet.SetKind.Outside => Figure(measure, count, value, set.Low, set.High, $"{method}; the set is unbounded: everything at or below lower, and at or above upper"),
                AndersonRubinSet.SetKind.Everything => Figure(measure, count, value, double.NegativeInfinity, double.PositiveInfinity, $"{method}; the set is unbounded: no number is excluded"),
                _ => Figure(measure, count, value, null, null, $"{method}; the set is empty"),
            };
        }

        static double? Mean(IEnumerable<IEnumerable<(double Value, bool IsIn)>> strata)
        {
            var (sum, weights) = (0.0, 0.0);
            foreach (var lot in strata.Select(lot => lot.ToArray()))
            {
                double n = lot.Length, s = lot.Count(person => person.IsIn);
                if (s == 0 || s == n) continue;
                var weight = s * (n - s) / n;
                sum += weight * (lot.Where(person => person.IsIn).Average(person => person.Value) - lot.Where(person => !person.IsIn).Average(person => person.Value));
                weights += weight;
            }
            return weights == 0 ? null : sum / weights;
        }

        static double? MeanOf(IEnumerable<ChoicePerson[]> strata, Func<ChoicePerson, double> value) => Mean(strata.Select(lot => lot.Select(person => (value(person), person.IsRecommended))));
    }

    private static IEnumerable<EvaluationFigure> Discontinuity(SchemeInput input, List<string> notes)
    {
        var dates = input.Runs.Where(run => run.IsFollowedUp).ToArray();
        var all = dates.SelectMany(run => run.People.Where(person => !person.IsTied && person.Windows.AfterDays > 0).Select(person => (Run: run, Person: person))).ToArray();
        if (all.Length == 0) yield break;
        var withoutLiberty = dates.Sum(run => run.People.Count(person => !person.IsTied && person.Windows.AfterDays == 0));
        if (withoutLiberty > 0) notes.Add($"{Plural.Format(withoutLiberty, "person was", "people were")} in custody or dead for all of the 12 months after a run, and {(withoutLiberty == 1 ? "is" : "are")} left out of the discontinuity.");
        var first = First(all, _ => true);
        var (below, above) = Distinct(first);
        if (below < MinDistinct || above < MinDistinct)
        {
            notes.Add($"Fewer than {MinDistinct} different totals on a side of the line ({below} below, {above} above): no local linear discontinuity, only the test in a window where the groups are alike.");
        }
        else if (Estimate(first, null, null) is { } pilot)
        {
            // Each person once, at their first run inside the bandwidth.
            var own = First(all, each => Math.Abs(each.Person.Distance) <= pilot.Bandwidth);
            if (Estimate(own, pilot.Bandwidth, pilot.BiasBandwidth) is { } found)
            {
                var interval = found.RobustInterval(Level);
                var people = found.Within.Below + found.Within.Above;
                var fuzzy = input.Decisions is null ? "by recommendation" : "fuzzy, by the panel's decisions";
                yield return Figure("discontinuity", people, found.Conventional, interval.Low, interval.High,
                    FormattableString.Invariant($"offences per year at liberty, above less below the line, {fuzzy}; local linear, bandwidth {found.Bandwidth:F3} points; robust bias-corrected interval"));
                yield return Figure("discontinuity_bias_corrected", people, found.BiasCorrected, interval.Low, interval.High, "the same less the estimated bias");
                yield return Figure("discontinuity_minimum_detectable", people, (Interval.NormalQuantile(Level) + Interval.NormalQuantile(0.6)) * found.RobustError, null, null, "the jump that would be found with probability 0.8");
            }
        }

        // The widest window in which the groups, and those of all narrower ones, are alike in what they did before.
        (int Width, (ChoiceDate Run, ChoicePerson Person)[] People)? widest = null;
        var key = RandomStream.KeyOf($"{input.Policy.Sha256}/{IsoDate.Text(input.AsOf)}/window");
        foreach (var width in Windows)
        {
            var inside = First(all, each => each.Person.Distance >= -width && each.Person.Distance < width).Where(each => each.Person.Distance >= -width && each.Person.Distance < width).ToArray();
            if (inside.Count(each => each.Person.Distance >= 0) < MinInWindow || inside.Count(each => each.Person.Distance < 0) < MinInWindow) continue;
            var balance = PermutationTest.Test([.. inside.Select(each => BeforeRate(each.Person))], [.. inside.Select(each => each.Person.Distance >= 0)], new RandomStream(key, width));
            if (balance is null || balance.Value.P < MinBalanceP) break;
            widest = (width, inside);
        }
        if (widest is not { } window)
        {
            notes.Add("In no window around the line are there five people on each side who were alike before: no local randomisation.");
            yield break;
        }
        var test = PermutationTest.Test([.. window.People.Select(each => AfterRate(each.Person))], [.. window.People.Select(each => each.Person.Distance >= 0)], new RandomStream(key, -1))!.Value;
        yield return Figure("local_randomisation_difference", window.People.Length, test.Difference, null, null,
            FormattableString.Invariant($"offences per year at liberty, above less below, within {window.Width} points of the line, where what they did before is alike"));
        yield return Figure("local_randomisation_p", window.People.Length, test.P, null, null, "permutation test in that window");

        RegressionDiscontinuity? Estimate((ChoiceDate Run, ChoicePerson Person)[] people, double? h, double? b) => RegressionDiscontinuity.Estimate(
            [.. people.Select(each => (double)each.Person.Distance)], [.. people.Select(each => AfterRate(each.Person))], 0, new DiscontinuityOptions { Bandwidth = h, BiasBandwidth = b },
            input.Decisions is null ? null : [.. people.Select(each => Took(input, each.Person, each.Run.AsOf) ? 1.0 : 0)]);

        static EvaluationFigure Figure(string measure, int count, double? value, double? low, double? high, string method) =>
            new(EvaluationSection.Discontinuity, measure, EvaluationFigure.All, count, value, low, high, method);

        static (int Below, int Above) Distinct((ChoiceDate Run, ChoicePerson Person)[] people) => (
            people.Select(each => each.Person.Distance).Where(distance => distance < 0).Distinct().Count(), people.Select(each => each.Person.Distance).Where(distance => distance >= 0).Distinct().Count());
    }

    // Each person once: at the first run that will do, else at their first.
    private static (ChoiceDate Run, ChoicePerson Person)[] First((ChoiceDate Run, ChoicePerson Person)[] all, Func<(ChoiceDate Run, ChoicePerson Person), bool> willDo) =>
        [.. all.GroupBy(each => each.Person.Person).Select(own => own.OrderByDescending(willDo).ThenBy(each => each.Run.AsOf).First())];

    private static double AfterRate(ChoicePerson person) => person.Windows.After * ClusteredRates.Year / person.Windows.AfterDays;

    private static double BeforeRate(ChoicePerson person) => person.Windows.BeforeDays == 0 ? 0 : person.Windows.Before * ClusteredRates.Year / person.Windows.BeforeDays;

    // Whether the panel took somebody on in the six months after a run.
    private static bool Took(SchemeInput input, ChoicePerson person, DateOnly asOf) => input.Decisions!.Any(decision =>
        decision.OffenderId.Value == person.OffenderId && decision.Decision == PanelDecision.Select && decision.Date >= asOf && decision.Date < Months.After(asOf, 6));

    private static IEnumerable<EvaluationFigure> EmpiricalBayesOf(SchemeInput input, MemberHistory[] members, List<string> notes)
    {
        (int Before, double BeforeTime, int After, double AfterTime, bool IsChosen)[] people;
        ChoicePerson[] others;
        string about;
        if (input.Runs.Any(run => run.IsFollowedUp))
        {
            // Each person once: where they were recommended first, else at their first run.
            ChoicePerson[] once =
            [
                .. input.Runs.Where(run => run.IsFollowedUp).SelectMany(run => run.People.Select(person => (run.AsOf, Person: person))).GroupBy(each => each.Person.Person)
                    .Select(own => own.OrderByDescending(each => each.Person.IsRecommended).ThenBy(each => each.AsOf).First().Person),
            ];
            people = [.. once.Select(person => OfWindows(person.Windows, person.IsRecommended))];
            others = [.. once.Where(person => !person.IsRecommended)];
            about = "those whom archived runs recommended first";
        }
        else if (input.Population is { IsFollowedUp: true } population)
        {
            var from = population.AsOf.AddMonths(-MonthsOfAYear).DayNumber;
            var joined = members.SelectMany(member => member.Spells.Where(spell => spell.From > from && spell.From <= population.AsOf.DayNumber).Take(1).Select(spell => (member, spell))).Select(pair =>
            {
                var (start, member) = (pair.spell.From, pair.member);
                var (first, last) = (DateOnly.FromDayNumber(start).AddMonths(-MonthsOfAYear).DayNumber, Math.Min(member.LastDay, Months.After(DateOnly.FromDayNumber(start), MonthsOfAYear).DayNumber - 1));
                int Count(int since, int until) => member.Offences.Count(offence => !offence.IsBreach && offence.Day >= since && offence.Day <= until);
                return (Count(first, start - 1), (double)member.DaysAtLiberty(first, start - 1), Count(start, last), (double)member.DaysAtLiberty(start, last), true);
            });
            people = [.. joined, .. population.People.Select(person => OfWindows(person.Windows, isChosen: false))];
            others = [.. population.People];
            about = $"those who joined in the 12 months up to {IsoDate.Text(population.AsOf)}, beside everybody in scope, eligible and not a member on that day";
        }
        else
        {
            yield break;
        }
        var bayes = new EmpiricalBayes(people);
        if (bayes.Estimate is not { } found)
        {
            notes.Add("Nobody was chosen early enough to be followed for 12 months, or nobody else is there to compare with: no empirical Bayes estimate.");
            yield break;
        }
        notes.Add("What is expected rests on how often people offended in the 12 months before, and assumes that their rates change alike. Where those chosen differ in other ways, such as how recently or how gravely they offended, the ratio can lie off 1 without any effect.");
        var draws = bayes.Draw(RandomStream.KeyOf($"{input.Policy.Sha256}/{IsoDate.Text(input.AsOf)}/empirical-bayes"), BayesDraws);
        var interval = CaptureBootstrap.Middle(draws, Level);
        yield return Figure("observed_to_expected", found.Chosen, found.Expected > 0 ? found.Observed / found.Expected : null, interval, $"offences in 12 months of {about}, divided by those expected; negative binomial, bootstrap over people");
        yield return Figure("observed", found.Chosen, found.Observed, null, "their offences in 12 months");
        yield return Figure("expected", found.Chosen, found.Expected, null, "expected: posterior means times how much the rates of those not chosen changed");
        yield return Figure("expected_by_change_of_all", found.Chosen, found.ExpectedOfAll, null, "the same times how much the rates of everybody changed, those chosen included: with an effect it is too low");
        yield return Figure("shape", bayes.PeopleCount, found.Fit.Shape, null, "shape of the distribution of rates; n people");
        yield return Figure("change_of_others", bayes.PeopleCount - found.Chosen, found.ChangeOfOthers, null, "rate after to before of those not chosen, expected from their posterior means");
        if (interval is { Low: > 0 } known)
        {
            var error = Math.Log(known.High / known.Low) / (2 * Interval.NormalQuantile(Level));
            yield return Figure("minimum_detectable_ratio", found.Chosen, Math.Exp(-(Interval.NormalQuantile(Level) + Interval.NormalQuantile(0.6)) * error), null, "the largest ratio below 1 that this many people would show with probability 0.8");
        }
        // As many as were chosen, of those nearest below the line.
        var below = others.Where(person => person is { Distance: < 0, Windows: { BeforeDays: > 0, AfterDays: > 0 } }).OrderByDescending(person => person.Distance).ThenBy(person => person.OffenderId, Utf8Ordinal.Comparer).Take(found.Chosen).ToArray();
        if (below.Length > 0)
        {
            var (before, after) = (below.Sum(person => person.Windows.Before) / below.Sum(person => (double)person.Windows.BeforeDays), below.Sum(person => person.Windows.After) / below.Sum(person => (double)person.Windows.AfterDays));
            yield return Figure("fall_of_chosen", found.Chosen, found.BeforeRate == 0 ? null : found.AfterRate / found.BeforeRate, null, "rate after to before of those chosen, without any comparison");
            yield return Figure("fall_of_those_just_below", below.Length, before == 0 ? null : after / before, null, "the same of as many nearest below the line");
            notes.Add("People further above the line fall further by chance alone: in simulation, without any effect, those chosen fall by more than those just below the line in 96 per cent of cohorts and more. The two falls beside each other show no effect.");
        }

        static (int Before, double BeforeTime, int After, double AfterTime, bool IsChosen) OfWindows(ChoiceWindows windows, bool isChosen) =>
            (windows.Before, windows.BeforeDays, windows.After, windows.AfterDays, isChosen);

        static EvaluationFigure Figure(string measure, int count, double? value, Interval? interval, string method) =>
            new(EvaluationSection.EmpiricalBayes, measure, EvaluationFigure.All, count, value, interval?.Low, interval?.High, method);
    }

    private static IEnumerable<EvaluationFigure> Bunching(SchemeInput input, List<string> notes)
    {
        if (input.Runs.Count == 0) yield break;
        var (below, on, above) = (input.Runs.Sum(run => run.AtLine.Below), input.Runs.Sum(run => run.AtLine.On), input.Runs.Sum(run => run.AtLine.Above));
        foreach (var bend in new[] { 0.0, 0.1 })
        {
            yield return new(EvaluationSection.Bunching, FormattableString.Invariant($"bunching_p_bend_{bend:0.0}"), EvaluationFigure.All, below + on + above, DensityTest.P(below, on, above, bend), null, null,
                FormattableString.Invariant($"{below} on the total before the line, {on} on it, {above} on the next; Frandsen's test for whole numbers, frequencies bending by up to {bend:0.0}; n people and runs"));
        }
        if (input.Runs.Max(run => run.Step) is > 1 and var step) notes.Add(FormattableString.Invariant($"Totals come in steps of {step} points, because the bands do; the totals next to the line are a step away."));
        else notes.Add("Totals heap where bands of several factors add up to the same points, so a low p of bunching can come from the matrix alone. Look at the matrix before asking who pushed.");
    }
}
