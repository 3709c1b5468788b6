using System.Collections.Immutable;

namespace Iom.Selection.Evaluation;

/// <summary>The methods that need no policy, to hold one against.</summary>
public static class BaselineMethods
{
    /// <summary>After how many days an offence counts half in <see cref="Decayed"/>.</summary>
    public const int HalfLifeDays = 730;

    /// <summary>Everybody is tied: a fair draw.</summary>
    public const string Random = "random";

    /// <summary>By how many proven offences are known of.</summary>
    public const string OffencesEver = "offences-ever";

    /// <summary>By those of the last 12 months.</summary>
    public const string Offences12Months = "offences-12m";

    /// <summary>By those of the last 24 months.</summary>
    public const string Offences24Months = "offences-24m";

    /// <summary>By all of them, each counting half after <see cref="HalfLifeDays"/>: the sum of 2^(-days/730).</summary>
    public const string Decayed = "decayed";

    /// <summary>By what followed: what no method can know, and none can pass.</summary>
    public const string Oracle = "oracle";

    /// <summary>All of them, in the order of result files.</summary>
    public static ImmutableArray<string> All { get; } = [Random, OffencesEver, Offences12Months, Offences24Months, Decayed, Oracle];
}
