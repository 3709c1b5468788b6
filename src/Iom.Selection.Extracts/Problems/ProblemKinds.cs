using Iom.Selection.Foundation;

namespace Iom.Selection.Extracts.Problems;

/// <summary>The words for kinds of problem.</summary>
public static class ProblemKinds
{
    /// <summary>The word that stands in <c>refused.csv</c>.</summary>
    /// <param name="kind">The kind of problem.</param>
    /// <returns>Lower-case words joined by hyphens: <c>not-a-date</c>.</returns>
    public static string Word(this ProblemKind kind) => Vocabulary.Word(kind).Replace('_', '-');
}
