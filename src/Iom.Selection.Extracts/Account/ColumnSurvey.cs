namespace Iom.Selection.Extracts.Account;

/// <summary>What stands in the cells of one column of one file that are not understood.</summary>
/// <remarks>Of a word the first 100 characters are there. Of more than 50,000 different words, or forms, the ordinally smallest are there, each counted to the last cell.</remarks>
/// <param name="FileName">The contract's name of the file.</param>
/// <param name="SourceName">The file's own name.</param>
/// <param name="Column">The column.</param>
/// <param name="Forms">The forms of the cells, a letter as <c>a</c> or <c>A</c> and a digit as <c>9</c>, each with its number of cells, the most frequent first: they show no value.</param>
/// <param name="Words">The cells as they stand, each with its number, the most frequent first. Values of an extract: for the terminal of whoever asked, and for no file or log.</param>
/// <param name="Allowed">The words that the column takes; empty where it takes no list.</param>
public sealed record ColumnSurvey(
    string FileName, string SourceName, string Column, IReadOnlyList<CountedText> Forms, IReadOnlyList<CountedText> Words, IReadOnlyList<string> Allowed)
{
    /// <summary>Whether all words are there; false where there are too many different ones, and the most frequent may not be among those that are.</summary>
    public bool IsComplete { get; init; } = true;

    /// <summary>Does not repeat the words, so that none gets into a log by chance.</summary>
    /// <returns>The name of the type.</returns>
    public override string ToString() => nameof(ColumnSurvey);
}
