namespace Iom.Selection.Learning.Search;

/// <summary>Other points for one step.</summary>
/// <param name="Step">The step.</param>
/// <param name="Value">The points it is to have.</param>
/// <param name="Loss">What it adds to the loss, with slope and intercept as they are.</param>
internal readonly record struct Change(int Step, int Value, double Loss);
