using Iom.Selection.Records;

namespace Iom.Selection.Extracts.Store;

/// <summary>A record, whose it is and where its row stands.</summary>
/// <param name="Person">The number of the person.</param>
/// <param name="Record">The record.</param>
/// <param name="File">The index of the file among those of its kind.</param>
/// <param name="Line">The line on which the row begins.</param>
internal readonly record struct PersonRecord<T>(int Person, T Record, int File, int Line) where T : CaseRecord;
