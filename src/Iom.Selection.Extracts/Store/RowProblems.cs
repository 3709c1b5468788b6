using System.Collections;
using Iom.Selection.Extracts.Problems;

namespace Iom.Selection.Extracts.Store;

/// <summary>Problems in order, each made when it is looked at.</summary>
internal sealed class RowProblems(PackedProblem[] packed, FolderFiles folder, People people) : IReadOnlyList<RowProblem>
{
    /// <inheritdoc/>
    public int Count => packed.Length;

    /// <inheritdoc/>
    public RowProblem this[int index] => Unpack(packed[index]);

    /// <inheritdoc/>
    public IEnumerator<RowProblem> GetEnumerator()
    {
        foreach (var one in packed) yield return Unpack(one);
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private RowProblem Unpack(PackedProblem problem) =>
        problem.Unpack(folder.NamesOf(problem.Contract)[problem.File], problem.Person == PackedProblem.Nobody ? null : people.IdOf(problem.Person));
}
