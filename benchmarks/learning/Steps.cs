using Iom.Selection.Learning.Problem;

namespace Iom.Selection.LearningBenchmarks;

/// <summary>The steps of a part of the data: every level of a column above its lowest, as the part has them.</summary>
internal sealed class Steps
{
    private readonly string[] _columns;
    private readonly double[][] _values;        // by column: its levels, rising

    public Steps(IReadOnlyList<string> columns, IReadOnlyList<double[]> numbers, int[] rows)
    {
        (_columns, _values) = ([.. columns], [.. numbers.Select(column => rows.Select(row => column[row]).Distinct().Order().ToArray())]);
        if (_values.FirstOrDefault(levels => levels.Length > LearningMeasure.MaxLevels) is not null) throw new FormatException($"A column has more than {LearningMeasure.MaxLevels} levels.");
    }

    public int Count => _values.Sum(levels => levels.Length - 1);

    public int ColumnCount => _columns.Length;

    public string[] Names => _columns;

    public int StepsOf(int column) => _values[column].Length - 1;

    /// <summary>Levels by column, then by row; a value between two levels has the lower.</summary>
    public byte[][] Levels(IReadOnlyList<double[]> numbers, int[] rows) => [.. numbers.Select((column, i) => rows.Select(row => Level(i, column[row])).ToArray())];

    public LearningMeasure[] Measures(Func<int, PointBounds> boundsOf) =>
        [.. _columns.Select((name, i) => new LearningMeasure(name, Enumerable.Repeat(boundsOf(i), _values[i].Length - 1)))];

    private byte Level(int column, double value)
    {
        var at = Array.BinarySearch(_values[column], value);
        return (byte)Math.Max(0, at >= 0 ? at : ~at - 1);
    }
}
