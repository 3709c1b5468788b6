namespace Iom.Selection.Reports.Workbooks;

/// <summary>A sheet of a workbook.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Header">The names of its columns.</param>
/// <param name="Widths">How wide each column is, in characters.</param>
/// <param name="Rows">Its rows: texts, or whole numbers.</param>
internal sealed record WorkbookSheet(string Name, IReadOnlyList<string> Header, IReadOnlyList<int> Widths, IEnumerable<IReadOnlyList<object?>> Rows)
{
    /// <summary>The columns of numbers, from 0: their heads stand to the right, as their cells do.</summary>
    public IReadOnlyList<int> Numbers { get; init; } = [];

    /// <summary>The columns that people fill in, from 0; everything else is locked.</summary>
    public IReadOnlyList<int> Unlocked { get; init; } = [];

    /// <summary>Of them the one that takes dates; null for none.</summary>
    public int? Dates { get; init; }

    /// <summary>The words that a column offers, by column.</summary>
    public IReadOnlyDictionary<int, IReadOnlyList<string>> Choices { get; init; } = new Dictionary<int, IReadOnlyList<string>>();
}
