using Iom.Selection.Offences;

namespace Iom.Selection.Records;

/// <summary>One agency's report of an offence. An offence may have several; see <see cref="Offence.Resolve"/>.</summary>
/// <param name="OffenceId">The offence's id, unique for the person, compared byte for byte.</param>
/// <param name="Code">Home Office class and subclass (<c>02803</c>, <c>028/03</c>), a class (<c>028</c>), or a catalogue's own code.</param>
/// <param name="Date">The day of the offence.</param>
/// <param name="Outcome">What has become of it.</param>
public sealed record OffenceReport(string OffenceId, string Code, DateOnly Date, OffenceOutcome Outcome) : CaseRecord
{
    /// <summary>The code in its one spelling, whichever way it was given.</summary>
    public string Code { get; init => field = OffenceCode.Normalise(value); } = OffenceCode.Normalise(Code);

    /// <summary>The day of the outcome, if known. Without one the outcome is taken to have happened.</summary>
    public DateOnly? OutcomeDate { get; init; }

    /// <summary>Who brought the offence to notice, if known.</summary>
    public DetectedBy? DetectedBy { get; init; }

    /// <summary>The system the report comes from. Not read by any measure.</summary>
    public string? Source { get; init; }

    /// <summary>Whether the person committed it before 18, if known. A policy may leave such offences out.</summary>
    public bool? AsYouth { get; init; }

    /// <summary>The day on which the report was recorded, if given. Of several reports only those recorded last count.</summary>
    public DateOnly? RecordedOn { get; init; }

    /// <inheritdoc/>
    public override string RecordId => OffenceId;

    /// <inheritdoc/>
    public override DateOnly? RecordDate => Date;

    internal override bool IsLaterThan(DateOnly asOf) => Date > asOf || RecordedOn > asOf;
}
