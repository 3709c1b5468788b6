using System.ComponentModel;
using System.Text;
using Iom.Selection.Batch;
using Iom.Selection.Foundation;
using Iom.Selection.Statistics;

namespace Iom.Selection.Evaluation;

/// <summary>Would an order of the past have found the offending that followed? See docs/evaluation.md.</summary>
public static class Backtest
{
    /// <summary>How often people are drawn again for an interval.</summary>
    public const int Draws = 2000;

    /// <summary>The level of all intervals.</summary>
    public const double Level = 0.95;

    private const int DrawsAtOnce = 50;
    private static readonly int[] LorenzPercents = [1, 5, 10, 20, 50];
    private static readonly int[] SharePercents = [50, 80];

    /// <summary>Looks at one date.</summary>
    /// <param name="input">What there is to look at.</param>
    /// <param name="size">How many people each order takes.</param>
    /// <returns>What each method was worth.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static BacktestDate At(BacktestInput input, BacktestSize size)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(size);
        var people = new Population(input);
        var k = size.Of(people.Count);
        var count = input.Policies.Count + BaselineMethods.All.Length;
        var orders = new MethodOrder[count];
        input.RunEach(count, i => orders[i] = i < input.Policies.Count
            ? MethodOrder.OfPolicy(input.Policies[i].Method, input.Orders[i], people, k)
            : MethodOrder.OfBaseline(BaselineMethods.All[i - input.Policies.Count], people, k));

        var (captured, precision) = Draw(input, people, orders, k);
        var rows = new BacktestRow[count];
        input.RunEach(count, i => rows[i] = Row(
            orders[i], i < input.Policies.Count ? (input.Policies[i], input.Orders[i]) : null, people, k,
            CaptureBootstrap.Middle(captured[i], Level), CaptureBootstrap.Middle(precision[i], Level)));

        (int One, int Other)[] pairs =
        [
            .. from one in Enumerable.Range(0, input.Policies.Count)
               from other in Enumerable.Range(0, count)
               where other != one && (other >= input.Policies.Count || other < one || input.Policies[other].IsWhatIf)
               where !input.Policies[one].IsWhatIf || other >= input.Policies.Count
               select (one, other),
        ];
        var differences = new MethodDifference[pairs.Length];
        input.RunEach(pairs.Length, i =>
        {
            var (one, other) = pairs[i];
            differences[i] = Difference(rows[one], rows[other], people, captured[one].Zip(captured[other], (a, b) => a - b));
        });

