namespace Iom.Selection.Records;

/// <summary>The id by which another system knows the person.</summary>
/// <param name="System">The system.</param>
/// <param name="ExternalId">The person's id there.</param>
public sealed record ExternalIdentity(string System, string ExternalId) : CaseRecord;
