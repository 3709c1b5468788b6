using Iom.Selection.Learning.Problem;

namespace Iom.Selection.Learning.Matrices;

/// <summary>What a matrix is learned from and compared with.</summary>
public sealed record MatrixLearningRequest
{
    /// <summary>The measures, with the points that each step may give.</summary>
    public required IReadOnlyList<LearningMeasure> Measures { get; init; }

    /// <summary>By measure, then by step: the points of the partnership's own matrix.</summary>
    public required IReadOnlyList<IReadOnlyList<int>> OwnPoints { get; init; }

    /// <summary>The rows of the learn dates.</summary>
    public required MatrixRows Learn { get; init; }

    /// <summary>The rows of the choose dates; null for none: then the size is chosen by five folds of people of the learn dates.</summary>
    public required MatrixRows? Choose { get; init; }

    /// <summary>The rows of the test dates.</summary>
    public required MatrixRows Test { get; init; }

    /// <summary>What a card may look like.</summary>
    public required SearchOptions Options { get; init; }
}
