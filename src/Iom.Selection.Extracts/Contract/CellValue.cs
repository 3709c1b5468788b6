using Iom.Selection.Extracts.Problems;

namespace Iom.Selection.Extracts.Contract;

/// <summary>What a cell comes to: a number that stands for its value, or what is wrong with it.</summary>
internal readonly struct CellValue
{
    private readonly byte _problem; // and one; 0 = none

    /// <param name="number">A day number, the place of a word in its list, or a number given to a text; what an empty cell has says the column.</param>
    /// <param name="problem">What is wrong; null if nothing.</param>
    /// <param name="notes">What was done to it.</param>
    public CellValue(int number, ProblemKind? problem, CellNotes notes) =>
        (Number, _problem, Notes) = (number, problem is { } kind ? (byte)((int)kind + 1) : (byte)0, notes);

    /// <summary>Stands for the value.</summary>
    public int Number { get; }

    /// <summary>What was done to it.</summary>
    public CellNotes Notes { get; }

    /// <summary>Other than 0 where something is wrong, or was done.</summary>
    public int Marks => _problem | (byte)Notes;

    /// <summary>What is wrong; null if nothing.</summary>
    public ProblemKind? Problem => _problem == 0 ? null : (ProblemKind)(_problem - 1);
}
