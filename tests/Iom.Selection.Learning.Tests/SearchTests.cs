using System.Globalization;
using Iom.Selection.Learning.Problem;

namespace Iom.Selection.Learning.Tests;

/// <summary>What the search finds is what trying everything finds; and it finds it in any order of rows, on any threads.</summary>
public class SearchTests
{
    private const int Problems = 200;
    private const int Parts = 4;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void The_best_card_of_all_is_found_in_each_of_200_small_problems(int part)
    {
        var (monotone, large) = (0, 0);
        Parallel.For(0, Problems / Parts, i =>
        {
            var problem = new SmallProblem((i * Parts) + part + 1);
            if (problem.IsMonotone) Interlocked.Increment(ref monotone);
            if (problem.StepCount >= 10 && problem.MaxSteps >= 3) Interlocked.Increment(ref large);
            var card = new PointsLearner(problem.Data, new SearchOptions { MaxSteps = problem.MaxSteps }).Learn().Cards[^1]!;
            var best = BruteForce.Best(problem);
            Assert.True(card.TrainingLoss <= best + 1e-6, string.Create(CultureInfo.InvariantCulture, $"Problem {(i * Parts) + part + 1}: {card.TrainingLoss} is above {best}."));
            Assert.True(card.TrainingLoss >= best - 1e-6, string.Create(CultureInfo.InvariantCulture, $"Problem {(i * Parts) + part + 1}: {card.TrainingLoss} is below the best there is, {best}."));
        });
        // What is drawn reaches the hard cases.
        Assert.InRange(monotone, 10, (Problems / Parts) - 10);
        Assert.True(large >= 5, $"Only {large} large problems.");
    }

    [Fact]
    public void A_loss_is_that_of_its_rows_and_no_card_goes_below_the_bound()
    {
        for (var seed = 1001; seed <= 1020; seed++)
        {
            var problem = new SmallProblem(seed);
            var learner = new PointsLearner(problem.Data, new SearchOptions { MaxSteps = problem.MaxSteps });
            var relaxed = learner.Relax();
            Assert.InRange(relaxed.LowerBound, 0, relaxed.Value);
            foreach (var card in learner.Learn().Cards)
            {
                var totals = Enumerable.Range(0, problem.Outcomes.Length).Select(row => card!.TotalOf([.. problem.Levels.Select(column => column[row])])).ToArray();
                Assert.Equal(BruteForce.Loss(totals, problem.Outcomes), card!.TrainingLoss, 6);
                Assert.True(card.TrainingLoss >= relaxed.LowerBound - 1e-9);
                var summed = totals.Zip(problem.Outcomes, (total, outcome) => -Math.Log(outcome ? card.ChanceOf(total) : 1 - card.ChanceOf(total))).Sum();
                Assert.Equal(summed, card.TrainingLoss, 6);
            }
        }
    }

    [Fact]
    public void The_bound_is_near_the_relaxation_where_that_has_a_minimum()
    {
        var problem = Large(4000, seed: 3);
        var relaxed = new PointsLearner(problem, new SearchOptions()).Relax();
        Assert.InRange(relaxed.Value - relaxed.LowerBound, 0, 1e-4);
        // The weights keep to the signs, and none is so large that the bound would not hold for it.
        Assert.All(relaxed.Weights.SelectMany(weights => weights), weight => Assert.InRange(weight, 0, 30));
    }

    [Fact]
    public void Shuffled_rows_and_any_number_of_threads_give_the_same_cards()
    {
        var chance = new Random(5);
        for (var seed = 1; seed <= 3; seed++)
        {
            var problem = new SmallProblem(500 + seed);
            int[] order = [.. Enumerable.Range(0, problem.Outcomes.Length)];
            chance.Shuffle(order);
            var shuffled = new LearningData(
                problem.Measures, [.. problem.Levels.Select(column => Array.ConvertAll(order, row => column[row]))], Array.ConvertAll(order, row => problem.Outcomes[row]));
            var options = new SearchOptions { MaxSteps = 4 };
            var one = new PointsLearner(problem.Data, options);
            var other = new PointsLearner(shuffled, options with { RunEach = (count, work) => Parallel.For(0, count, new ParallelOptions { MaxDegreeOfParallelism = 4 }, work) });
            Assert.Equal(Text(one.Learn()), Text(other.Learn()));
            Assert.Equal(one.Relax().LowerBound, other.Relax().LowerBound);
            var best = one.Learn().Cards[^1]!;
            Assert.Equal(one.FindPool(best, 0.01).Select(Text), other.FindPool(best, 0.01).Select(Text));
        }
    }

    [Fact]
    public void Limits_of_the_partnership_are_kept()
    {
        var (fixedSteps, limited) = (0, 0);
        for (var seed = 1; seed <= 12; seed++)
        {
            var problem = new SmallProblem(700 + seed);
            var measures = problem.Measures.ToArray();
            // The first measure stays as it is, the last is forbidden.
            measures[0] = new LearningMeasure(measures[0].Id, measures[0].Steps.Select((_, i) => i == 0 ? new PointBounds(2, 2) : default));
            if (measures.Length > 1) measures[^1] = new LearningMeasure(measures[^1].Id, measures[^1].Steps.Select(_ => default(PointBounds)));
            var options = new SearchOptions { MaxSteps = 5, MaxStepsPerMeasure = 1, MaxMeasures = 3, MaxTotal = 6, Kicks = 2 };
            var learner = new PointsLearner(new LearningData(measures, problem.Levels, problem.Outcomes), options);
            var path = learner.Learn();
            Assert.Null(path.Cards[0]);
            foreach (var card in path.Cards.OfType<LearnedCard>().Concat(learner.FindPool(path.Cards[^1]!, 0.05, expand: 10)))
            {
                Assert.Equal(2, card.Points[0][0]);
                if (measures.Length > 1) Assert.All(card.Points[^1], points => Assert.Equal(0, points));
                Assert.All(card.Points, points => Assert.True(points.Count(each => each != 0) <= 1));
                Assert.True(card.Points.Count(points => points.Any(each => each != 0)) <= 3);
                Assert.True(card.Points.Sum(points => points.Sum(Math.Abs)) <= 6);
                fixedSteps++;
                limited += card.Points.Sum(points => points.Sum(Math.Abs)) == 6 ? 1 : 0;
            }
        }
        Assert.True(fixedSteps > 50 && limited > 5, $"{fixedSteps} cards, {limited} at the limit.");
    }

