using Iom.Selection.Measures;
using Iom.Selection.Policies;

namespace Iom.Selection.Scoring;

/// <summary>What one factor says of a person, without an object: <see cref="Contribution"/> for those of whom no more is kept.</summary>
/// <remarks>The default value is that of a factor outside its dates: not applicable, no points.</remarks>
internal readonly record struct FactorPoints(Measured Reading, Points Least, Points Most);
