namespace Iom.Selection.Cli.Commands.Check;

/// <summary>What to check, and what to say of it.</summary>
internal sealed record CheckRequest(string Extracts, string? Map, DateOnly? AsOf, string? Catalogue, string? Out, decimal MaxRefusedPercent, bool ShowValues, bool Tables);
