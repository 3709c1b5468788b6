using System.ComponentModel;
using Iom.Selection.Evaluation;
using Iom.Selection.Extracts.Account;
using Iom.Selection.Learning.Matrices;

namespace Iom.Selection.Runs.Learned;

/// <summary>What learning and training are from: the policy, the extracts, and the rows of each set of dates.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public record LearningBasis
{
    /// <summary>The version of the tool.</summary>
    public required string ToolVersion { get; init; }

    /// <summary>What was to be learned.</summary>
    public required LearningPlan Plan { get; init; }

    /// <summary>The policy's file.</summary>
    public required HashedFile PolicyFile { get; init; }

    /// <summary>The catalogue.</summary>
    public required HashedFile CatalogueFile { get; init; }

    /// <summary>What became of every row of the extracts.</summary>
    public required ExtractAccount Account { get; init; }

    /// <summary>For how many months what followed was looked at.</summary>
    public required int HorizonMonths { get; init; }

    /// <summary>The sum of severities above which harm is the outcome; null where any proven offence is.</summary>
    public required double? HarmAbove { get; init; }

    /// <summary>The dates learned from.</summary>
    public required IReadOnlyList<TrainingRows> LearnDates { get; init; }

    /// <summary>The choose dates; none where the size was chosen by folds.</summary>
    public required IReadOnlyList<TrainingRows> ChooseDates { get; init; }

    /// <summary>The test dates.</summary>
    public required IReadOnlyList<TrainingRows> TestDates { get; init; }

    /// <summary>The rows of the learn dates.</summary>
    public required MatrixRows Learn { get; init; }

    /// <summary>The rows of the choose dates; null where there are none.</summary>
    public required MatrixRows? Choose { get; init; }

    /// <summary>The rows of the test dates.</summary>
    public required MatrixRows Test { get; init; }
}
