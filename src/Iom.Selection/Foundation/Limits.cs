namespace Iom.Selection.Foundation;

/// <summary>Bounds that keep sums exact, and what somebody else supplies from taking time or memory without end. All of them: docs/limits.md.</summary>
internal static class Limits
{
    /// <summary>The largest severity, risk score or band end: a decimal holds the sum of ten million million of them.</summary>
    public const decimal LargestNumber = 999_999_999_999_999m;

    /// <summary>How many entries a list may have, and how many keys an object: factors, bands of one, rules, cohorts and codes among them.</summary>
    public const int MaxItems = 1000;

    /// <summary>How much of a key is shown, in characters.</summary>
    public const int MaxKeyShown = 100;

    /// <summary>How many problems of a file are listed.</summary>
    public const int MaxProblems = 200;

    /// <summary>How large a policy file may be, in bytes; and a map, texts, signatures or a model.</summary>
    public const int MaxPolicyBytes = 4 * 1024 * 1024;

    /// <summary>How large the manifest of a run may be, in bytes.</summary>
    public const int MaxManifestBytes = 16 * 1024 * 1024;

    /// <summary>How large a list that people filled in may be, in bytes.</summary>
    public const int MaxListBytes = 64 * 1024 * 1024;

    /// <summary>How many pairs of factors that count the same records are named, one by one.</summary>
    public const int MaxPairsNamed = 50;
}
