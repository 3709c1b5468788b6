using Iom.Selection.Learning.Matrices;
using Iom.Selection.Learning.Problem;
using Iom.Selection.Policies;
using Iom.Selection.Policies.Parsing;

namespace Iom.Selection.MachineLearning.Tests;

/// <summary>What ML.NET trains is exported whole, and scored without it as it scores itself.</summary>
public class TrainerTests
{
    private static readonly LearningMeasure[] Measures =
        [new("a", Enumerable.Repeat(new PointBounds(0, 1), 4)), new("b", [new PointBounds(0, 1), new PointBounds(0, 1)]), new("none", [default]), new("noise", [new PointBounds(0, 1)])];

    [Fact]
    public void The_exported_file_gives_the_log_odds_of_ML_NET_on_all_rows()
    {
        var (levels, outcomes) = Rows(3000, seed: 1);
        var (trained, logOdds) = ModelTrainer.TrainAndScore(Measures, levels, outcomes);
        var model = Export(trained);
        var worst = Enumerable.Range(0, outcomes.Length).Max(row => Math.Abs(logOdds[row] - model.LogOddsOf([.. levels.Select(column => (int)column[row])])));
        Assert.True(worst <= 1e-6, $"They differ by {worst}.");
        // Rows are not all alike, so that the comparison says something.
        Assert.True(logOdds.Distinct().Count() >= 10);
    }

    [Fact]
    public void No_weight_is_below_0_and_the_same_rows_give_the_same_file()
    {
        var (levels, outcomes) = Rows(3000, seed: 2);
        var one = ModelTrainer.TrainAdditive(Measures, levels, outcomes);
        Assert.All(one.Weights.SelectMany(weights => weights), weight => Assert.True(weight >= 0));
        Assert.Contains(one.Weights[0], weight => weight > 0.3);
        Assert.All(one.Weights[2], weight => Assert.Equal(0, weight));
        Assert.Equal(Export(one).Sha256, Export(ModelTrainer.TrainAdditive(Measures, levels, outcomes)).Sha256);
    }

    [Fact]
    public void More_of_a_measure_never_lowers_the_log_odds_and_contributions_add_up()
    {
        var (levels, outcomes) = Rows(1000, seed: 3);
        var model = Export(ModelTrainer.TrainAdditive(Measures, levels, outcomes));
        for (var factor = 0; factor < Measures.Length; factor++)
        {
            for (var level = 1; level <= Measures[factor].Steps.Count; level++)
            {
                var (less, more) = (new int[Measures.Length], new int[Measures.Length]);
                (less[factor], more[factor]) = (level - 1, level);
                Assert.True(model.LogOddsOf(more) >= model.LogOddsOf(less));
                Assert.Equal(model.Intercept + model.Factors[factor].LogOddsAt(level), model.LogOddsOf(more), 12);
            }
        }
    }