        var descending = Concentration.Descending(people.Counts);
        var later = people.Counts.Sum(each => (long)each);
        return new BacktestDate
        {
            AsOf = input.AsOf,
            HorizonMonths = input.HorizonMonths,
            Until = people.Until,
            CutOffOn = input.KnownUpTo < people.Until ? input.KnownUpTo : null,
            PeopleCount = people.Count,
            TakenCount = k,
            LaterCount = later,
            OffendedCount = people.Offended.Count(each => each),
            UnknownSeverityCount = people.UnknownSeverityCount,
            UndatedCount = people.UndatedCount,
            EarlierUndatedCount = people.EarlierUndatedCount,
            DiedCount = people.DiedCount,
            DiedLaterCount = people.DiedLaterCount,
            DeceasedWithoutDateCount = people.DeceasedWithoutDateCount,
            CustodyDaysMean = people.Count == 0 ? null : people.CustodyDays.Sum(days => (long)days) / (double)people.Count,
            Gini = Concentration.Gini(descending),
            Lorenz = [.. LorenzPercents.Select(percent => new LorenzPoint(percent, Concentration.ShareOf(descending, percent)))],
            FewestPeople = [.. SharePercents.Select(percent => new PeopleForShare(percent, Concentration.PeopleFor(descending, percent)))],
            Rows = [.. rows],
            Differences = [.. differences],
            Missed = Missed(input, people, orders),
        };
    }

    /// <summary>How totals and what is missing moved between dates.</summary>
    /// <param name="dates">The dates, in order.</param>
    /// <returns>For each policy, each step from one date to the next.</returns>
    public static IEnumerable<DriftOverDates> Drift(IReadOnlyList<BacktestDate> dates)
    {
        ArgumentNullException.ThrowIfNull(dates);
        return from step in dates.Zip(dates.Skip(1))
               from pair in step.First.Rows.Zip(step.Second.Rows)
               where pair.First.IsPolicy
               select new DriftOverDates(
                   pair.First.Method, step.First.AsOf, step.Second.AsOf, StabilityIndex.Calculate(pair.First.Totals, pair.Second.Totals),
                   pair.First.Incomplete.Rate, pair.Second.Incomplete.Rate);
    }

    private static (double[][] Captured, double[][] Precision) Draw(BacktestInput input, Population people, MethodOrder[] orders, int k)
    {
        double[][] captured = [.. orders.Select(_ => new double[Draws])], precision = [.. orders.Select(_ => new double[Draws])];
        if (k == 0)
        {
            foreach (var figures in captured.Concat(precision)) Array.Fill(figures, double.NaN);
            return (captured, precision);
        }
        var bootstrap = new CaptureBootstrap([.. orders.Select(order => order.Groups)], people.Counts, k);
        var key = RandomStream.KeyOf($"{input.Policies[0].Policy.Sha256}/{IsoDate.Text(input.AsOf)}/bootstrap");
        input.RunEach(Draws / DrawsAtOnce, part => bootstrap.Draw(key, part * DrawsAtOnce, (part + 1) * DrawsAtOnce, captured, precision));
        return (captured, precision);
    }

    private static BacktestRow Row(MethodOrder order, (PolicyVariant Variant, RankOrder Order)? policy, Population people, int k, Interval? captured, Interval? precision)
    {
        var capture = Capture.Calculate(order.People, order.Groups, k, people.Counts, people.Severities, people.HasSeverity);
        var auc = OrderedAuc.Estimate(order.Groups, people.Offended, Level);
        var concordance = Concordance.Count(order.Groups, people.Events);
        var taken = new bool[people.Count];
        for (var i = 0; i < k; i++) taken[order.People[i]] = true;
        var (sure, among) = (0L, 0L);
        for (var i = 0; i < capture.SureCount + capture.TiedCount; i++)
        {
            if (i < capture.SureCount) sure += people.CustodyDays[order.People[i]];
            else among += people.CustodyDays[order.People[i]];
        }
        var share = capture.TiedCount == 0 ? 0 : (double)(k - capture.SureCount) / capture.TiedCount;
        var said = policy is null ? null : new PolicyTally(policy.Value.Order, people);
        return new BacktestRow(order.Method)
        {
            IsPolicy = policy is not null,
            Capture = capture,
            Lift = capture.Expected is { } expected && k > 0 ? expected / ((double)k / people.Count) : null,
            Auc = auc?.Value,
            AucInterval = auc?.Interval,
            Concordance = concordance.Value,
            ConcordanceError = concordance.Value is null ? null : concordance.StandardError,
            CapturedInterval = captured,
            PrecisionInterval = precision,
            Drawn = new Proportion(Enumerable.Range(0, k).Count(i => people.Offended[order.People[i]]), k),
            CustodyDaysMean = k == 0 ? null : (sure + (among * share)) / k,
            UnrankedCount = said is null ? 0 : people.Count - said.Ranked.Length,
            UnrankedTakenCount = policy is null ? 0 : Enumerable.Range(0, k).Count(i => !policy.Value.Order.IsRanked(people.Numbers[order.People[i]])),
            Calibration = said is null ? [] : [.. Bands(said.Totals, Array.ConvertAll(said.Ranked, i => people.Offended[i]))],
            UndatedRules = said is null ? [] : [.. said.UndatedRules()],
            Incomplete = said is null ? default : new Proportion(said.IncompleteCount, said.Ranked.Length),
            MissingByFactor = said is null ? [] : [.. said.MissingByFactor()],
            Totals = said is null ? [] : said.Totals,
            Taken = taken,
        };
    }

    // Ten bands of about the same size, equal totals together.
    private static IEnumerable<CalibrationBand> Bands(int[] totals, bool[] offended)
    {
        const int Bands = 10;
        int[] order = [.. Enumerable.Range(0, totals.Length)];
        Array.Sort((int[])totals.Clone(), order);
        for (int start = 0, band = 1; start < order.Length; band++)
        {
            var end = Math.Max(start + 1, (int)((long)order.Length * band / Bands));
            while (end < order.Length && totals[order[end]] == totals[order[end - 1]]) end++;
            yield return new CalibrationBand(totals[order[start]], totals[order[end - 1]], new Proportion(order[start..end].Count(i => offended[i]), end - start));
            start = end;
        }
    }

    private static MethodDifference Difference(BacktestRow one, BacktestRow other, Population people, IEnumerable<double> drawn)
    {
        var (countOne, countOther, ofOne, ofOther) = (0, 0, 0, 0);
        for (var i = 0; i < people.Count; i++)
        {
            if (one.Taken[i] == other.Taken[i]) continue;
            var count = people.Offended[i] ? 1 : 0;
            if (one.Taken[i]) (ofOne, countOne) = (ofOne + 1, countOne + count);
            else (ofOther, countOther) = (ofOther + 1, countOther + count);
        }
        var (onlyOne, onlyOther) = (new Proportion(countOne, ofOne), new Proportion(countOther, ofOther));
        var precision = onlyOne.IsEmpty || onlyOther.IsEmpty ? 1 : new ExactTest(onlyOne.Of, onlyOther.Of, onlyOne.Count + onlyOther.Count).At(onlyOne.Count).P;
        return new MethodDifference(
            one.Method, other.Method, one.Capture.Expected - other.Capture.Expected, CaptureBootstrap.Middle(drawn, Level), onlyOne, onlyOther, precision,
            McNemar.P(onlyOne.Count, onlyOther.Count));
    }

    // Kept as numbers: the input of a date is large, and need not stay.
    private static IEnumerable<MissedPerson> Missed(BacktestInput input, Population people, MethodOrder[] orders)
    {
        var missed = new List<(string Method, (int Number, int Count, DateOnly FirstOn, int Position)[] People)>();
        for (var method = 0; method < input.Policies.Count; method++)
        {
            if (input.Policies[method].IsWhatIf) continue;
            var order = orders[method];
            var positions = new int[people.Count];
            for (var i = 0; i < order.People.Length; i++) positions[order.People[i]] = i + 1;
            int[] left = [.. Enumerable.Range(0, people.Count).Where(i => people.Offended[i] && positions[i] > order.TakenCount)];
            // People are in the order of their ids, and that decides among equals.
            Array.Sort(Array.ConvertAll(left, i => ((long)-people.Counts[i] << 32) | (uint)i), left);
            missed.Add((order.Method, Array.ConvertAll(left, i => (people.Numbers[i], people.Counts[i], people.FirstOn(i), positions[i]))));
        }
        var idOf = input.IdOf;
        return missed.SelectMany(policy => policy.People.Select(person =>
            new MissedPerson(policy.Method, Encoding.UTF8.GetString(idOf(person.Number)), person.Count, person.FirstOn, person.Position)));
    }
}
