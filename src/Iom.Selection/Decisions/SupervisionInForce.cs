namespace Iom.Selection.Decisions;

/// <summary>An order or licence in force.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="To">Its last day; null where that is not set.</param>
public sealed record SupervisionInForce(string Kind, DateOnly? To);
