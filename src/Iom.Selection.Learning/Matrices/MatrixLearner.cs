using Iom.Selection.Learning.Problem;
using Iom.Selection.Statistics;
using MathNet.Numerics;

namespace Iom.Selection.Learning.Matrices;

/// <summary>Learns a matrix, chooses its size, and tests it. See docs/learning.md.</summary>
public static class MatrixLearner
{
    private const int ChangesShown = 5;
    private const double LevelTail = 0.025;

    /// <summary>Below this loss a row, the bound says nothing as a share.</summary>
    internal const double MinLossPerRow = 0.001;

    /// <summary>Learns a matrix.</summary>
    /// <param name="request">What from.</param>
    /// <returns>The matrix, and what is known of it.</returns>
    /// <exception cref="ArgumentException">Some part holds no row, or all its outcomes are alike; or no card is allowed.</exception>
    public static MatrixLearning Learn(MatrixLearningRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var (learn, choose, test) = (request.Learn, request.Choose, request.Test);
        if (test.Count == 0 || choose is { Count: 0 }) throw new ArgumentException("Some dates have no row.", nameof(request));
        var learner = Learner(request, learn);
        var path = learner.Learn();
        var relaxed = learner.Relax();
        int[] sizes = [.. Enumerable.Range(1, path.Cards.Count - 1).Where(size => path.Cards[size] is { StepCount: > 0 })];
        if (sizes.Length == 0) throw new ArgumentException("No number above 0 helps or is allowed: every measure that may have points is the same for everybody at the learn dates, or the limits leave none. Allow more, or choose other dates.", nameof(request));

        var heldOut = choose is null ? Folds(request, sizes) : [.. sizes.Select(size => HeldOut.Measure(Chances(path.Cards[size]!, choose), choose))];
        PathStep[] steps = [.. sizes.Select((size, i) => new PathStep(size, path.Cards[size]!, Gap(path.Cards[size]!.TrainingLoss, relaxed, learn), heldOut[i]))];
        var best = steps.MinBy(step => step.HeldOut.MeanLoss)!;
        var chosen = steps.First(step => step.HeldOut.MeanLoss <= best.HeldOut.MeanLoss + (best.HeldOut.LossError ?? 0));
        var card = chosen.Card;
        var pool = learner.FindPool(card, MatrixLearning.PoolShare, most: MatrixLearning.MaxPool);
        return new MatrixLearning
        {
            ChosenSteps = chosen.Steps,
            BestSteps = best.Steps,
            Card = card,
            Path = steps,
            Relaxed = relaxed,
            NullLoss = path.NullLoss,
            Tested = HeldOut.Measure(Chances(card, test), test),
            Risks = Risks(card, learn, test),
            Pool = pool,
            PoolUses = [.. request.Measures.Select((_, measure) => pool.Count(each => each.Points[measure].Any(points => points != 0)))],
            Own = Own(request, learner, relaxed, card),
            ConstantMeasures = [.. Enumerable.Range(0, request.Measures.Count).Where(measure => learn.Levels[measure].All(level => level == learn.Levels[measure][0]))],
            IsSeparable = card.TrainingLoss < MinLossPerRow * learn.Count,
        };
    }

    /// <summary>The chance of each row.</summary>
    /// <param name="card">The card.</param>
    /// <param name="rows">The rows.</param>
    /// <returns>Between 0 and 1, so that no loss is infinite.</returns>
    public static double[] Chances(LearnedCard card, MatrixRows rows)
    {
        ArgumentNullException.ThrowIfNull(card);
        ArgumentNullException.ThrowIfNull(rows);
        return [.. Totals(card, rows).Select(total => Inside(card.ChanceOf(total)))];
    }

    /// <summary>The chance of each row by the partnership's own totals, fitted on other rows.</summary>
    /// <param name="learn">The rows to fit on.</param>
    /// <param name="rows">The rows asked for.</param>
    /// <returns>Between 0 and 1.</returns>
    public static double[] OwnChances(MatrixRows learn, MatrixRows rows)
    {
        ArgumentNullException.ThrowIfNull(learn);
        ArgumentNullException.ThrowIfNull(rows);
        var own = TotalsCard.Fit(learn.Totals, learn.Outcomes);
        return [.. rows.Totals.Select(total => Inside(own.ChanceOf(total)))];
    }

    /// <summary>The total of each row.</summary>
    /// <param name="card">The card.</param>
    /// <param name="rows">The rows.</param>
    /// <returns>Whole points.</returns>
    public static int[] Totals(LearnedCard card, MatrixRows rows)
    {
        ArgumentNullException.ThrowIfNull(card);
        ArgumentNullException.ThrowIfNull(rows);
        var totals = new int[rows.Count];
        for (var measure = 0; measure < card.Points.Count; measure++)
        {
            var ofLevel = new int[card.Points[measure].Count + 1];
            for (var step = 0; step < card.Points[measure].Count; step++) ofLevel[step + 1] = ofLevel[step] + card.Points[measure][step];
            for (var i = 0; i < totals.Length; i++) totals[i] += ofLevel[rows.Levels[measure][i]];
        }
        return totals;
    }

    private static double[] Refitted(LearnedCard card, MatrixRows rows)
    {
        var totals = Totals(card, rows);
        var fitted = TotalsCard.Fit(totals, rows.Outcomes);
        return [.. totals.Select(total => Inside(fitted.ChanceOf(total)))];
    }

    private static double Inside(double chance) => Math.Clamp(chance, 1e-12, 1 - 1e-12);

    private static PointsLearner Learner(MatrixLearningRequest request, MatrixRows rows) => new(new LearningData(request.Measures, rows.Levels, rows.Outcomes), request.Options);

