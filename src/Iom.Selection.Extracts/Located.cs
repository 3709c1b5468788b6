using Iom.Selection.Offenders;

namespace Iom.Selection.Extracts;

/// <summary>A record and the row it was read from.</summary>
/// <param name="Record">The record.</param>
/// <param name="Place">The row.</param>
/// <param name="Order">The place of the row among all rows of its kind, over all files.</param>
internal readonly record struct Located<T>(T Record, RowPlace Place, long Order) where T : CaseRecord;
