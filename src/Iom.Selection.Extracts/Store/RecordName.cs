
namespace Iom.Selection.Extracts.Store;

/// <summary>Which offence a row is about, and where the row stands: enough to find its id again.</summary>
/// <param name="Person">Whose it is.</param>
/// <param name="File">The place of the file among those of its kind.</param>
/// <param name="Line">The line on which the row begins.</param>
/// <param name="First">The first 8 bytes of the id, or of its hash.</param>
/// <param name="Last">The other 8.</param>
/// <param name="Length">How many bytes the id has, or <see cref="OffenceRow.Hashed"/>.</param>
internal readonly record struct RecordName(int Person, int File, int Line, ulong First, ulong Last, int Length)
{
    public bool IsHashed => Length == OffenceRow.Hashed;
}
