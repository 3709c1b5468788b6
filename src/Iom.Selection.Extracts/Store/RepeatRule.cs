namespace Iom.Selection.Extracts.Store;

/// <summary>Which rows of one person and kind are one record, and which of them stands.</summary>
internal enum RepeatRule
{
    /// <summary>Rows equal in all columns are one, in the place of the first.</summary>
    Equal,

    /// <summary>Rows of one id are one: the row that says least against the person; of equal ones, the first.</summary>
    SameId,
}
