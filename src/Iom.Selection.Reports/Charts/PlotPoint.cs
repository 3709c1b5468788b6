namespace Iom.Selection.Reports.Charts;

/// <summary>A point of a plot.</summary>
/// <param name="X">To the right.</param>
/// <param name="Y">Up.</param>
/// <param name="Low">The lower end of its interval; null for none.</param>
/// <param name="High">The upper end.</param>
internal readonly record struct PlotPoint(double X, double Y, double? Low = null, double? High = null);
