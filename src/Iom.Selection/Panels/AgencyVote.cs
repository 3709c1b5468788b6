using Iom.Selection.Records;

namespace Iom.Selection.Panels;

/// <summary>What one agency of the panel said at one meeting: its one voice.</summary>
/// <param name="Agency">The agency's id.</param>
/// <param name="Stance">Its view.</param>
/// <param name="Reason">Why, in its words; null where it gave none.</param>
/// <param name="IsDissent">Whether it spoke against what came out.</param>
public sealed record AgencyVote(string Agency, PanelStance Stance, string? Reason, bool IsDissent);
