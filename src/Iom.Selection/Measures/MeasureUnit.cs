namespace Iom.Selection.Measures;

/// <summary>What the values of a measure are.</summary>
public enum MeasureUnit
{
    /// <summary>How many there are: whole numbers from 0.</summary>
    Count,

    /// <summary>Days up to the as-of date, from 0: one more every day that counts.</summary>
    Days,

    /// <summary>How grave something is, by a scale: from 0.</summary>
    Severity,

    /// <summary>A level, 1 to 3.</summary>
    Level,

    /// <summary>What an instrument gives: from 0.</summary>
    Score,
}
