namespace Iom.Selection.Extracts.Problems;

/// <summary>What is wrong with a row or a cell. A closed list; its words stand in <c>refused.csv</c>.</summary>
public enum ProblemKind
{
    /// <summary>A required cell is empty, or holds only blanks.</summary>
    Empty,

    /// <summary>Not a date of the form yyyy-MM-dd.</summary>
    NotADate,

    /// <summary>Not a number of 0 or more, written with digits and at most one point.</summary>
    NotANumber,

    /// <summary>Not a word of the column's list.</summary>
    NotInList,

    /// <summary>The person is not in <c>offenders.csv</c>.</summary>
    UnknownOffender,

    /// <summary>The id of another system stands for two people.</summary>
    AmbiguousId,

    /// <summary>What stands for the person is a word for nobody: <c>unknown</c>, <c>n/a</c>, a total.</summary>
    PlaceholderId,

    /// <summary>A required date is one that systems write where there is none: 1900-01-01, 9999-12-31.</summary>
    SentinelDate,

    /// <summary>The row is the header once more.</summary>
    RepeatedHeader,

    /// <summary>The row has fewer cells than the header.</summary>
    TooFewFields,

    /// <summary>The row has more cells than the header.</summary>
    TooManyFields,

    /// <summary>The bytes are not UTF-8.</summary>
    NotUtf8,

    /// <summary>The cell holds a control character other than a tab or a line break; or an id or a code holds a blank other than the plain space.</summary>
    ControlCharacter,

    /// <summary>A quote was opened and not closed where it could be; the line is left out and reading goes on with the next.</summary>
    QuoteNotClosed,

    /// <summary>A cell is longer than 64 KiB, or a row than 16 MiB.</summary>
    TooLong,

    /// <summary>A spreadsheet has changed the value: a number for a date, <c>1.23E+11</c> for an id, a code that lost its zeros.</summary>
    SpreadsheetDamage,
}
