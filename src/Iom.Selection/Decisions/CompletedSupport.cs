namespace Iom.Selection.Decisions;

/// <summary>Support that somebody completed.</summary>
/// <param name="Pathway">The pathway.</param>
/// <param name="On">The day it ended; null where that is not known.</param>
public sealed record CompletedSupport(string Pathway, DateOnly? On);
