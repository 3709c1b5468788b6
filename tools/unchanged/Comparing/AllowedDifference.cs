namespace Iom.Selection.Unchanged.Comparing;

/// <summary>A text that the new version writes in another way, and why.</summary>
/// <param name="Where">A file by name or path, with <c>*</c>; or <c>stdout</c> or <c>stderr</c>, if need be with the command: <c>stdout policy show</c>.</param>
/// <param name="Old">What the old version writes.</param>
/// <param name="New">What the new one writes in its place.</param>
/// <param name="Why">The reason, for who reads the table.</param>
internal sealed record AllowedDifference(string Where, string Old, string New, string Why);
