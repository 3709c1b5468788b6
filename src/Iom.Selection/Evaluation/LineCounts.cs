namespace Iom.Selection.Evaluation;

/// <summary>How many people stand at a line and next to it.</summary>
/// <param name="Below">On the total before it.</param>
/// <param name="On">On it.</param>
/// <param name="Above">On the next.</param>
public readonly record struct LineCounts(int Below, int On, int Above);
