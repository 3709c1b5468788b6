
namespace Iom.Selection.Policies;

/// <summary>When a change from <em>rehabilitate and resettle</em> toward <em>catch and convict</em> is recommended.</summary>
/// <remarks>
/// Of the latest contacts that count, not more than <see cref="OfLatest"/>, at least <see cref="Missed"/> were not kept: a contact kept pushes
/// an older one out, so that keeping one never makes it worse, and time alone only lets contacts fall out of the window.
/// </remarks>
/// <param name="Missed">How many contacts that count were not kept, at least; so many contacts there must be.</param>
/// <param name="OfLatest">Of how many of the latest; at least <paramref name="Missed"/>.</param>
/// <param name="Months">In how many months up to the date; when contacts have fallen out of them, the change falls away by itself.</param>
public sealed record ApproachRule(int Missed, int OfLatest, int Months);
