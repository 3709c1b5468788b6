
namespace Iom.Selection.Extracts.Store;

/// <summary>A row that has others of its person, class and day.</summary>
/// <param name="Code">The number of a code of the class, the same for all of the class.</param>
/// <param name="Day">The day number.</param>
/// <param name="Source">The system that the row names.</param>
/// <param name="Name">The row.</param>
internal readonly record struct AlikeRow(int Code, int Day, string Source, RecordName Name);
