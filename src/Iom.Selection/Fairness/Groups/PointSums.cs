namespace Iom.Selection.Fairness.Groups;

/// <summary>The points of some people, added: whole numbers, so that no order of adding matters.</summary>
internal sealed class PointSums(int factors)
{
    private long _total;
    private decimal _squares;
    private readonly long[] _squaresByFactor = new long[factors];

    public int Count { get; private set; }

    public long[] ByFactor { get; } = new long[factors];

    /// <summary>The sum of the totals with every missing reading at its most.</summary>
    public long MostTotal { get; private set; }

    public decimal Mean => (decimal)_total / Count;

    /// <summary>The variance of the totals; two people at least.</summary>
    public double Variance => (double)((_squares - ((decimal)_total * _total / Count)) / (Count - 1));

    /// <summary>The variance of a factor's points; two people at least.</summary>
    public double VarianceOf(int factor) => (double)((_squaresByFactor[factor] - ((decimal)ByFactor[factor] * ByFactor[factor] / Count)) / (Count - 1));

    public void Add(IReadOnlyList<int> points, int most)
    {
        Count++;
        var total = 0L;
        for (var i = 0; i < ByFactor.Length; i++)
        {
            ByFactor[i] += points[i];
            _squaresByFactor[i] += (long)points[i] * points[i];
            total += points[i];
        }
        _total += total;
        _squares += total * total;
        MostTotal += most;
    }

    public void Add(PointSums other)
    {
        Count += other.Count;
        _total += other._total;
        _squares += other._squares;
        MostTotal += other.MostTotal;
        for (var i = 0; i < ByFactor.Length; i++)
        {
            ByFactor[i] += other.ByFactor[i];
            _squaresByFactor[i] += other._squaresByFactor[i];
        }
    }

    public static PointSums Sum(IEnumerable<PointSums> parts, int factors)
    {
        var sum = new PointSums(factors);
        foreach (var part in parts) sum.Add(part);
        return sum;
    }
}
