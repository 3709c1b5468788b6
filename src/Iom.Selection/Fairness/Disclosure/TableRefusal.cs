namespace Iom.Selection.Fairness.Disclosure;

/// <summary>Why a table is not published.</summary>
public enum TableRefusal
{
    /// <summary>Fewer people came or went since an earlier release than the smallest cell has: not where, nor how many.</summary>
    TooLittleChanged,

    /// <summary>Somebody who knows the rules could tell a small cell to a few numbers, however groups are joined.</summary>
    TooLittleUnknown,

    /// <summary>It was published otherwise before: another step, or the characteristic in another table.</summary>
    PublishedOtherwise,

    /// <summary>Labels were seen that no group of the earlier releases holds.</summary>
    NewLabels,

    /// <summary>Its groups are parts of the groups of another table, or the other way round: two bandings of one characteristic.</summary>
    SameCharacteristic,

    /// <summary>The characteristic is not in the file.</summary>
    NoColumn,

    /// <summary>The step is known from the panel's decisions alone, and these were not given.</summary>
    NoDecisions,
}
