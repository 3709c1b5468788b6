using Iom.Selection.Learning.Problem;
using Microsoft.ML;
using Microsoft.ML.Calibrators;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;
using Microsoft.ML.Trainers.FastTree;
using Microsoft.ML.Trainers.LightGbm;

namespace Iom.Selection.MachineLearning;

/// <summary>Trains models with ML.NET. One thread, and a fixed seed: the same rows in the same order give the same model.</summary>
/// <remarks>What ML.NET does without a word is guarded against here: see docs/learning.md.</remarks>
public static class ModelTrainer
{
    private const int Seed = 1;

    // With L1 = 0 and weights bound to be 0 or more, the trainer gives only zeros and says nothing.
    private const float L1 = 1;
    private const float L2 = 0.1f;

    // The defaults take two minutes on 18,000 rows; these are as good in a tenth of it.
    private const int GamRounds = 1000;
    private const double GamRate = 0.02;
    private const int Trees = 150;
    private const int Leaves = 8;

    /// <summary>Trains the additive model: logistic regression on steps, no weight below 0.</summary>
    /// <param name="measures">The measures; of each step only whether it may give points is looked at, not how many.</param>
    /// <param name="levels">By measure, then by row: the level, higher where more risk is expected.</param>
    /// <param name="outcomes">By row: whether the outcome followed.</param>
    /// <returns>The model.</returns>
    /// <exception cref="InvalidOperationException">Every weight is 0: nothing was learned.</exception>
    public static TrainedAdditive TrainAdditive(IReadOnlyList<LearningMeasure> measures, IReadOnlyList<byte[]> levels, IReadOnlyList<bool> outcomes)
    {
        return Additive(measures, levels, outcomes).Model;
    }

    private static (TrainedAdditive Model, ITransformer Trained, IDataView View) Additive(IReadOnlyList<LearningMeasure> measures, IReadOnlyList<byte[]> levels, IReadOnlyList<bool> outcomes)
    {
        var data = new LearningData(measures, levels, outcomes);
        var rows = Rows(measures, levels, outcomes);
        var (context, view) = View(rows, rows[0].Features.Length);
        var trained = context.BinaryClassification.Trainers.LbfgsLogisticRegression(new LbfgsLogisticRegressionBinaryTrainer.Options
        {
            L1Regularization = L1,
            L2Regularization = L2,
            EnforceNonNegativity = true,
            NumberOfThreads = 1,
            OptimizationTolerance = 1e-7f,
            MaximumNumberOfIterations = 500,
        }).Fit(view);
        var model = (CalibratedModelParametersBase<LinearBinaryModelParameters, PlattCalibrator>)trained.Model;
        var weights = model.SubModel.Weights;
        if (weights.All(weight => weight == 0) && data.Measures.Count > 0)
            throw new InvalidOperationException("The additive model has no weight above 0: no measure goes with the outcome in the direction that the policy declares.");
        var result = new List<IReadOnlyList<double>>();
        var at = 0;
        foreach (var measure in measures)
        {
            result.Add([.. measure.Steps.Select(step => step is { Lowest: 0, Highest: 0 } ? 0.0 : weights[at++])]);
        }
        return (new TrainedAdditive(result, model.SubModel.Bias), trained, view);
    }

    /// <summary>Trains a generalised additive model on levels: a yardstick, whose weights may fall.</summary>
    /// <remarks>Exact to export, as the levels are few: what it gives each is read off, bin by bin. No column of weights is given, which would make it constant; measures of which all have the same level are left out, which its own reading of bins does not survive; one thread, or the last digits change.</remarks>
    /// <param name="measures">The measures; those without a step that may give points are left out.</param>
    /// <param name="levels">By measure, then by row: the level.</param>
    /// <param name="outcomes">By row: whether the outcome followed.</param>
    /// <returns>The model; a weight is what a level adds to the one below.</returns>
    /// <exception cref="InvalidOperationException">It gives everybody the same: nothing was learned.</exception>
    public static TrainedAdditive TrainGam(IReadOnlyList<LearningMeasure> measures, IReadOnlyList<byte[]> levels, IReadOnlyList<bool> outcomes)
    {
        ArgumentNullException.ThrowIfNull(measures);
        ArgumentNullException.ThrowIfNull(levels);
        ArgumentNullException.ThrowIfNull(outcomes);
        return Gam(measures, levels, outcomes).Model;
    }

    private static (TrainedAdditive Model, ITransformer Trained, IDataView View) Gam(IReadOnlyList<LearningMeasure> measures, IReadOnlyList<byte[]> levels, IReadOnlyList<bool> outcomes)
    {
        // Sees that the rows can be learned from at all.
        var data = new LearningData(measures, levels, outcomes);
        int[] used = [.. Enumerable.Range(0, data.Measures.Count).Where(measure => measures[measure].Steps.Any(step => step is not { Lowest: 0, Highest: 0 }) && levels[measure].AsSpan().ContainsAnyExcept(levels[measure][0]))];
        if (used.Length == 0) throw new InvalidOperationException("The additive model has no measure to learn from: of each everybody has the same level.");
        var (context, view) = View(Rows([.. used.Select(measure => Array.ConvertAll(levels[measure], level => (float)level))], outcomes), used.Length);
        var trained = context.BinaryClassification.Trainers.Gam(new GamBinaryTrainer.Options
        {
            NumberOfIterations = GamRounds,
            LearningRate = GamRate,
            NumberOfThreads = 1,
            EnablePruning = false,
            Seed = Seed,
        }).Fit(view);
        var model = trained.Model.SubModel;
        var (weights, intercept) = (measures.Select(measure => new double[measure.Steps.Count]).ToArray(), model.Bias);
        for (var i = 0; i < used.Length; i++)
        {
            var (ends, effects) = (model.GetBinUpperBounds(i), model.GetBinEffects(i));
            double[] ofLevel = [.. Enumerable.Range(0, weights[used[i]].Length + 1).Select(level => effects[ends.TakeWhile(end => end < level).Count()])];
            intercept += ofLevel[0];
            for (var level = 1; level < ofLevel.Length; level++) weights[used[i]][level - 1] = ofLevel[level] - ofLevel[level - 1];
        }
        if (weights.All(own => own.All(weight => weight == 0))) throw new InvalidOperationException("The additive model gives everybody the same: no measure goes with the outcome.");
        return (new TrainedAdditive(weights, intercept), trained, view);
    }

