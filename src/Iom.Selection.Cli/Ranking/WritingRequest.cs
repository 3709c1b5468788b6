namespace Iom.Selection.Cli.Ranking;

/// <summary>Where a run is written, and what is said of it.</summary>
internal sealed record WritingRequest(string Out, decimal MaxRefusedPercent, string? Log, bool Overwrite);
