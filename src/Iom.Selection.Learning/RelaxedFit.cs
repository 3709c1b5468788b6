namespace Iom.Selection.Learning;

/// <summary>How well any choice of points over the same steps could fit.</summary>
/// <param name="Value">The loss of the best fit with points of any real size.</param>
/// <param name="LowerBound">What no choice of points can go below: a sum of entropies, which holds by duality whether or not the fit is quite the best.</param>
/// <param name="Weights">By measure, then by step: the log-odds of the fit.</param>
/// <param name="Intercept">Its intercept.</param>
public sealed record RelaxedFit(double Value, double LowerBound, IReadOnlyList<IReadOnlyList<double>> Weights, double Intercept);
