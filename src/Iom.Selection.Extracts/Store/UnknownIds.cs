using Iom.Selection.Foundation;

namespace Iom.Selection.Extracts.Store;

/// <summary>Some of the ids of one file that are nobody's, kept to find out why. Never shown.</summary>
/// <remarks>The ordinally smallest are kept, so that it hangs neither on the order of rows nor on the number of threads which these are.</remarks>
internal sealed class UnknownIds
{
    /// <summary>How many different ids are kept.</summary>
    public const int MaxKept = 256;

    private readonly SortedSet<string> _ids = new(Utf8Ordinal.Comparer);
    private readonly Dictionary<string, int> _rows = new(StringComparer.Ordinal);

    /// <summary>The ids, each with how many rows have it.</summary>
    public IReadOnlyDictionary<string, int> Rows => _rows;

    /// <summary>Takes the id of a row.</summary>
    public void Add(string id)
    {
        lock (_ids)
        {
            // One that was put out never comes back: those before it only become more.
            if (_ids.Count == MaxKept && Utf8Ordinal.Compare(id, _ids.Max!) > 0) return;
            _rows[id] = _rows.GetValueOrDefault(id) + 1;
            if (!_ids.Add(id) || _ids.Count <= MaxKept) return;
            _rows.Remove(_ids.Max!);
            _ids.Remove(_ids.Max!);
        }
    }
}
