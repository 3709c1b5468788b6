using System.Diagnostics;
using Iom.Selection.Learning;
using Iom.Selection.Learning.Problem;
using Iom.Selection.MachineLearning;

namespace Iom.Selection.LearningBenchmarks;

/// <summary>A way to find chances.</summary>
internal sealed record Method(string Name, Func<Part, IReadOnlyList<FittedModel>> Fit)
{
    public static IReadOnlyList<Method> All(BenchmarkOptions options)
    {
        Method[] all =
        [
            new("learned", part => Cards(part, options, new PointBounds(-options.MaxPoints, options.MaxPoints), null)),
            new("monotone", part => Cards(part, options, default, Directions(part))),
            new("mlnet", Additive),
            new("fasttree", part => Trees(part, TreeKind.FastTree)),
            new("lightgbm", part => Trees(part, TreeKind.LightGbm)),
        ];
        return [.. all.Where(method => options.Methods.Length == 0 || options.Methods.Contains(method.Name))];
    }

    // The direction of a column is that of its correlation with the outcome, in the rows seen.
    private static int[] Directions(Part part)
    {
        var mean = part.Outcomes.Average(outcome => outcome ? 1.0 : 0);
        return [.. part.Numbers.Select(column => part.Rows.Sum(row => column[row] * ((part.AllOutcomes[row] ? 1 : 0) - mean)) < 0 ? -1 : 1)];
    }

    private static List<FittedModel> Cards(Part part, BenchmarkOptions options, PointBounds bounds, int[]? directions)
    {
        var started = Stopwatch.GetTimestamp();
        var measures = part.Steps.Measures(column => directions is null ? bounds : directions[column] > 0 ? new PointBounds(0, options.MaxPoints) : new PointBounds(-options.MaxPoints, 0));
        var data = new LearningData(measures, part.Steps.Levels(part.Numbers, part.Rows), part.Outcomes);
        var seconds = new double[options.K[^1] + 1];
        var learner = new PointsLearner(data, new SearchOptions
        {
            MaxSteps = options.K[^1],
            RunEach = (count, work) => Parallel.For(0, count, new ParallelOptions { MaxDegreeOfParallelism = options.Threads }, work),
            OnSize = size => seconds[size] = Stopwatch.GetElapsedTime(started).TotalSeconds,
        });
        var path = learner.Learn();
        var relaxed = learner.Relax();
        Console.WriteLine(FormattableString.Invariant($"  R {relaxed.Value:F6}, bound {relaxed.LowerBound:F6}"));
        var hasGap = relaxed.LowerBound >= 0.001 * part.Rows.Length;
        var models = new List<FittedModel>();
        foreach (var k in options.K)
        {
            if (path.Cards[k] is not { } card) continue;
            models.Add(new FittedModel(k, card.TrainingLoss, seconds[k], hasGap ? (card.TrainingLoss - relaxed.LowerBound) / relaxed.LowerBound : null, (numbers, rows) =>
            {
                var levels = part.Steps.Levels(numbers, rows);
                return [.. Enumerable.Range(0, rows.Length).Select(i => card.ChanceOf(card.TotalOf([.. levels.Select(column => column[i])])))];
            }));
        }
        return models;
    }

    // Levels are turned round where less is more risk, so that no weight need be below 0.
    private static IReadOnlyList<FittedModel> Additive(Part part)
    {
        var started = Stopwatch.GetTimestamp();
        var directions = Directions(part);
        var measures = part.Steps.Measures(_ => new PointBounds(0, 1));
        var model = ModelTrainer.TrainAdditive(measures, Oriented(part.Numbers, part.Rows), part.Outcomes);
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        return [new FittedModel(0, Figures.Loss(Predict(part.Numbers, part.Rows), part.Outcomes), seconds, null, Predict)];

        byte[][] Oriented(IReadOnlyList<double[]> numbers, int[] rows) =>
            [.. part.Steps.Levels(numbers, rows).Select((column, i) => directions[i] > 0 ? column : Array.ConvertAll(column, level => (byte)(measures[i].Steps.Count - level)))];

        double[] Predict(IReadOnlyList<double[]> numbers, int[] rows)
        {
            var levels = Oriented(numbers, rows);
            return [.. Enumerable.Range(0, rows.Length).Select(row => 1 / (1 + Math.Exp(-(model.Intercept + model.Weights.Select((weights, i) => weights.Take(levels[i][row]).Sum()).Sum()))))];
        }
    }

    private static IReadOnlyList<FittedModel> Trees(Part part, TreeKind kind)
    {
        var started = Stopwatch.GetTimestamp();
        var train = Columns(part.Numbers, part.Rows);
        var loss = Figures.Loss(ModelTrainer.PredictWithTrees(kind, train, part.Outcomes, train), part.Outcomes);
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        return [new FittedModel(0, loss, seconds, null, (numbers, rows) => ModelTrainer.PredictWithTrees(kind, train, part.Outcomes, Columns(numbers, rows)))];

        static float[][] Columns(IReadOnlyList<double[]> numbers, int[] rows) => [.. numbers.Select(column => Array.ConvertAll(rows, row => (float)column[row]))];
    }
}
