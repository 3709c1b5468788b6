namespace Iom.Selection.Runs.Purging;

/// <summary>What a purge would take away, before anything goes.</summary>
/// <param name="RunsDue">How many runs it would take.</param>
/// <param name="RunsThere">How many runs hold files about people, those among them.</param>
public sealed record PurgePreview(int RunsDue, int RunsThere);
