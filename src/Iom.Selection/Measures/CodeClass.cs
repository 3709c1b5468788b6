using Iom.Selection.Offences;

namespace Iom.Selection.Measures;

/// <summary>All that a matrix needs to know of one offence code, worked out once for all offences that carry it.</summary>
internal sealed class CodeClass(string code, CatalogueEntry? entry, IReadOnlyList<OffenceAccumulator> accumulators)
{
    // By OffenceAccumulator.Slot.
    private readonly (Answer Passes, decimal? Severity)[] _bySlot =
        [.. accumulators.Select(accumulator => (accumulator.CodePasses(code, entry), accumulator.SeverityOf(entry)))];

    public string Code => code;

    /// <summary>The catalogue's row; null for an unclassified code.</summary>
    public CatalogueEntry? Entry => entry;

    /// <summary>Whether an offence with this code brings a person into scope, once it is proven.</summary>
    public bool BringsIntoScope { get; } = entry?.Group != OffenceCatalogue.BreachGroup;

    /// <summary>Whether the code passes what a measure asks of codes and groups.</summary>
    public Answer Passes(int slot) => _bySlot[slot].Passes;

    /// <summary>How grave the code is to a measure; null if not known.</summary>
    public decimal? Severity(int slot) => _bySlot[slot].Severity;
}
