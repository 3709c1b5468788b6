using System.Globalization;

namespace Iom.Selection.LearningBenchmarks;

/// <summary>A CSV file in memory. The files of the comparison have no quotes.</summary>
internal sealed class Sheet
{
    private readonly Dictionary<string, int> _columns;
    private readonly List<string[]> _rows = [];

    public Sheet(string path)
    {
        using var reader = new StreamReader(path);
        Header = [.. (reader.ReadLine() ?? "").Split(',').Select(name => name.Trim().Trim('"'))];
        _columns = Header.Select((name, i) => (name, i)).ToDictionary(pair => pair.name, pair => pair.i, StringComparer.Ordinal);
        while (reader.ReadLine() is { } line)
        {
            if (line.Length == 0) continue;
            var cells = line.Split(',');
            if (cells.Length != Header.Length) throw new FormatException($"{path}: row {_rows.Count + 1} has {cells.Length} cells, the header {Header.Length}.");
            _rows.Add(cells);
        }
    }

    public string[] Header { get; }

    public int Count => _rows.Count;

    public bool Has(string column) => _columns.ContainsKey(column);

    public string Text(int row, string column) => _rows[row][Find(column)];

    /// <summary>The numbers of a column; null if a cell is none.</summary>
    public double[]? Numbers(string column)
    {
        var at = Find(column);
        var numbers = new double[Count];
        for (var row = 0; row < Count; row++)
        {
            if (!double.TryParse(_rows[row][at], NumberStyles.Float, CultureInfo.InvariantCulture, out numbers[row]) || !double.IsFinite(numbers[row])) return null;
        }
        return numbers;
    }

    private int Find(string column) => _columns.TryGetValue(column, out var at) ? at : throw new FormatException($"There is no column {column}.");
}
