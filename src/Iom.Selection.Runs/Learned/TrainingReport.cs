using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using Iom.Selection.Learning.Matrices;
using Iom.Selection.Policies;

namespace Iom.Selection.Runs.Learned;

/// <summary>All that the files of <c>iom-train</c> are written from.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record TrainingReport : LearningBasis
{
    /// <summary>Makes a report.</summary>
    /// <param name="basis">What it was trained from.</param>
    /// <param name="trained">What was trained.</param>
    [SetsRequiredMembers]
    public TrainingReport(LearningBasis basis, TrainedModel trained)
        : base(basis) => Trained = trained;

    /// <summary>What was trained.</summary>
    public TrainedModel Trained { get; }

    /// <summary>How good each method is on the test dates, beside the partnership's own matrix.</summary>
    /// <returns>The model first, the own matrix last; with by how much the model's loss is lower (below 0) than each other's.</returns>
    public IReadOnlyList<MethodFigures> Figures()
    {
        return
        [
            new MethodFigures(Trained.Kind == ModelKind.Steps ? "additive" : "gam", HeldOut.Measure(Trained.ModelChances, Test), null),
            .. Trained.Yardsticks.Select(other => new MethodFigures(other.Method, HeldOut.Measure(other.Chances, Test), HeldOut.Compare(Trained.ModelChances, other.Chances, Test).Loss)),
        ];
    }
}