    [Fact]
    public void A_model_that_would_be_all_zeros_is_refused_in_words()
    {
        // The outcome falls with every measure, so no weight may be above 0.
        var chance = new Random(4);
        var levels = Measures.Select(measure => Enumerable.Range(0, 500).Select(_ => (byte)chance.Next(measure.Steps.Count + 1)).ToArray()).ToArray();
        bool[] outcomes = [.. Enumerable.Range(0, 500).Select(row => levels[0][row] == 0 && levels[1][row] == 0 && levels[3][row] == 0)];
        Assert.Contains("no weight above 0", Assert.Throws<InvalidOperationException>(() => ModelTrainer.TrainAdditive(Measures, levels, outcomes)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(TreeKind.FastTree)]
    [InlineData(TreeKind.LightGbm)]
    public void Trees_give_the_same_chances_twice_and_refuse_what_is_no_number(TreeKind kind)
    {
        var (levels, outcomes) = Rows(800, seed: 5);
        float[][] columns = [.. levels.Select(column => Array.ConvertAll(column, level => (float)level))];
        var once = ModelTrainer.PredictWithTrees(kind, columns, outcomes, columns);
        Assert.Equal(once, ModelTrainer.PredictWithTrees(kind, columns, outcomes, columns));
        Assert.All(once, chance => Assert.InRange(chance, 0, 1));
        Assert.True(once.Distinct().Count() > 5);
        Assert.Throws<ArgumentException>(() => ModelTrainer.PredictWithTrees(kind, columns, outcomes, [.. columns.Select((column, i) => i == 0 ? [float.NaN, .. column[1..]] : column)]));
        Assert.Throws<ArgumentException>(() => ModelTrainer.PredictWithTrees(kind, columns, new bool[800], columns));
    }

    [Fact]
    public void A_generalised_additive_model_is_exported_exactly_and_its_traps_are_guarded_against()
    {
        var (levels, outcomes) = Rows(3000, seed: 6);
        // A measure of which everybody has the same level stands in the middle: ML.NET drops it, and would count the bins of the next for it.
        levels[1] = [.. levels[1].Select(_ => (byte)1)];
        var (trained, logOdds) = ModelTrainer.TrainAndScore(Measures, levels, outcomes, isGam: true);
        var model = Export(trained, ModelKind.Gam);
        var worst = Enumerable.Range(0, outcomes.Length).Max(row => Math.Abs(logOdds[row] - model.LogOddsOf([.. levels.Select(column => (int)column[row])])));
        Assert.True(worst <= 1e-6, $"They differ by {worst}.");
        Assert.True(logOdds.Distinct().Count() >= 8);
        Assert.Equal(ModelKind.Gam, model.Kind);
        // It learned what was planted, and is no constant.
        Assert.InRange(model.Factors[0].LogOddsAt(4), 1.5, 4);
        Assert.All(model.Factors[1].Levels.Concat(model.Factors[2].Levels), level => Assert.Equal(0, level.Weight));
        Assert.Equal(model.Sha256, Export(ModelTrainer.TrainGam(Measures, levels, outcomes), ModelKind.Gam).Sha256);
        byte[][] constant = [.. levels.Select(column => new byte[column.Length])];
        Assert.Contains("same level", Assert.Throws<InvalidOperationException>(() => ModelTrainer.TrainGam(Measures, constant, outcomes)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Its_whole_points_are_its_log_odds_in_tenths_rounded_once()
    {
        var (levels, outcomes) = Rows(3000, seed: 8);
        var model = Export(ModelTrainer.TrainAdditive(Measures, levels, outcomes));
        foreach (var factor in model.Factors)
        {
            Assert.Equal(0, factor.PointsAt(0));
            for (var level = 1; level <= factor.Levels.Count; level++)
            {
                Assert.InRange(factor.PointsAt(level) - (factor.LogOddsAt(level) * 10), -0.5, 0.5);
                Assert.True(factor.PointsAt(level) >= factor.PointsAt(level - 1));
            }
        }
        Assert.Equal(model.MaxPoints, model.PointsOf([.. model.Factors.Select(factor => factor.Levels.Count)]));
        Assert.InRange(model.MaxPoints, 10, 100);
    }

    [Fact]
    public void Calibration_takes_back_a_stretch_and_a_shift()
    {
        var chance = new Random(7);
        double[] odds = [.. Enumerable.Range(0, 20_000).Select(_ => (chance.NextDouble() * 4) - 2)];
        bool[] outcomes = [.. odds.Select(z => chance.NextDouble() < 1 / (1 + Math.Exp(-((0.5 * z) - 1))))];
        var (slope, intercept) = Calibration.Fit(odds, outcomes);
        Assert.InRange(slope, 0.4, 0.6);
        Assert.InRange(intercept, -1.1, -0.9);
    }

    private static StepModel Export(TrainedAdditive trained, ModelKind kind = ModelKind.Steps) => ModelFile.Parse(ModelFile.Write(
        new StepModel
        {
            Kind = kind,
            PolicySha256 = "policy",
            CatalogueSha256 = "catalogue",
            TrainedUpTo = new DateOnly(2025, 1, 1),
            Libraries = ["Microsoft.ML"],
            Factors = [.. Measures.Select((measure, i) => new ModelFactor(measure.Id, "measure", trained.Weights[i].Select((weight, at) =>
                new ModelLevel($"{at + 1} or more", at + 1, null, weight, kind == ModelKind.Steps ? StepModel.PointsOf(trained.Weights[i].Take(at + 1).Aggregate(0.0, (sum, each) => sum + each)) : 0))))],
            Intercept = trained.Intercept,
            CalibrationSlope = 1,
            CalibrationIntercept = 0,
        },
        _ => { }));

    private static (byte[][] Levels, bool[] Outcomes) Rows(int count, int seed)
    {
        var chance = new Random(seed);
        byte[][] levels = [.. Measures.Select(measure => Enumerable.Range(0, count).Select(_ => (byte)chance.Next(measure.Steps.Count + 1)).ToArray())];
        return (levels, [.. Enumerable.Range(0, count).Select(row => chance.NextDouble() < 1 / (1 + Math.Exp(-((0.7 * levels[0][row]) + (0.9 * levels[1][row]) - 2.5))))]);
    }
}
