using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using Iom.Selection.Extracts.Account;
using Iom.Selection.Learning.Matrices;
using Iom.Selection.Learning.Problem;

namespace Iom.Selection.Runs.Learned;

/// <summary>All that the files of <c>iom learn</c> are written from.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record LearningReport : LearningBasis
{
    /// <summary>Makes a report.</summary>
    /// <param name="basis">What it was learned from.</param>
    /// <param name="options">What a card could look like.</param>
    /// <param name="learning">What was learned.</param>
    [SetsRequiredMembers]
    public LearningReport(LearningBasis basis, SearchOptions options, MatrixLearning learning)
        : base(basis) => (Options, Learning) = (options, learning);

    /// <summary>What a card could look like.</summary>
    public SearchOptions Options { get; }

    /// <summary>What was learned.</summary>
    public MatrixLearning Learning { get; }

    /// <summary>The characteristics that the cards of the pool were compared by; null where none were given.</summary>
    public HashedFile? CharacteristicsFile { get; init; }

    /// <summary>How the cards of the pool differ between groups, by column; empty where no characteristics were given.</summary>
    public IReadOnlyList<PoolDifferences> Differences { get; init; } = [];
}
