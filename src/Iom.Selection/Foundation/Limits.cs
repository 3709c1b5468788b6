namespace Iom.Selection.Foundation;

/// <summary>Bounds that keep sums exact.</summary>
internal static class Limits
{
    /// <summary>The largest severity, risk score or band end: a decimal holds the sum of ten million million of them.</summary>
    public const decimal LargestNumber = 999_999_999_999_999m;
}
