using Iom.Selection.Learning.Problem;

namespace Iom.Selection.Learning.Tests;

/// <summary>A small problem drawn from a seed, with points that stand behind it.</summary>
internal sealed class SmallProblem
{
    public SmallProblem(int seed)
    {
        var chance = new Random(seed);
        var steps = chance.Next(3, 15);
        MaxSteps = chance.Next(1, 5);
        // Half are bounded by sign, as a policy's are; some of those fall.
        IsMonotone = chance.Next(2) == 0;
        MaxPoints = chance.Next(1, 4);
        var measures = new List<LearningMeasure>();
        while (steps > 0)
        {
            var own = Math.Min(steps, chance.Next(1, 5));
            var falls = chance.Next(3) == 0;
            measures.Add(new LearningMeasure($"m{measures.Count}", Enumerable.Repeat(
                !IsMonotone ? new PointBounds(-MaxPoints, MaxPoints) : falls ? new PointBounds(-MaxPoints, 0) : new PointBounds(0, MaxPoints), own)));
            steps -= own;
        }
        Measures = measures;
        var rows = chance.Next(30, 90);
        Levels = [.. measures.Select(measure => Enumerable.Range(0, rows).Select(_ => (byte)chance.Next(measure.Steps.Count + 1)).ToArray())];
        var weights = measures.Select(measure => measure.Steps.Select(_ => chance.NextDouble() < 0.4 ? (chance.NextDouble() * 3) - 1 : 0).ToArray()).ToArray();
        do
        {
            Outcomes =
            [
                .. Enumerable.Range(0, rows).Select(row =>
                {
                    var odds = -0.5;
                    for (var measure = 0; measure < measures.Count; measure++) odds += weights[measure].Take(Levels[measure][row]).Sum();
                    return chance.NextDouble() < 1 / (1 + Math.Exp(-odds));
                }),
            ];
        }
        while (Outcomes.All(each => each) || Outcomes.All(each => !each));
    }

    public int MaxSteps { get; }

    public int MaxPoints { get; }

    public bool IsMonotone { get; }

    public IReadOnlyList<LearningMeasure> Measures { get; }

    public byte[][] Levels { get; }

    public bool[] Outcomes { get; }

    public int StepCount => Measures.Sum(measure => measure.Steps.Count);

    public LearningData Data => new(Measures, Levels, Outcomes);

    /// <summary>By row, then by step: whether it is taken.</summary>
    public bool[][] Taken() =>
    [
        .. Enumerable.Range(0, Outcomes.Length).Select(row => Measures.SelectMany((measure, i) => Enumerable.Range(1, measure.Steps.Count).Select(step => Levels[i][row] >= step)).ToArray()),
    ];

    public PointBounds[] Bounds() => [.. Measures.SelectMany(measure => measure.Steps)];
}