    /// <summary>The chances that boosted trees give, which may combine measures: a yardstick that never selects.</summary>
    /// <param name="kind">Which trees.</param>
    /// <param name="columns">By measure, then by row: numbers to train on, none NaN.</param>
    /// <param name="outcomes">By row: whether the outcome followed.</param>
    /// <param name="tested">By measure, then by row: numbers to predict from, none NaN.</param>
    /// <returns>The chance of each row of <paramref name="tested"/>, between 0 and 1.</returns>
    /// <exception cref="ArgumentException">A number is NaN: rows with it would be left out in training, and predicted from, without a word.</exception>
    public static double[] PredictWithTrees(TreeKind kind, IReadOnlyList<float[]> columns, IReadOnlyList<bool> outcomes, IReadOnlyList<float[]> tested)
    {
        ArgumentNullException.ThrowIfNull(columns);
        ArgumentNullException.ThrowIfNull(outcomes);
        ArgumentNullException.ThrowIfNull(tested);
        if (columns.Concat(tested).Any(column => column.Any(float.IsNaN))) throw new ArgumentException("A number is NaN.", nameof(columns));
        if (outcomes.All(each => each) || outcomes.All(each => !each)) throw new ArgumentException("All outcomes are alike: there is nothing to learn.", nameof(outcomes));
        var (context, view) = View(Rows(columns, outcomes), columns.Count);
        var data = context.Data.LoadFromEnumerable(Rows(tested, new bool[tested[0].Length]), Schema(columns.Count));
        ITransformer model = kind switch
        {
            TreeKind.FastTree => context.BinaryClassification.Trainers.FastTree(new FastTreeBinaryTrainer.Options
            {
                NumberOfLeaves = Leaves,
                NumberOfTrees = Trees,
                LearningRate = 0.05,
                NumberOfThreads = 1,
                Seed = Seed,
            }).Fit(view),
            TreeKind.LightGbm => context.BinaryClassification.Trainers.LightGbm(new LightGbmBinaryTrainer.Options
            {
                NumberOfLeaves = Leaves,
                NumberOfIterations = Trees,
                LearningRate = 0.05,
                NumberOfThreads = 1,
                Deterministic = true,
                Seed = Seed,
                Verbose = false,
            }).Fit(view),
            _ => throw new ArgumentOutOfRangeException(nameof(kind)),
        };
        return [.. model.Transform(data).GetColumn<float>("Probability").Select(chance => Math.Clamp((double)chance, 1e-7, 1 - 1e-7))];
    }

    /// <summary>The log-odds that ML.NET itself gives the rows trained on: for a test that what is exported says the same.</summary>
    internal static (TrainedAdditive Model, float[] LogOdds) TrainAndScore(IReadOnlyList<LearningMeasure> measures, IReadOnlyList<byte[]> levels, IReadOnlyList<bool> outcomes, bool isGam = false)
    {
        var (model, trained, view) = isGam ? Gam(measures, levels, outcomes) : Additive(measures, levels, outcomes);
        return (model, [.. trained.Transform(view).GetColumn<float>("Score")]);
    }

    private static (MLContext Context, IDataView View) View(IEnumerable<Row> rows, int width)
    {
        var context = new MLContext(Seed);
        return (context, context.Data.Cache(context.Data.LoadFromEnumerable(rows, Schema(width))));
    }

    private static SchemaDefinition Schema(int width)
    {
        var schema = SchemaDefinition.Create(typeof(Row));
        schema[nameof(Row.Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, width);
        return schema;
    }

    private static Row[] Rows(IReadOnlyList<LearningMeasure> measures, IReadOnlyList<byte[]> levels, IReadOnlyList<bool> outcomes) =>
    [
        .. Enumerable.Range(0, outcomes.Count).Select(row => new Row
        {
            Label = outcomes[row],
            Features =
            [
                .. measures.SelectMany((measure, i) => measure.Steps.Select((step, at) => (step, IsTaken: levels[i][row] > at)))
                    .Where(each => each.step is not { Lowest: 0, Highest: 0 }).Select(each => each.IsTaken ? 1f : 0f),
            ],
        }),
    ];

    private static Row[] Rows(IReadOnlyList<float[]> columns, IReadOnlyList<bool> outcomes) =>
        [.. Enumerable.Range(0, outcomes.Count).Select(row => new Row { Label = outcomes[row], Features = [.. columns.Select(column => column[row])] })];

    private sealed class Row
    {
        public bool Label { get; set; }

        public float[] Features { get; set; } = [];
    }
}
