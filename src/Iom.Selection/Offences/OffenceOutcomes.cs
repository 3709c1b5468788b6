using Iom.Selection.Records;

namespace Iom.Selection.Offences;

/// <summary>What the outcomes of offences amount to.</summary>
public static class OffenceOutcomes
{
    internal const uint UndecidedBits =
        (1u << (int)OffenceOutcome.Charged) | (1u << (int)OffenceOutcome.UnderInvestigation) | (1u << (int)OffenceOutcome.Open);

    internal const uint DecidedBits = ((1u << ((int)OffenceOutcome.Open + 1)) - 1) & ~UndecidedBits;

    /// <summary>The outcomes that prove an offence: convicted, taken into consideration, cautioned.</summary>
    public static IReadOnlyList<OffenceOutcome> Proven { get; } =
        [OffenceOutcome.Convicted, OffenceOutcome.TakenIntoConsideration, OffenceOutcome.Cautioned];

    /// <summary>Whether an outcome proves the offence.</summary>
    /// <param name="outcome">The outcome.</param>
    /// <returns>True for convicted, taken into consideration and cautioned.</returns>
    public static bool IsProven(this OffenceOutcome outcome) =>
        outcome is OffenceOutcome.Convicted or OffenceOutcome.TakenIntoConsideration or OffenceOutcome.Cautioned;

    /// <summary>Whether an outcome ends the case, one way or another.</summary>
    /// <param name="outcome">The outcome.</param>
    /// <returns>False for open, charged and under investigation.</returns>
    public static bool IsDecided(this OffenceOutcome outcome) => (UndecidedBits & (1u << (int)outcome)) == 0;
}
