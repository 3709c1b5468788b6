namespace Iom.Selection.Cli.Ranking;

/// <summary>What the command line of <c>iom rank</c> asks for.</summary>
internal sealed record RankOptions
{
    public required string Extracts { get; init; }

    public required string Policy { get; init; }

    public required DateOnly AsOf { get; init; }

    public required int Capacity { get; init; }

    public required string Out { get; init; }

    public string? Catalogue { get; init; }

    public required int Threads { get; init; }

    public required decimal MaxRefusedPercent { get; init; }

    public bool AllPoints { get; init; }

    public string? Log { get; init; }

    public bool Overwrite { get; init; }

    public bool Quiet { get; init; }
}
