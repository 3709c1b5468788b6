namespace Iom.Selection.Learning.Matrices;

/// <summary>A matrix learned from outcomes, and what is known of it.</summary>
public sealed record MatrixLearning
{
    /// <summary>By how much a card's loss may be larger than that of the best to be as good: 1 per cent.</summary>
    public const double PoolShare = 0.01;

    /// <summary>How many such cards are kept at most.</summary>
    public const int MaxPool = 500;

    /// <summary>How many steps the chosen card may have: the fewest whose held-out loss is within one standard error of the least.</summary>
    public required int ChosenSteps { get; init; }

    /// <summary>How many steps the card of least held-out loss has.</summary>
    public required int BestSteps { get; init; }

    /// <summary>The learned matrix.</summary>
    public required LearnedCard Card { get; init; }

    /// <summary>Every size.</summary>
    public required IReadOnlyList<PathStep> Path { get; init; }

    /// <summary>How well any choice of points could fit the learn dates.</summary>
    public required RelaxedFit Relaxed { get; init; }

    /// <summary>The loss of one chance for everybody on the learn dates.</summary>
    public required double NullLoss { get; init; }

    /// <summary>The learned matrix on the test dates.</summary>
    public required HeldOut Tested { get; init; }

    /// <summary>What became of those with each total.</summary>
    public required IReadOnlyList<RiskOfTotal> Risks { get; init; }

    /// <summary>Cards that are as good on the learn dates, the best first.</summary>
    public required IReadOnlyList<LearnedCard> Pool { get; init; }

    /// <summary>By measure: in how many cards of the pool it gives points.</summary>
    public required IReadOnlyList<int> PoolUses { get; init; }

    /// <summary>The partnership's own matrix on the same rows.</summary>
    public required OwnMatrix Own { get; init; }

    /// <summary>Indexes of measures of which everybody on the learn dates has the same level: nothing can be learned of them.</summary>
    public required IReadOnlyList<int> ConstantMeasures { get; init; }

    /// <summary>Whether some total parts those with the outcome from those without entirely.</summary>
    public required bool IsSeparable { get; init; }
}
