namespace Iom.Selection.Fairness;

/// <summary>What a panel decided of a person.</summary>
/// <param name="OffenderId">Of whom.</param>
/// <param name="Kind">What.</param>
/// <param name="On">On which day.</param>
public sealed record PanelAction(OffenderId OffenderId, PanelActionKind Kind, DateOnly On);
