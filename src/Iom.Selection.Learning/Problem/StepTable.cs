namespace Iom.Selection.Learning.Problem;

/// <summary>The data as the search reads it: for each row, a byte for each step that says whether it is taken.</summary>
/// <remarks>Rows stand in the order of their levels and outcomes, so that nothing depends on the order in which they came.</remarks>
internal sealed class StepTable
{
    /// <summary>Rows are padded to whole vectors of so many bytes.</summary>
    public const int Lanes = 32;

    public StepTable(LearningData data)
    {
        var measures = data.Measures;
        RowCount = data.Outcomes.Count;
        FirstStep = new int[measures.Count + 1];
        for (var measure = 0; measure < measures.Count; measure++) FirstStep[measure + 1] = FirstStep[measure] + measures[measure].Steps.Count;
        StepCount = FirstStep[^1];
        Stride = Math.Max(1, (StepCount + Lanes - 1) / Lanes) * Lanes;
        Bounds = [.. measures.SelectMany(measure => measure.Steps)];
        MeasureOf = [.. measures.SelectMany((measure, i) => measure.Steps.Select(_ => i))];

        var order = InOrder(data);
        var width = measures.Count;
        var patterns = new List<int>();
        (Outcomes, Rows, Columns) = (new byte[RowCount], new byte[RowCount * Stride], new byte[StepCount][]);
        for (var step = 0; step < StepCount; step++) Columns[step] = new byte[RowCount];
        for (var row = 0; row < RowCount; row++)
        {
            var from = order[row];
            Outcomes[row] = data.Outcomes[from] ? (byte)1 : (byte)0;
            var isNew = row == 0;
            for (var measure = 0; measure < width; measure++)
            {
                var level = data.Levels[measure][from];
                isNew = isNew || level != data.Levels[measure][order[row - 1]];
                for (var step = 0; step < level; step++)
                {
                    Rows[(row * Stride) + FirstStep[measure] + step] = 1;
                    Columns[FirstStep[measure] + step][row] = 1;
                }
            }
            if (isNew) patterns.Add(row);
        }
        PatternStarts = [.. patterns, RowCount];
        PatternLevels = new byte[patterns.Count * width];
        for (var pattern = 0; pattern < patterns.Count; pattern++)
        {
            for (var measure = 0; measure < width; measure++) PatternLevels[(pattern * width) + measure] = data.Levels[measure][order[patterns[pattern]]];
        }
    }

    public int RowCount { get; }

    public int StepCount { get; }

    public int MeasureCount => FirstStep.Length - 1;

    /// <summary>Bytes from one row to the next.</summary>
    public int Stride { get; }

    /// <summary>By measure: its first step; the number of steps last.</summary>
    public int[] FirstStep { get; }

    /// <summary>By step: its measure.</summary>
    public int[] MeasureOf { get; }

    public PointBounds[] Bounds { get; }

    /// <summary>By row, then by step: 1 where the step is taken, 0 where not.</summary>
    public byte[] Rows { get; }

    /// <summary>The same by step, then by row.</summary>
    public byte[][] Columns { get; }

    /// <summary>By row: 1 or 0.</summary>
    public byte[] Outcomes { get; }

    /// <summary>The first row of each run of rows that are alike in all levels; the number of rows last.</summary>
    public int[] PatternStarts { get; }

    /// <summary>By pattern, then by measure: the level.</summary>
    public byte[] PatternLevels { get; }

    private static int[] InOrder(LearningData data)
    {
        var order = new int[data.Outcomes.Count];
        for (var i = 0; i < order.Length; i++) order[i] = i;
        // From the last key to the first, each pass keeping the order of those before.
        order = Sorted(order, 2, row => data.Outcomes[row] ? 1 : 0);
        for (var measure = data.Measures.Count - 1; measure >= 0; measure--)
        {
            var levels = data.Levels[measure];
            order = Sorted(order, data.Measures[measure].Steps.Count + 1, row => levels[row]);
        }
        return order;
    }

    private static int[] Sorted(int[] order, int keys, Func<int, int> keyOf)
    {
        var next = new int[keys + 1];
        foreach (var row in order) next[keyOf(row) + 1]++;
        for (var key = 0; key < keys; key++) next[key + 1] += next[key];
        var sorted = new int[order.Length];
        foreach (var row in order) sorted[next[keyOf(row)]++] = row;
        return sorted;
    }
}
