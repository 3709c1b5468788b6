namespace Iom.Selection.Statistics;

/// <summary>On which scale the interval of a survival probability is symmetric.</summary>
internal enum SurvivalInterval
{
    /// <summary>The probability itself, cut at 0 and 1.</summary>
    Plain,

    /// <summary>Its logarithm, cut at 1.</summary>
    Log,

    /// <summary>The logarithm of its negative logarithm: never outside 0 and 1. Kalbfleisch and Prentice (2002), p. 18.</summary>
    LogLog,
}
