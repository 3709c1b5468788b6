using System.Collections.Immutable;

namespace Iom.Selection.Evaluation;

/// <summary>What happened to the people managed, and what would have happened anyway.</summary>
/// <param name="Figures">Every figure, by section.</param>
/// <param name="Notes">What could mislead, in sentences.</param>
public sealed record SchemeResult(ImmutableArray<EvaluationFigure> Figures, ImmutableArray<string> Notes);
