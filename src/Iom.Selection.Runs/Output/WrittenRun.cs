using Iom.Selection.Extracts.Account;

namespace Iom.Selection.Runs.Output;

/// <summary>What has been written.</summary>
/// <param name="Manifest">The manifest, <c>run.json</c>.</param>
/// <param name="Notes">What whoever reads it should know of the place, in sentences: what an interrupted run had left there, what could not be deleted, and who could read it.</param>
public sealed record WrittenRun(HashedFile Manifest, IReadOnlyList<string> Notes);