    [Fact]
    public void Planted_points_are_found_again()
    {
        var data = Large(6000, seed: 9);
        var card = new PointsLearner(data, new SearchOptions { MaxSteps = 4 }).Learn().Cards[4]!;
        Assert.Equal([[3, 0, 0], [0, 2, 0], [1, 0, 0], [0, 0, 1]], Array.ConvertAll<IReadOnlyList<int>, int[]>([.. card.Points.Take(4)], points => [.. points]));
    }

    [Fact]
    public void Data_that_a_measure_parts_entirely_give_a_card_and_a_loss_near_0()
    {
        var data = new LearningData([new LearningMeasure("m", [new PointBounds(0, 5)])], [[0, 0, 0, 1, 1]], [false, false, false, true, true]);
        var learner = new PointsLearner(data, new SearchOptions { MaxSteps = 2 });
        Assert.InRange(learner.Learn().Cards[1]!.TrainingLoss, 0, 1e-6);
        Assert.InRange(learner.Relax().LowerBound, 0, 1e-6);
    }

    [Fact]
    public void A_constant_measure_gives_no_points_and_no_loss()
    {
        var data = new LearningData([new LearningMeasure("m", [new PointBounds(0, 5)])], [[1, 1, 1, 1]], [false, true, false, true]);
        var card = new PointsLearner(data, new SearchOptions { MaxSteps = 1 }).Learn().Cards[1]!;
        Assert.Equal(4 * Math.Log(2), card.TrainingLoss, 9);
        Assert.Equal(0, card.StepCount);
    }

    [Fact]
    public void A_row_that_is_learned_from_is_numbers_alone()
    {
        // The id of a measure is the policy's; all else is counts, levels and yes or no.
        Type[] allowed = [typeof(int), typeof(byte), typeof(bool), typeof(byte[]), typeof(IReadOnlyList<byte[]>), typeof(IReadOnlyList<int>), typeof(IReadOnlyList<bool>), typeof(IReadOnlyList<LearningMeasure>)];
        foreach (var type in new[] { typeof(LearningData), typeof(Matrices.MatrixRows) })
        {
            Assert.All(
                type.GetProperties().Where(property => property.Name != "EqualityContract").Select(property => property.PropertyType)
                    .Concat(type.GetConstructors().SelectMany(constructor => constructor.GetParameters()).Select(parameter => parameter.ParameterType)),
                each => Assert.Contains(each, allowed));
        }
    }

    [Fact]
    public void What_cannot_be_learned_from_is_refused_in_words()
    {
        LearningMeasure[] measures = [new("m", [new PointBounds(0, 5)])];
        Assert.StartsWith("No row has the outcome", Assert.Throws<ArgumentException>(() => new LearningData(measures, [[0, 1]], [false, false])).Message, StringComparison.Ordinal);
        Assert.StartsWith("Every row has the outcome", Assert.Throws<ArgumentException>(() => new LearningData(measures, [[0, 1]], [true, true])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new LearningData(measures, [[0, 2]], [true, false]));
        Assert.Throws<ArgumentException>(() => new LearningData(measures, [[0]], [true, false]));
        Assert.Throws<ArgumentException>(() => new LearningMeasure("m", [new PointBounds(2, 1)]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new PointsLearner(new LearningData(measures, [[0, 1]], [true, false]), new SearchOptions { MaxSteps = 0 }));
    }

    // Four measures that matter, and two that don't.
    private static LearningData Large(int rows, int seed)
    {
        var chance = new Random(seed);
        LearningMeasure[] measures = [.. Enumerable.Range(0, 6).Select(i => new LearningMeasure($"m{i}", Enumerable.Repeat(new PointBounds(0, 5), 3)))];
        byte[][] levels = [.. measures.Select(_ => Enumerable.Range(0, rows).Select(_ => (byte)chance.Next(4)).ToArray())];
        bool[] outcomes =
        [
            .. Enumerable.Range(0, rows).Select(row =>
            {
                var total = (levels[0][row] >= 1 ? 3 : 0) + (levels[1][row] >= 2 ? 2 : 0) + (levels[2][row] >= 1 ? 1 : 0) + (levels[3][row] >= 3 ? 1 : 0);
                return chance.NextDouble() < 1 / (1 + Math.Exp(-((0.9 * total) - 4)));
            }),
        ];
        return new LearningData(measures, levels, outcomes);
    }

    private static string Text(LearnedPath path) => string.Join('\n', path.Cards.Select(Text));

    private static string Text(LearnedCard? card) => card is null
        ? "none"
        : $"{string.Join('|', card.Points.Select(points => string.Join(',', points)))} {BitConverter.DoubleToInt64Bits(card.TrainingLoss)} {BitConverter.DoubleToInt64Bits(card.Slope)}";
}
