namespace Iom.Selection.Unchanged.Jobs;

/// <summary>A difference between the two tools.</summary>
internal sealed record Found(string Job, string Command, string Output, string What);
