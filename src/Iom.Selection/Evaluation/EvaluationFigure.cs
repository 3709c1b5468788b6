namespace Iom.Selection.Evaluation;

/// <summary>One figure of an evaluation: a row of <c>evaluation.csv</c>.</summary>
/// <param name="Section">The part of the report it stands in.</param>
/// <param name="Measure">What it is; unique with its group.</param>
/// <param name="Group">Of whom: <c>all</c>, or a kind and its value (<c>cohort:fixed</c>).</param>
/// <param name="Count">How many it rests on: people, spells, lots; the method says which.</param>
/// <param name="Value">The value; null where it is not defined.</param>
/// <param name="Low">Where it may lie, at 95 per cent; null where that is not known.</param>
/// <param name="High">The other end; infinite where nothing bounds it.</param>
/// <param name="Method">How it was worked out.</param>
public sealed record EvaluationFigure(EvaluationSection Section, string Measure, string Group, int Count, double? Value, double? Low, double? High, string Method)
{
    /// <summary>The group of everybody.</summary>
    public const string All = "all";
}
