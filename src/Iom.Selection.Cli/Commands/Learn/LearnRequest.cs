using Iom.Selection.Records;

namespace Iom.Selection.Cli.Commands.Learn;

/// <summary>What to learn, and from what.</summary>
internal sealed record LearnRequest
{
    public required string Extracts { get; init; }

    public required string Policy { get; init; }

    public required IReadOnlyList<DateOnly> LearnAt { get; init; }

    /// <summary>Empty: the size is chosen by folds of people.</summary>
    public required IReadOnlyList<DateOnly> ChooseAt { get; init; }

    public required IReadOnlyList<DateOnly> TestAt { get; init; }

    public required int HorizonMonths { get; init; }

    public required double? HarmAbove { get; init; }

    public required IReadOnlyList<DetectedBy> DetectedBy { get; init; }

    public required bool FinerBands { get; init; }

    public required int MaxSteps { get; init; }

    public required int? MaxStepsPerFactor { get; init; }

    public required int? MaxFactors { get; init; }

    public required int MaxPoints { get; init; }

    public required int? MaxTotal { get; init; }

    /// <summary>Ids of factors that stay as they are.</summary>
    public required IReadOnlyList<string> Fixed { get; init; }

    /// <summary>Ids of factors that get no points.</summary>
    public required IReadOnlyList<string> Forbidden { get; init; }

    /// <summary>The most points of a step, by id of factor.</summary>
    public required IReadOnlyDictionary<string, int> AtMost { get; init; }

    public required string? Characteristics { get; init; }

    public required string? Map { get; init; }

    public required string? Catalogue { get; init; }

    public required int Threads { get; init; }

    public required bool Quiet { get; init; }
}
