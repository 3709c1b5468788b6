using System.Collections.Immutable;
using Iom.Selection.Offences;
using Iom.Selection.Records;

namespace Iom.Selection.Measures;

/// <summary>Which offences a measure looks at. Everything given must hold; an empty list is no restriction.</summary>
/// <remarks>An offence of which the thing asked is not known does not pass, and is counted as left out.</remarks>
public sealed record OffenceFilter
{
    /// <summary>The standing outcomes that count.</summary>
    public ImmutableArray<OffenceOutcome> Outcomes { get; init; } = [.. OffenceOutcomes.Proven];

    /// <summary>Groups of the catalogue. Breaches pass only where this or <see cref="Codes"/> names them.</summary>
    public ImmutableArray<string> Groups { get; init; } = [];

    /// <summary>Codes, or classes that cover their codes; in their one spelling.</summary>
    public ImmutableArray<string> Codes { get; init; } = [];

    /// <summary>Codes, or classes, that don't count; in their one spelling.</summary>
    public ImmutableArray<string> ExceptCodes { get; init; } = [];

    /// <summary>Only neighbourhood crime.</summary>
    public bool Neighbourhood { get; init; }

    /// <summary>Only acquisitive crime.</summary>
    public bool Acquisitive { get; init; }

    /// <summary>Only trigger offences, by the statutory list of the offence's date.</summary>
    public bool Trigger { get; init; }

    /// <summary>Only offences detected by one of these.</summary>
    public ImmutableArray<DetectedBy> DetectedBy { get; init; } = [];

    /// <summary>The length of the window that ends on the as-of date, in months, 1 to 1200; null = ever.</summary>
    public int? Months { get; init; }

    /// <summary>Whether days in custody are left out of the window's length, or of the days since an offence.</summary>
    public bool AtLiberty { get; init; }

    /// <summary>The kinds of custody whose days are left out; empty for all, those of no known kind too. Not looked at unless <see cref="AtLiberty"/>.</summary>
    public ImmutableArray<CustodyKind> CustodyKinds { get; init; } = [];

    /// <summary>Whether offences marked as committed as a youth are left out, and those about which reports disagree in this.</summary>
    public bool ExceptAsYouth { get; init; }

    /// <summary>Whether the window looks at the outcome date; an offence without one then does not pass.</summary>
    public bool ByOutcomeDate { get; init; }
}
