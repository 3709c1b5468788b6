namespace Iom.Selection.Records;

/// <summary>The result of a risk assessment instrument.</summary>
/// <param name="Instrument">Name and version: <c>OGRS3-2yr</c>.</param>
/// <param name="AssessedOn">The day of the assessment.</param>
/// <param name="Value">The result, 0 or more, in the instrument's own unit.</param>
public sealed record RiskScore(string Instrument, DateOnly AssessedOn, decimal Value) : CaseRecord
{
    /// <inheritdoc/>
    public override DateOnly? RecordDate => AssessedOn;
}
