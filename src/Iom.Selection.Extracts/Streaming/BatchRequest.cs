using Iom.Selection.Offenders;
using Iom.Selection.Policies;

namespace Iom.Selection.Extracts.Streaming;

/// <summary>What to rank, and how.</summary>
public sealed record BatchRequest
{
    /// <summary>The folder of extracts.</summary>
    public required string Folder { get; init; }

    /// <summary>The map of the agency's own files, in place of <c>extract-map.json</c> in the folder; null for that one, if it is there.</summary>
    public string? MapPath { get; init; }

    /// <summary>The policy.</summary>
    public required Policy Policy { get; init; }

    /// <summary>What offence codes mean.</summary>
    public required OffenceCatalogue Catalogue { get; init; }

    /// <summary>The as-of date; nothing later counts.</summary>
    public required DateOnly AsOf { get; init; }

    /// <summary>How many places there are in all cohorts together, 0 or more.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    public required int Capacity
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            field = value;
        }
    }

    /// <summary>How many threads to use, at least 1; as many as there are processors unless told. The result is the same for any.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is not positive.</exception>
    public int Threads
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            field = value;
        }
    } = Environment.ProcessorCount;

    /// <summary>How many bytes of a file are taken apart at once; tests make it small.</summary>
    internal int BlockBytes { get; init; } = Csv.BlockReader.StandardBlockBytes;
}
