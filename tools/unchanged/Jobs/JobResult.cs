namespace Iom.Selection.Unchanged.Jobs;

/// <summary>What comparing a job came to.</summary>
internal sealed class JobResult
{
    public int Commands { get; set; }

    public int Files { get; set; }

    public long Bytes { get; set; }

    /// <summary>How many commands of the old tool ended with which exit code.</summary>
    public SortedDictionary<int, int> ExitCodes { get; } = [];

    public List<Found> Differences { get; } = [];

    /// <summary>How many outputs were spoilt on purpose, and those of them of which the comparison saw nothing.</summary>
    public int Spoilt { get; set; }

    public List<Found> Unseen { get; } = [];

    /// <summary>How often the old tool met what a folder can hold.</summary>
    public SortedDictionary<string, int> Met { get; } = new(StringComparer.Ordinal);
}
