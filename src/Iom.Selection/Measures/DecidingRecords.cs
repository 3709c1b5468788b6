namespace Iom.Selection.Measures;

/// <summary>Which of the records that a measure looks at make its value; an explanation says of the others that they play no part.</summary>
internal enum DecidingRecords
{
    /// <summary>Every one.</summary>
    All,

    /// <summary>The gravest offence alone.</summary>
    Gravest,

    /// <summary>The latest offence alone.</summary>
    Latest,
}
