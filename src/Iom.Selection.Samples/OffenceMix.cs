using Iom.Selection.Offences;
using Iom.Selection.Records;

namespace Iom.Selection.Samples;

/// <summary>Which offences synthetic people commit, who detects them, and what comes of them.</summary>
/// <remarks>Invented round figures, of the order of what the field sees: theft from a shop before all, drugs found by the police alone.</remarks>
internal static class OffenceMix
{
    /// <summary>A code that no catalogue of ours knows.</summary>
    public const string UnknownCode = "19999";

    /// <summary>The groups of offences of which the police may write down more or less of the same behaviour.</summary>
    public static readonly string[] WatchedGroups = ["drugs", "public-order", "theft"];

    // Code, weight, and of a hundred how many the police and a store's own staff detect.
    private static readonly (string Code, int Weight, int PolicePercent, int StorePercent)[] Rows =
    [
        ("04600", 280, 12, 60), ("04500", 60, 10, 0), ("02803", 45, 8, 0), ("03000", 35, 8, 0), ("03401", 20, 8, 0), ("03900", 25, 30, 0),
        ("04400", 30, 15, 0), ("04801", 25, 15, 0), ("04900", 60, 25, 0), ("03300", 15, 90, 0), ("05400", 25, 85, 0), ("05340", 20, 2, 5),
        ("10500", 85, 5, 0), ("00806", 30, 5, 0), ("00826", 20, 85, 0), ("14900", 60, 8, 0), ("12512", 40, 65, 0), ("12509", 30, 60, 0),
        ("14100", 30, 95, 0), ("09261", 55, 97, 0), ("09251", 25, 97, 0), ("09254", 20, 97, 0), ("09270", 10, 97, 0), ("08300", 15, 80, 0),
        ("80701", 15, 90, 0), (UnknownCode, 6, 40, 0),
    ];

    private static readonly int[] Weights = [.. Rows.Select(row => row.Weight)];

    private static readonly bool[] Watched =
        [.. Rows.Select(row => WatchedGroups.AsSpan().Contains(OffenceCatalogue.BuiltIn.Find(row.Code)?.Group ?? ""))];

    private static readonly OffenceOutcome[] Outcomes =
    [
        OffenceOutcome.Convicted, OffenceOutcome.TakenIntoConsideration, OffenceOutcome.Cautioned, OffenceOutcome.OutOfCourt, OffenceOutcome.Charged,
        OffenceOutcome.UnderInvestigation, OffenceOutcome.Discontinued, OffenceOutcome.NoFurtherAction, OffenceOutcome.Acquitted,
    ];

    private static readonly int[] OutcomeWeights = [52, 5, 8, 8, 5, 4, 5, 10, 3];

    /// <summary>A kind of offence, by its place in the mix.</summary>
    public static int Kind(ref SplitMix64 chance) => chance.Weighted(Weights);

    public static string Code(int kind) => Rows[kind].Code;

    public static DetectedBy DetectedBy(int kind, ref SplitMix64 chance)
    {
        var drawn = chance.Below(100);
        var (_, _, police, store) = Rows[kind];
        return drawn < police ? Records.DetectedBy.Police : drawn < police + store ? Records.DetectedBy.Store : Records.DetectedBy.Public;
    }

    /// <summary>Whether offences of this kind are more often recorded where people are watched more closely.</summary>
    public static bool IsWatched(int kind) => Watched[kind];

    public static OffenceOutcome Outcome(ref SplitMix64 chance) => Outcomes[chance.Weighted(OutcomeWeights)];
}
