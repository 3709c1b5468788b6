using Iom.Selection.Extracts.Contract;
using Iom.Selection.Extracts.Problems;

namespace Iom.Selection.Extracts.Store;

/// <summary>Problems of cells and rows that a thread has found, handed over in lots so that they don't fill the memory. For one thread.</summary>
/// <param name="account">Takes them.</param>
internal sealed class ProblemList(LoadingAccount account)
{
    private const int InALot = 1 << 14;

    private readonly List<PackedProblem> _waiting = [];

    /// <summary>Adds a problem; those of one row one after the other.</summary>
    /// <param name="contract">The kind of file.</param>
    /// <param name="file">The index of the file among those of its kind.</param>
    /// <param name="line">The line on which the row begins.</param>
    /// <param name="column">The contract's column; -1 for the row as a whole.</param>
    /// <param name="kind">What is wrong.</param>
    /// <param name="person">The number of the person, or <see cref="PackedProblem.Nobody"/> where the row's own id is not usable.</param>
    public void Add(FileContract contract, int file, int line, int column, ProblemKind kind, int person = PackedProblem.Nobody)
    {
        var problem = PackedProblem.Pack(contract, file, line, column, kind, person);
        // A row is never in two lots: it counts once for its person.
        if (_waiting.Count >= InALot && problem.Row != _waiting[^1].Row) HandOver();
        _waiting.Add(problem);
    }

    /// <summary>Hands over what has not been yet.</summary>
    public void HandOver()
    {
        account.AddProblems(_waiting);
        _waiting.Clear();
    }
}
