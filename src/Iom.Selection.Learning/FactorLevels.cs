namespace Iom.Selection.Learning;

/// <summary>The levels of a factor, in words.</summary>
/// <param name="Id">The factor.</param>
/// <param name="Levels">What each level is, from 1.</param>
public sealed record FactorLevels(string Id, IReadOnlyList<string> Levels);
