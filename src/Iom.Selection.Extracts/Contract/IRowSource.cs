namespace Iom.Selection.Extracts.Contract;

/// <summary>Rows in order, however they are kept.</summary>
internal interface IRowSource
{
    /// <summary>Whether a cell is empty, or its column not there.</summary>
    bool IsEmpty(int row, int column);

    /// <summary>The text of a cell that is no date; null if it is empty.</summary>
    string? Text(int row, int column);

    /// <summary>The day number of a date.</summary>
    int Day(int row, int column);
}
