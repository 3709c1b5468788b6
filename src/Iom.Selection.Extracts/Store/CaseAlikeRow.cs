namespace Iom.Selection.Extracts.Store;

/// <summary>A row of an offence whose id may be another's of the same person but for case.</summary>
/// <param name="Name">The row.</param>
/// <param name="Code">The number of its code.</param>
/// <param name="Day">Its offence date, as a day number.</param>
internal readonly record struct CaseAlikeRow(RecordName Name, int Code, int Day);
