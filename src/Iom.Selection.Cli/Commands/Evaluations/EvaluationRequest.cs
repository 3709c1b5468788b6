using Iom.Selection.Cli.Shared;

namespace Iom.Selection.Cli.Commands.Evaluations;

/// <summary>What to evaluate, and how.</summary>
internal sealed record EvaluationRequest
{
    public required string Extracts { get; init; }

    public required IReadOnlyList<string> Policies { get; init; }

    public required DateOnly AsOf { get; init; }

    /// <summary>Folder of the folders of archived runs.</summary>
    public required string? Runs { get; init; }

    public required string? Decisions { get; init; }

    public required string? Names { get; init; }

    public required string? Map { get; init; }

    public required string? Catalogue { get; init; }

    public required int Threads { get; init; }

    public required bool Quiet { get; init; }

    /// <summary>The page to read.</summary>
    public required ReportRequest Report { get; init; }
}
