namespace Iom.Selection.Extracts.Tests.Audits;

/// <summary>All that somebody knows who adds up what was printed: sums of unknown whole numbers, none below 0.</summary>
internal sealed class LinearSystem
{
    // A prime large enough that no small determinant vanishes by chance.
    private const long Prime = 2_305_843_009_213_693_951;

    private readonly Dictionary<string, int> _places = new(StringComparer.Ordinal);
    private readonly List<(int[] Cells, int Sum)> _equations = [];

    public int EquationCount => _equations.Count;

    /// <summary>These cells add up to this.</summary>
    public void Add(IEnumerable<string> cells, int sum) => _equations.Add(([.. cells.Select(Place).Distinct()], sum));

    /// <summary>Which sums of cells follow from the equations alone.</summary>
    public Func<IEnumerable<string>, bool> Determined()
    {
        var width = _places.Count;
        var basis = new SortedDictionary<int, long[]>();
        foreach (var (cells, _) in _equations)
        {
            var row = Row(cells, width);
            if (Reduce(row, basis) is not { } pivot) continue;
            var inverse = Power(row[pivot], Prime - 2);
            for (var i = 0; i < width; i++) row[i] = Multiply(row[i], inverse);
            basis.Add(pivot, row);
        }
        return cells => Reduce(Row([.. cells.Select(cell => _places.GetValueOrDefault(cell, -1))], width), basis) is null;
    }

    /// <summary>The least and the most that each cell can be, by going round the equations until nothing moves any more.</summary>
    public Func<string, (int Least, int Most)> Bounds()
    {
        var (least, most) = (new int[_places.Count], Enumerable.Repeat(int.MaxValue / 4, _places.Count).ToArray());
        for (var moved = true; moved;)
        {
            moved = false;
            foreach (var (cells, sum) in _equations)
            {
                var (low, high) = (cells.Sum(cell => (long)least[cell]), cells.Sum(cell => (long)most[cell]));
                foreach (var cell in cells)
                {
                    var (atMost, atLeast) = (sum - (low - least[cell]), sum - (high - most[cell]));
                    if (atMost < most[cell]) (most[cell], moved) = ((int)atMost, true);
                    if (atLeast > least[cell]) (least[cell], moved) = ((int)atLeast, true);
                    (low, high) = (cells.Sum(other => (long)least[other]), cells.Sum(other => (long)most[other]));
                }
            }
        }
        return cell => (least[_places[cell]], most[_places[cell]]);
    }

    private int Place(string cell)
    {
        if (!_places.TryGetValue(cell, out var place)) _places.Add(cell, place = _places.Count);
        return place;
    }

    private static long[] Row(int[] cells, int width)
    {
        // A cell that no equation knows is one more unknown, so nothing that holds it is determined.
        var row = new long[width + 1];
        foreach (var cell in cells) row[cell < 0 ? width : cell] = 1;
        return row;
    }

    // Takes away what the basis explains; the first place that is left, or none.
    private static int? Reduce(long[] row, SortedDictionary<int, long[]> basis)
    {
        for (var place = 0; place < row.Length; place++)
        {
            if (row[place] == 0) continue;
            if (!basis.TryGetValue(place, out var known)) return place;
            var factor = row[place];
            for (var i = place; i < known.Length; i++) row[i] = (row[i] + Prime - Multiply(factor, known[i])) % Prime;
        }
        return null;
    }

    private static long Multiply(long a, long b) => (long)((Int128)a * b % Prime);

    private static long Power(long value, long exponent)
    {
        var result = 1L;
        for (; exponent > 0; exponent >>= 1, value = Multiply(value, value))
        {
            if ((exponent & 1) == 1) result = Multiply(result, value);
        }
        return result;
    }
}
