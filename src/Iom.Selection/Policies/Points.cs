using System.Globalization;

namespace Iom.Selection.Policies;

/// <summary>A whole, non-negative number of points of a matrix.</summary>
/// <remarks>Unit: points. The default value is <see cref="Zero"/>, so <c>default(Points)</c> is safe to add.</remarks>
public readonly record struct Points : IComparable<Points>
{
    /// <summary>Makes a number of points.</summary>
    /// <param name="value">How many, 0 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="value"/> is negative.</exception>
    public Points(int value)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(value);
        Value = value;
    }

    /// <summary>No points.</summary>
    public static Points Zero => default;

    /// <summary>How many points, 0 or more.</summary>
    public int Value { get; }

    /// <summary>Adds points exactly.</summary>
    /// <exception cref="OverflowException">The sum is above <see cref="int.MaxValue"/>.</exception>
    public static Points operator +(Points left, Points right) => new(checked(left.Value + right.Value));

    /// <inheritdoc cref="operator +(Points, Points)"/>
    public static Points Add(Points left, Points right) => left + right;

    /// <summary>Whether <paramref name="left"/> is fewer.</summary>
    public static bool operator <(Points left, Points right) => left.Value < right.Value;

    /// <summary>Whether <paramref name="left"/> is more.</summary>
    public static bool operator >(Points left, Points right) => left.Value > right.Value;

    /// <summary>Whether <paramref name="left"/> is not more.</summary>
    public static bool operator <=(Points left, Points right) => left.Value <= right.Value;

    /// <summary>Whether <paramref name="left"/> is not fewer.</summary>
    public static bool operator >=(Points left, Points right) => left.Value >= right.Value;

    /// <summary>Orders by number.</summary>
    /// <param name="other">The points to compare with.</param>
    /// <returns>Negative, zero or positive.</returns>
    public int CompareTo(Points other) => Value.CompareTo(other.Value);

    /// <summary>The number, invariant.</summary>
    /// <returns>Digits only.</returns>
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}
