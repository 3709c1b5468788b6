using System.Collections;
using Iom.Selection.Extracts.Problems;

namespace Iom.Selection.Extracts.Store;

/// <summary>Problems in order, each made when it is looked at.</summary>
internal sealed class RowProblems(ulong[] packed) : IReadOnlyList<RowProblem>
{
    /// <inheritdoc/>
    public int Count => packed.Length;

    /// <inheritdoc/>
    public RowProblem this[int index] => PackedProblem.Unpack(packed[index]);

    /// <summary>The index of the file of a problem among those of its kind.</summary>
    public int FileOf(int index) => PackedProblem.FileOf(packed[index]);

    /// <inheritdoc/>
    public IEnumerator<RowProblem> GetEnumerator()
    {
        foreach (var one in packed) yield return PackedProblem.Unpack(one);
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
