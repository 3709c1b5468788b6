namespace Iom.Selection.Offences;

/// <summary>What a catalogue says about one code.</summary>
/// <param name="Code">Home Office class (<c>028</c>), class and subclass (<c>02803</c>), or a code of the partnership's own.</param>
/// <param name="Title">What the offence is called.</param>
/// <param name="Group">The group a policy names it by.</param>
public sealed record CatalogueEntry(string Code, string Title, string Group)
{
    /// <summary>Whether it is neighbourhood crime.</summary>
    public bool Neighbourhood { get; init; }

    /// <summary>Whether it is acquisitive crime.</summary>
    public bool Acquisitive { get; init; }

    /// <summary>How grave it is, 0 or more; null where not known. In the built-in catalogue: years of the statutory maximum sentence.</summary>
    public decimal? Severity { get; init; }

    /// <summary>The first day on which it is a trigger offence for drug testing; null = never.</summary>
    public DateOnly? TriggerFrom { get; init; }

    /// <summary>The last day on which it is one; null = still.</summary>
    public DateOnly? TriggerTo { get; init; }

    /// <summary>Whether an offence of that date is in the statutory drug-testing list.</summary>
    /// <param name="offenceDate">The day of the offence.</param>
    /// <returns>True between the two dates, both included.</returns>
    public bool IsTriggerOn(DateOnly offenceDate) => TriggerFrom <= offenceDate && !(TriggerTo < offenceDate);
}
