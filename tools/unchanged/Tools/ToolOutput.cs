namespace Iom.Selection.Unchanged.Tools;

/// <summary>What a run of a tool left but for files.</summary>
internal sealed record ToolOutput(int ExitCode, byte[] Out, byte[] Error);
