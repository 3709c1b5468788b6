namespace Iom.Selection.Foundation;

/// <summary>Bounds that keep sums exact, and what somebody else supplies from taking time or memory without end.</summary>
internal static class Limits
{
    /// <summary>The largest severity, risk score or band end: a decimal holds the sum of ten million million of them.</summary>
    public const decimal LargestNumber = 999_999_999_999_999m;

    /// <summary>How many factors, bands of one, rules or cohorts a policy may have.</summary>
    public const int MaxItems = 1000;

    /// <summary>How many problems of a file are listed.</summary>
    public const int MaxProblems = 200;

    /// <summary>How large a policy file may be, in bytes.</summary>
    public const int MaxPolicyBytes = 4 * 1024 * 1024;

    /// <summary>How many pairs of factors that count the same records are named, one by one.</summary>
    public const int MaxPairsNamed = 50;
}