    private static double? Gap(double loss, RelaxedFit relaxed, MatrixRows rows) =>
        relaxed.LowerBound < MinLossPerRow * rows.Count ? null : (loss - relaxed.LowerBound) / relaxed.LowerBound;

    // Each row's chance comes from the four folds of people that it is not in.
    private static HeldOut[] Folds(MatrixLearningRequest request, int[] sizes)
    {
        var learn = request.Learn;
        var chances = sizes.Select(_ => new double[learn.Count]).ToArray();
        foreach (var fold in learn.Folds.Distinct().Order())
        {
            var path = Learner(request, learn.Where(row => learn.Folds[row] != fold)).Learn();
            int[] rows = [.. Enumerable.Range(0, learn.Count).Where(row => learn.Folds[row] == fold)];
            var held = learn.Where(row => learn.Folds[row] == fold);
            for (var i = 0; i < sizes.Length; i++)
            {
                var own = Chances(path.Cards[sizes[i]]!, held);
                for (var row = 0; row < rows.Length; row++) chances[i][rows[row]] = own[row];
            }
        }
        return [.. chances.Select(each => HeldOut.Measure(each, learn))];
    }

    private static RiskOfTotal[] Risks(LearnedCard card, MatrixRows learn, MatrixRows test)
    {
        var (learned, tested) = (Totals(card, learn), Totals(card, test));
        return
        [
            .. learned.Concat(tested).Distinct().Order().Select(total =>
            {
                var (then, later) = (Of(learned, learn, total), Of(tested, test, total));
                return new RiskOfTotal(total, card.ChanceOf(total), then, later, Exact(later));
            }),
        ];

        static Proportion Of(int[] totals, MatrixRows rows, int total) =>
            new(Enumerable.Range(0, totals.Length).Count(i => totals[i] == total && rows.Outcomes[i]), totals.Count(each => each == total));
    }

    // Clopper and Pearson (1934), Biometrika 26, 404-413: the ends at which the tails hold 2.5 per cent, by halving.
    internal static Interval? Exact(Proportion proportion)
    {
        if (proportion.IsEmpty) return null;
        var (x, n) = (proportion.Count, proportion.Of);
        return new Interval(x == 0 ? 0 : Solve(p => SpecialFunctions.BetaRegularized(x, n - x + 1, p)), x == n ? 1 : Solve(p => 1 - SpecialFunctions.BetaRegularized(x + 1, n - x, p), falls: true));

        static double Solve(Func<double, double> tail, bool falls = false)
        {
            var (low, high) = (0.0, 1.0);
            for (var i = 0; i < 60; i++)
            {
                var middle = (low + high) / 2;
                if ((tail(middle) < LevelTail) != falls) low = middle;
                else high = middle;
            }
            return (low + high) / 2;
        }
    }

    private static OwnMatrix Own(MatrixLearningRequest request, PointsLearner learner, RelaxedFit relaxed, LearnedCard card)
    {
        var (learn, test) = (request.Learn, request.Test);
        // Totals as the policy gives them, whatever its steps are.
        var own = TotalsCard.Fit(learn.Totals, learn.Outcomes);
        var chances = OwnChances(learn, test);
        var learned = Chances(card, test);
        var lead = new OwnMatrix(
            own.TrainingLoss, Gap(own.TrainingLoss, relaxed, learn), HeldOut.Measure(chances, test),
            HeldOut.Paired(HeldOut.Losses(learned, test), HeldOut.Losses(chances, test), test.People),
            HeldOut.Paired(HeldOut.SquaredErrors(learned, test), HeldOut.SquaredErrors(chances, test), test.People), [], []);
        // Numbers too large for a step are not looked at one by one; the totals above are.
        if (request.OwnPoints.Any(points => points.Any(each => Math.Abs(each) > PointBounds.Limit))) return lead;
        var steps = learner.Fit(request.OwnPoints);
        // Slope and intercept are those of the test dates for both: whether fewer people offended then is no matter of one number.
        var before = HeldOut.Losses(Refitted(steps, test), test);
        var changes = new List<NumberChange>();
        foreach (var changed in learner.FindChanges(steps, ChangesShown))
        {
            var (measure, step) = Different(steps, changed);
            changes.Add(new NumberChange(
                measure, step + 1, steps.Points[measure][step], changed.Points[measure][step], (changed.TrainingLoss - steps.TrainingLoss) / learn.Count,
                HeldOut.Paired(HeldOut.Losses(Refitted(changed, test), test), before, test.People)));
        }
        var unsupported = new List<NumberSupport>();
        for (var measure = 0; measure < request.OwnPoints.Count; measure++)
        {
            for (var step = 0; step < request.OwnPoints[measure].Count; step++)
            {
                if (request.OwnPoints[measure][step] == 0) continue;
                var without = learner.Fit([.. request.OwnPoints.Select((points, i) => i != measure ? points : [.. points.Select((each, at) => at == step ? 0 : each)])]);
                var paired = HeldOut.Paired(HeldOut.Losses(Refitted(without, test), test), before, test.People);
                if (paired.Interval is not { Low: > 0 }) unsupported.Add(new NumberSupport(measure, step + 1, request.OwnPoints[measure][step], paired));
            }
        }
        return lead with { Changes = changes, Unsupported = unsupported };
    }

    private static (int Measure, int Step) Different(LearnedCard one, LearnedCard other)
    {
        for (var measure = 0; measure < one.Points.Count; measure++)
        {
            for (var step = 0; step < one.Points[measure].Count; step++)
            {
                if (one.Points[measure][step] != other.Points[measure][step]) return (measure, step);
            }
        }
        throw new System.Diagnostics.UnreachableException();
    }
}
