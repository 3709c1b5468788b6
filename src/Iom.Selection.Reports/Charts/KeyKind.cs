namespace Iom.Selection.Reports.Charts;

/// <summary>What an entry of a key shows.</summary>
internal enum KeyKind
{
    /// <summary>An area: a bar.</summary>
    Area,

    /// <summary>A line.</summary>
    Line,

    /// <summary>A mark.</summary>
    Mark,
}
