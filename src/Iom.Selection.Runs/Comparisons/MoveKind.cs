
namespace Iom.Selection.Runs.Comparisons;

/// <summary>How somebody moved between two runs.</summary>
public enum MoveKind
{
    /// <summary>In the later run alone.</summary>
    New,

    /// <summary>In the earlier run alone.</summary>
    Gone,

    /// <summary>Recommended differently.</summary>
    Recommended,

    /// <summary>Recommended alike, with other points.</summary>
    Points,
}
