using Iom.Selection.Learning.Matrices;
using Iom.Selection.Learning.Problem;
using Iom.Selection.Statistics;

namespace Iom.Selection.Learning.Tests;

/// <summary>Choosing and testing a matrix: figures recounted row by row.</summary>
public class MatrixTests
{
    // Clopper and Pearson's intervals at 95 per cent, from the tables of Blyth and Still (1983), J. Am. Stat. Assoc. 78, 108-116, to three places.
    [Theory]
    [InlineData(0, 10, 0, 0.308)]
    [InlineData(1, 10, 0.003, 0.445)]
    [InlineData(5, 10, 0.187, 0.813)]
    [InlineData(10, 10, 0.692, 1)]
    public void Exact_intervals_are_those_of_the_tables(int count, int of, double low, double high)
    {
        var interval = MatrixLearner.Exact(new Proportion(count, of))!.Value;
        Assert.Equal(low, interval.Low, 0.001);
        Assert.Equal(high, interval.High, 0.001);
    }

    [Fact]
    public void The_rows_of_one_person_are_counted_as_one()
    {
        double[] values = [1, 2, 3, 4];
        var (mean, each) = HeldOut.Mean(values, [1, 2, 3, 4]);
        var (_, twice) = HeldOut.Mean([.. values, .. values], [1, 2, 3, 4, 1, 2, 3, 4]);
        Assert.Equal(2.5, mean);
        Assert.Equal(Math.Sqrt(5.0 / 3) / 2, each!.Value, 12);
        Assert.Equal(each.Value, twice!.Value, 12);
        Assert.Null(HeldOut.Mean([1, 2], [7, 7]).Error);
    }

    [Fact]
    public void The_size_is_the_smallest_within_one_standard_error_and_the_figures_are_those_of_the_rows()
    {
        var request = Request(seed: 4, withChoose: true);
        var learning = MatrixLearner.Learn(request);
        var best = learning.Path.MinBy(step => step.HeldOut.MeanLoss)!;
        Assert.Equal(best.Steps, learning.BestSteps);
        Assert.Equal(learning.Path.First(step => step.HeldOut.MeanLoss <= best.HeldOut.MeanLoss + best.HeldOut.LossError).Steps, learning.ChosenSteps);
        foreach (var step in learning.Path)
        {
            var losses = Enumerable.Range(0, request.Choose!.Count).Select(row =>
            {
                var chance = step.Card.ChanceOf(step.Card.TotalOf([.. request.Choose.Levels.Select(column => column[row])]));
                return -Math.Log(request.Choose.Outcomes[row] ? chance : 1 - chance);
            });
            Assert.Equal(losses.Average(), step.HeldOut.MeanLoss, 9);
            Assert.Equal((step.Card.TrainingLoss - learning.Relaxed.LowerBound) / learning.Relaxed.LowerBound, step.Gap!.Value, 12);
        }
        Assert.Equal(request.Test.Count, learning.Risks.Sum(risk => risk.Tested.Of));
        Assert.Equal(request.Learn.OutcomeCount, learning.Risks.Sum(risk => risk.Learned.Count));
        Assert.All(learning.Pool, card => Assert.True(card.TrainingLoss <= learning.Card.TrainingLoss * 1.01 + 1e-9));
        Assert.Equal(learning.Pool.Count, learning.Pool.Select(card => string.Join('|', card.Points.Select(points => string.Join(',', points)))).Distinct().Count());
    }

    [Fact]
    public void Without_choose_dates_no_row_is_scored_by_a_card_that_saw_its_person()
    {
        var request = Request(seed: 5, withChoose: false);
        var learning = MatrixLearner.Learn(request);
        // Recounted: each fold by what is learned from the others.
        var losses = new List<double>();
        foreach (var fold in request.Learn.Folds.Distinct())
        {
            var seen = request.Learn.Where(row => request.Learn.Folds[row] != fold);
            var card = new PointsLearner(new LearningData(request.Measures, seen.Levels, seen.Outcomes), request.Options).Learn().Cards[2]!;
            for (var row = 0; row < request.Learn.Count; row++)
            {
                if (request.Learn.Folds[row] != fold) continue;
                var chance = card.ChanceOf(card.TotalOf([.. request.Learn.Levels.Select(column => column[row])]));
                losses.Add(-Math.Log(request.Learn.Outcomes[row] ? chance : 1 - chance));
            }
        }
        Assert.Equal(losses.Average(), learning.Path.Single(step => step.Steps == 2).HeldOut.MeanLoss, 9);
    }

    [Fact]
    public void A_number_that_says_the_wrong_thing_is_named_and_the_change_that_helps_most_is_the_one_planted()
    {
        var request = Request(seed: 6, withChoose: true);
        var own = MatrixLearner.Learn(request).Own;
        // The first measure matters most, and the own matrix gives it nothing; the last does not matter, and gets much.
        Assert.Equal((0, 0), (own.Changes[0].Measure, own.Changes[0].From));
        Assert.True(own.Changes[0].Tested.Interval!.Value.High < 0);
        Assert.Contains(own.Unsupported, support => support.Measure == 2);
        Assert.True(own.LearnedLess.Interval!.Value.High < 0);
    }

    private static MatrixLearningRequest Request(int seed, bool withChoose)
    {
        var chance = new Random(seed);
        LearningMeasure[] measures = [.. Enumerable.Range(0, 3).Select(i => new LearningMeasure($"m{i}", Enumerable.Repeat(new PointBounds(0, 5), 2)))];
        int[][] own = [[0, 0], [1, 1], [5, 0]];
        return new MatrixLearningRequest
        {
            Measures = measures,
            OwnPoints = own,
            Learn = Rows(1500),
            Choose = withChoose ? Rows(800) : null,
            Test = Rows(1500),
            Options = new SearchOptions { MaxSteps = 3, Kicks = 1 },
        };

        MatrixRows Rows(int count)
        {
            byte[][] levels = [.. measures.Select(_ => Enumerable.Range(0, count).Select(_ => (byte)chance.Next(3)).ToArray())];
            return new MatrixRows(
                levels,
                [.. Enumerable.Range(0, count).Select(row => own.Select((points, measure) => points.Take(levels[measure][row]).Sum()).Sum())],
                [.. Enumerable.Range(0, count).Select(row => chance.NextDouble() < 1 / (1 + Math.Exp(-((levels[0][row] * 1.5) + (levels[1][row] * 0.5) - 2.5))))],
                [.. Enumerable.Range(0, count).Select(row => row / 2)],
                [.. Enumerable.Range(0, count).Select(row => row / 2 % 5)]);
        }
    }
}
