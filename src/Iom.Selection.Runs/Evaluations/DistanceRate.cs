namespace Iom.Selection.Runs.Evaluations;

/// <summary>How often the people who were so many points from the line offended in the 12 months after.</summary>
/// <param name="Distance">Points above the entry line; negative below it.</param>
/// <param name="People">How many people with days at liberty, over all runs.</param>
/// <param name="PerYear">Their proven offences per year at liberty.</param>
public sealed record DistanceRate(int Distance, int People, double PerYear);
