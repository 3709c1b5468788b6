using Iom.Selection.Extracts.Contract;

namespace Iom.Selection.Extracts.Store;

/// <summary>A contradiction in somebody's records.</summary>
/// <param name="Person">The number of the person.</param>
/// <param name="Contract">The kind of file.</param>
/// <param name="RecordId">The record's id, as <c>conflicts.csv</c> has it.</param>
/// <param name="Column">The column.</param>
internal readonly record struct PersonConflict(int Person, FileContract Contract, string RecordId, string Column);
