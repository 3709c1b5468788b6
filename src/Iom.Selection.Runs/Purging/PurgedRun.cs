using System.Collections.Immutable;

namespace Iom.Selection.Runs.Purging;

/// <summary>A run of which all but the manifest went.</summary>
/// <param name="AsOf">Its date.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="ManifestSha256">The hash of its manifest, which stays.</param>
/// <param name="FilesGone">The names of the files that went.</param>
/// <param name="FilesLeft">How many files besides the manifest were seen afterwards: none.</param>
public sealed record PurgedRun(DateOnly AsOf, string Kind, string ManifestSha256, ImmutableArray<string> FilesGone, int FilesLeft);
