namespace Iom.Selection.Cli.Ranking;

/// <summary>What <c>iom rank</c> asks for besides the ranking itself.</summary>
internal sealed record RankOptions(string Out, decimal MaxRefusedPercent, bool AllPoints, string? Log, bool Overwrite);
