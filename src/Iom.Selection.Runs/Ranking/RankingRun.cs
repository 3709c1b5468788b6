using Iom.Selection.Batch;
using Iom.Selection.Explanations;
using Iom.Selection.Extracts;
using Iom.Selection.Extracts.Account;
using Iom.Selection.Policies;
using Iom.Selection.Policies.Checks;
using Iom.Selection.Runs.Output;

namespace Iom.Selection.Runs.Ranking;

/// <summary>All that the files of a ranking are written from.</summary>
public sealed record RankingRun
{
    /// <summary>The version of the tool.</summary>
    public required string ToolVersion { get; init; }

    /// <summary>The policy's file.</summary>
    public required HashedFile PolicyFile { get; init; }

    /// <summary>The catalogue's file.</summary>
    public required HashedFile CatalogueFile { get; init; }

    /// <summary>The ranking.</summary>
    public required BatchRanking Ranking { get; init; }

    /// <summary>What the partnership should know of the policy and of the extracts.</summary>
    public required IReadOnlyList<PolicyWarning> Warnings { get; init; }

    /// <summary>Whether points are shown of people below the entry line too.</summary>
    public bool AllPoints { get; init; }

    /// <summary>What goes into the folder besides, for people to look at.</summary>
    public IReadOnlyList<AddedFile> Added { get; init; } = [];

    /// <summary>Explains everybody on the panel's list; whoever asks first has it made.</summary>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>In the order of <c>cohort.csv</c>.</returns>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public IReadOnlyList<Explanation> Explain(CancellationToken cancellationToken = default)
    {
        lock (_explaining) return _explanations ??= Ranking.ExplainPanel(MostExplained, cancellationToken);
    }

    /// <summary>Explains everybody on the panel's list; explanations are kept only where something else in the folder may be made of them too.</summary>
    /// <param name="made">Makes something of each; called by several threads.</param>
    /// <param name="taken">Takes what was made, in the order of <c>cohort.csv</c>.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    internal void Explain<T>(Func<Explanation, T> made, Action<T> taken, CancellationToken cancellationToken)
    {
        if (Added.Count > 0 || _explanations is not null)
        {
            foreach (var one in Explain(cancellationToken).InParallel(Threads, cancellationToken).Select(made)) taken(one);
            return;
        }
        lock (_explaining)
        {
            foreach (var one in Ranking.ExplainPanel(MostExplained, made, cancellationToken)) taken(one);
        }
    }

    /// <summary>Explains everybody about whom the matrix and the model that the policy names disagree.</summary>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>By rank; empty where the policy names none.</returns>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    internal IReadOnlyList<Explanation> ExplainModelDisagreements(CancellationToken cancellationToken)
    {
        // Not beside the other: both read records again where their ids are long.
        lock (_explaining) return Ranking.ExplainModelDisagreements(cancellationToken);
    }

    /// <summary>What became of every row.</summary>
    public ExtractAccount Account => Ranking.Snapshot.Account;

    /// <summary>How many of the panel's list are explained, the first; everybody but in tests.</summary>
    internal int MostExplained { get; init; } = int.MaxValue;

    internal RankedRows Rows => Ranking.Rows;

    internal Policy Policy => Ranking.Policy;

    private readonly Lock _explaining = new();
    private IReadOnlyList<Explanation>? _explanations;

    // As many as a parallel query takes.
    internal int Threads => Math.Min(Ranking.Threads, MaxThreads);

    private const int MaxThreads = 512;
}
