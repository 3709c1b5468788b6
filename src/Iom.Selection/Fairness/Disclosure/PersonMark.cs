using System.Buffers.Binary;

namespace Iom.Selection.Fairness.Disclosure;

/// <summary>A person as the ledger of releases knows them: by a hash that says nothing without the key.</summary>
/// <param name="High">Its first 8 bytes.</param>
/// <param name="Low">Its last 8.</param>
public readonly record struct PersonMark(ulong High, ulong Low) : IComparable<PersonMark>
{
    /// <inheritdoc/>
    public int CompareTo(PersonMark other) => (High, Low).CompareTo((other.High, other.Low));

    /// <summary>Whether one comes before another.</summary>
    public static bool operator <(PersonMark a, PersonMark b) => a.CompareTo(b) < 0;

    /// <summary>Whether one comes after another.</summary>
    public static bool operator >(PersonMark a, PersonMark b) => a.CompareTo(b) > 0;

    /// <summary>Whether one does not come after another.</summary>
    public static bool operator <=(PersonMark a, PersonMark b) => a.CompareTo(b) <= 0;

    /// <summary>Whether one does not come before another.</summary>
    public static bool operator >=(PersonMark a, PersonMark b) => a.CompareTo(b) >= 0;

    /// <summary>Reads 16 bytes.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <returns>The person.</returns>
    public static PersonMark Read(ReadOnlySpan<byte> bytes) => new(BinaryPrimitives.ReadUInt64BigEndian(bytes), BinaryPrimitives.ReadUInt64BigEndian(bytes[sizeof(ulong)..]));

    /// <summary>Writes 16 bytes.</summary>
    /// <param name="bytes">Where.</param>
    public void Write(Span<byte> bytes)
    {
        BinaryPrimitives.WriteUInt64BigEndian(bytes, High);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[sizeof(ulong)..], Low);
    }
}
