namespace Iom.Selection.Sql.Tables;

/// <summary>What a column holds.</summary>
internal enum ColumnKind
{
    /// <summary>Text, as it is.</summary>
    Text,

    /// <summary>A word of a list, lower case.</summary>
    Word,

    /// <summary>A date.</summary>
    Date,

    /// <summary>A number of 0 or more, DECIMAL(38, 10).</summary>
    Number,

    /// <summary>A whole number of 0 or more.</summary>
    Count,
}
