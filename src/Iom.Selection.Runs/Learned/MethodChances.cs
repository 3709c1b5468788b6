namespace Iom.Selection.Runs.Learned;

/// <summary>The chances that a method gives.</summary>
/// <param name="Method">The method.</param>
/// <param name="Chances">By row tested on.</param>
public sealed record MethodChances(string Method, double[] Chances);
