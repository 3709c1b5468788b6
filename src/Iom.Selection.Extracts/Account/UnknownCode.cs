namespace Iom.Selection.Extracts.Account;

/// <summary>A code that the catalogue does not know.</summary>
/// <param name="Code">The code, if it looks like one: it is shown to people.</param>
/// <param name="OffenceCount">How many offences have it.</param>
public sealed record UnknownCode(string Code, int OffenceCount);
