namespace Iom.Selection.Learning.Matrices;

/// <summary>How well the partnership's own matrix does, and what would help it. Advice: nothing is changed.</summary>
/// <param name="TrainingLoss">Its loss on the learn dates, the chance of each total fitted there.</param>
/// <param name="Gap">By what share of the bound that is above it; null where the bound is below 0.001 a row.</param>
/// <param name="Tested">Its figures on the test dates.</param>
/// <param name="LearnedLess">By how much the learned matrix's log loss is lower there (below 0) or higher.</param>
/// <param name="LearnedLessBrier">The same of the squared difference.</param>
/// <param name="Changes">The single changes of one number that help most on the learn dates, the best first.</param>
/// <param name="Unsupported">The numbers without which the fit would be no worse than by chance.</param>
public sealed record OwnMatrix(
    double TrainingLoss, double? Gap, HeldOut Tested, PairedDifference LearnedLess, PairedDifference LearnedLessBrier, IReadOnlyList<NumberChange> Changes, IReadOnlyList<NumberSupport> Unsupported);
