
namespace Iom.Selection.Cli.Shared;

/// <summary>What to rank, and how.</summary>
internal sealed record RankingRequest(string Extracts, string Policy, DateOnly AsOf, int Capacity, string? Map, string? Catalogue, int Threads, bool Quiet, string? LotValue = null, string? Model = null);
