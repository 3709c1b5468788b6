namespace Iom.Selection.Fairness.Groups;

/// <summary>The points of some people, added: whole numbers, so that no order of adding matters.</summary>
internal sealed class PointSums(int factors)
{
    private long _total;
    private decimal _squares;

    public int Count { get; private set; }

    public long[] ByFactor { get; } = new long[factors];

    public decimal Mean => (decimal)_total / Count;

    /// <summary>The variance of the totals; two people at least.</summary>
    public double Variance => (double)((_squares - ((decimal)_total * _total / Count)) / (Count - 1));

    public void Add(IReadOnlyList<int> points)
    {
        Count++;
        var total = 0L;
        for (var i = 0; i < ByFactor.Length; i++)
        {
            ByFactor[i] += points[i];
            total += points[i];
        }
        _total += total;
        _squares += total * total;
    }

    public void Add(PointSums other)
    {
        Count += other.Count;
        _total += other._total;
        _squares += other._squares;
        for (var i = 0; i < ByFactor.Length; i++) ByFactor[i] += other.ByFactor[i];
    }

    public static PointSums Sum(IEnumerable<PointSums> parts, int factors)
    {
        var sum = new PointSums(factors);
        foreach (var part in parts) sum.Add(part);
        return sum;
    }
}
