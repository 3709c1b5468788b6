namespace Iom.Selection.Cli.Commands.Learn;

/// <summary>What matrix to learn, and from what.</summary>
internal sealed record LearnRequest
{
    public required LearningSource Source { get; init; }

    public required int MaxSteps { get; init; }

    public required int? MaxStepsPerFactor { get; init; }

    public required int? MaxFactors { get; init; }

    public required int? MaxTotal { get; init; }

    public required string? Characteristics { get; init; }
}
