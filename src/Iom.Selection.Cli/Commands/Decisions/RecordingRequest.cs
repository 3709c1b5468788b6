namespace Iom.Selection.Cli.Commands.Decisions;

/// <summary>Which decisions to record, and what to check them against.</summary>
internal sealed record RecordingRequest(string Log, string From, string? Policy, string? Run, string Dates, DateOnly On);
