using Iom.Selection.Extracts.Account;

namespace Iom.Selection.Runs.Output;

/// <summary>What has been written.</summary>
/// <param name="Manifest">The manifest, <c>run.json</c>.</param>
/// <param name="LeftOver">A folder that was replaced and could not be deleted, so that somebody must; null where nothing is left.</param>
public sealed record WrittenRun(HashedFile Manifest, string? LeftOver);
