namespace Iom.Selection.Extracts.Contract;

/// <summary>How a cell is read.</summary>
internal enum CellKind
{
    /// <summary>Text, as it is.</summary>
    Text,

    /// <summary>An id: text that a spreadsheet may have turned into a number.</summary>
    Id,

    /// <summary>An offence code; its slash is taken out and a lost leading zero put back.</summary>
    Code,

    /// <summary>A date, yyyy-MM-dd.</summary>
    Date,

    /// <summary>A number of 0 or more.</summary>
    Number,

    /// <summary>A word of a list, without case.</summary>
    Word,
}
