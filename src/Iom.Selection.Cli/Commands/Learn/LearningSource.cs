using Iom.Selection.Records;

namespace Iom.Selection.Cli.Commands.Learn;

/// <summary>What to learn or to train from.</summary>
internal sealed record LearningSource
{
    public required string Extracts { get; init; }

    public required string Policy { get; init; }

    public required IReadOnlyList<DateOnly> LearnAt { get; init; }

    /// <summary>Empty: the size is chosen by folds of people, and a model is not calibrated.</summary>
    public required IReadOnlyList<DateOnly> ChooseAt { get; init; }

    public required IReadOnlyList<DateOnly> TestAt { get; init; }

    public required int HorizonMonths { get; init; }

    public required double? HarmAbove { get; init; }

    public required IReadOnlyList<DetectedBy> DetectedBy { get; init; }

    public required bool FinerBands { get; init; }

    /// <summary>Ids of factors that get no points, or no weight.</summary>
    public required IReadOnlyList<string> Forbidden { get; init; }

    public required string? Map { get; init; }

    public required string? Catalogue { get; init; }

    public required int Threads { get; init; }

    public required bool Quiet { get; init; }

    /// <summary>The most points of a step; a model asks only whether there may be any.</summary>
    public int MaxPoints { get; init; } = 1;

    /// <summary>Ids of factors that stay as they are.</summary>
    public IReadOnlyList<string> Fixed { get; init; } = [];

    /// <summary>The most points of a step, by id of factor.</summary>
    public IReadOnlyDictionary<string, int> AtMost { get; init; } = new Dictionary<string, int>();
}
