namespace Iom.Selection.Learning.Matrices;

/// <summary>People at one or more dates, as learning sees them.</summary>
/// <param name="Levels">By measure, then by row: the level.</param>
/// <param name="Totals">By row: the total of the partnership's own matrix.</param>
/// <param name="Outcomes">By row: whether the outcome followed.</param>
/// <param name="People">By row: a number that stands for the person, so that rows of one person are known as such.</param>
/// <param name="Folds">By row: the person's fold, from 0.</param>
public sealed record MatrixRows(IReadOnlyList<byte[]> Levels, IReadOnlyList<int> Totals, IReadOnlyList<bool> Outcomes, IReadOnlyList<int> People, IReadOnlyList<int> Folds)
{
    /// <summary>How many rows there are.</summary>
    public int Count => Outcomes.Count;

    /// <summary>How many have the outcome.</summary>
    public int OutcomeCount => Outcomes.Count(each => each);

    /// <summary>How many different people there are.</summary>
    public int PeopleCount => People.Distinct().Count();

    /// <summary>Some of the rows.</summary>
    /// <param name="keep">Which, by their index.</param>
    /// <returns>Those, in the same order.</returns>
    public MatrixRows Where(Func<int, bool> keep)
    {
        int[] rows = [.. Enumerable.Range(0, Count).Where(keep)];
        return new MatrixRows(
            [.. Levels.Select(column => Array.ConvertAll(rows, row => column[row]))], Array.ConvertAll(rows, row => Totals[row]),
            Array.ConvertAll(rows, row => Outcomes[row]), Array.ConvertAll(rows, row => People[row]), Array.ConvertAll(rows, row => Folds[row]));
    }
}
