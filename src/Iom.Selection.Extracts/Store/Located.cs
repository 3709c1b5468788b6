using Iom.Selection.Records;

namespace Iom.Selection.Extracts.Store;

/// <summary>A record and the number of its row, by which rows of a kind are in the order in which they were read.</summary>
internal readonly record struct Located<T>(T Record, int Row) where T : CaseRecord;
