using Iom.Selection.Fairness;

namespace Iom.Selection.Cli.Commands.Audit;

/// <summary>What to audit, and how.</summary>
internal sealed record AuditRequest
{
    public required IReadOnlyList<string> Runs { get; init; }

    /// <summary>One for all runs, or one for each.</summary>
    public required IReadOnlyList<string> Extracts { get; init; }

    public required string Policy { get; init; }

    /// <summary>The model that the policy names; null where it names none.</summary>
    public required string? Model { get; init; }

    public required string Characteristics { get; init; }

    public required string Out { get; init; }

    public required IReadOnlyList<ColumnCrossing> Crossings { get; init; }

    /// <summary>The reference group by column.</summary>
    public required IReadOnlyDictionary<string, string> References { get; init; }

    public required string? Decisions { get; init; }

    public required string? Outcomes { get; init; }

    /// <summary>Whether it is to be published; else it is for the partnership and its committee.</summary>
    public required bool IsForStatistics { get; init; }

    public required string? Ledger { get; init; }

    public required string? RoundingKey { get; init; }

    /// <summary>Up to how many columns are crossed to look for groups that fare otherwise.</summary>
    public required int Scan { get; init; }

    /// <summary>Whether it is tried what other matrices, and other records of the police, would have done.</summary>
    public required bool WithWhatIfs { get; init; }

    public required string? Map { get; init; }

    public required string? Catalogue { get; init; }

    public required int Threads { get; init; }

    public required bool Overwrite { get; init; }

    public required bool Quiet { get; init; }

    /// <summary>Whether to write a page to read.</summary>
    public required bool WithReport { get; init; }

    /// <summary>The file of texts of the page; null for the built-in ones.</summary>
    public required string? Texts { get; init; }
}
