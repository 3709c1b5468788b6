namespace Iom.Selection.Runs.Decisions;

/// <summary>How far a log of decisions is known to be whole.</summary>
/// <param name="Count">How many entries it has.</param>
/// <param name="Length">How many bytes.</param>
/// <param name="LastStart">Where the last entry begins.</param>
/// <param name="Hash">The hash of the last entry.</param>
/// <param name="Pending">How long it will be when the recording under way is done; 0 where none is.</param>
/// <param name="Stamp">By what it shows that somebody else wrote to it.</param>
/// <param name="TableKey">The key of the table of persons and days.</param>
/// <param name="Slots">How many slots the table has, a power of two.</param>
/// <param name="Taken">How many of them are taken.</param>
internal sealed record LogHead(long Count, long Length, long LastStart, string Hash, long Pending, LogStamp Stamp, byte[] TableKey, long Slots, long Taken);
