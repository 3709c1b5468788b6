namespace Iom.Selection.Extracts.Contract;

/// <summary>How columns of an agency's file make one of the contract.</summary>
internal enum ColumnSourceKind
{
    /// <summary>It is one of them.</summary>
    One,

    /// <summary>Their cells joined by a slash; empty where one of them is.</summary>
    Joined,

    /// <summary>The first cell of theirs that is not empty.</summary>
    FirstOf,

    /// <summary>The map does not say yet.</summary>
    Open,
}
