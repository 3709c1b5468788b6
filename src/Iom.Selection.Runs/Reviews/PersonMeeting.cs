using Iom.Selection.Panels;
using Iom.Selection.Records;

namespace Iom.Selection.Runs.Reviews;

/// <summary>What a meeting about somebody came to.</summary>
/// <param name="OffenderId">Whom it was about.</param>
/// <param name="Outcome">What it came to.</param>
public sealed record PersonMeeting(OffenderId OffenderId, PanelOutcome Outcome);
