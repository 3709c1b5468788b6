using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Iom.Selection.Extracts.Store;

/// <summary>A number for each field of a person.</summary>
[InlineArray(10)]
internal struct FieldNumbers : IEquatable<FieldNumbers>
{
    private int _first;

    public readonly bool Equals(FieldNumbers other) => ((ReadOnlySpan<int>)this).SequenceEqual(other);

    public override readonly bool Equals(object? obj) => obj is FieldNumbers other && Equals(other);

    public override readonly int GetHashCode()
    {
        var hash = new HashCode();
        hash.AddBytes(MemoryMarshal.AsBytes((ReadOnlySpan<int>)this));
        return hash.ToHashCode();
    }
}
