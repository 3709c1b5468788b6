namespace Iom.Selection.Extracts.Store;

/// <summary>Some of the ids of one file that are nobody's, kept to find out why. Never shown. For several threads.</summary>
internal sealed class UnknownIds
{
    /// <summary>How many different ids are kept.</summary>
    public const int MaxKept = 256;

    private readonly SmallestTexts _ids = new(MaxKept);

    /// <summary>The ids, each with how many rows have it.</summary>
    public IReadOnlyDictionary<string, int> Rows => _ids.Counts;

    /// <summary>Takes the id of a row.</summary>
    public void Add(string id)
    {
        lock (_ids) _ids.Add(id);
    }
}
