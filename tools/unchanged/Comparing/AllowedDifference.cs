using System.Text.RegularExpressions;

namespace Iom.Selection.Unchanged.Comparing;

/// <summary>A text that the new version writes in another way, and why.</summary>
/// <param name="Where">A file by name or path, with <c>*</c>; or <c>stdout</c> or <c>stderr</c>, if need be with the command: <c>stdout policy show</c>.</param>
/// <param name="Old">What the old version writes; between two slashes a regular expression, where words change their order or number.</param>
/// <param name="New">What the new one writes in its place.</param>
/// <param name="Why">The reason, for who reads the table.</param>
internal sealed record AllowedDifference(string Where, string Old, string New, string Why)
{
    /// <summary>The regular expression that <see cref="Old"/> is between two slashes; null where it is plain text. Without going back, as lines may have a hundred thousand characters.</summary>
    public Regex? Pattern { get; } = Old is ['/', .. var pattern, '/'] ? new Regex(pattern, RegexOptions.Multiline | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking) : null;
}
