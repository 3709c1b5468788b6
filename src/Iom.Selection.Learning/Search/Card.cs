namespace Iom.Selection.Learning.Search;

/// <summary>Points for every step, and how well they fit. Never changed.</summary>
internal sealed class Card
{
    private readonly int _hash;

    public Card(sbyte[] points, double loss, double slope, double intercept)
    {
        (Points, Loss, Slope, Intercept) = (points, loss, slope, intercept);
        var hash = default(HashCode);
        hash.AddBytes(System.Runtime.InteropServices.MemoryMarshal.AsBytes(points.AsSpan()));
        _hash = hash.ToHashCode();
        foreach (var each in points) StepCount += each == 0 ? 0 : 1;
    }

    public sbyte[] Points { get; }

    public double Loss { get; }

    public double Slope { get; }

    public double Intercept { get; }

    /// <summary>How many steps give points.</summary>
    public int StepCount { get; }

    /// <summary>Better cards first; of equal loss the one with fewer steps, then by points, so that the order is the same on any thread.</summary>
    public static int Compare(Card one, Card other)
    {
        if (one.Loss != other.Loss) return one.Loss.CompareTo(other.Loss);
        if (one.StepCount != other.StepCount) return one.StepCount.CompareTo(other.StepCount);
        return one.Points.AsSpan().SequenceCompareTo(other.Points);
    }

    /// <summary>Cards are the same if their points are.</summary>
    public static IEqualityComparer<Card> SamePoints { get; } =
        EqualityComparer<Card>.Create((one, other) => one!._hash == other!._hash && one.Points.AsSpan().SequenceEqual(other.Points), card => card._hash);
}
