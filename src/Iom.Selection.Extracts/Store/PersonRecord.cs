using Iom.Selection.Extracts.Problems;
using Iom.Selection.Records;

namespace Iom.Selection.Extracts.Store;

/// <summary>A record, whose it is and where its row stands.</summary>
/// <param name="Person">The number of the person.</param>
/// <param name="Record">The record.</param>
/// <param name="Place">The row.</param>
internal readonly record struct PersonRecord<T>(int Person, T Record, RowLocation Place) where T : CaseRecord;
