using Iom.Selection.Foundation;

namespace Iom.Selection.Extracts.Store;

/// <summary>Counts texts, of which it keeps the ordinally smallest, so that it hangs neither on the order of rows nor on the number of threads which these are. For one thread at a time.</summary>
/// <param name="max">How many different texts are kept.</param>
internal sealed class SmallestTexts(int max)
{
    private readonly SortedSet<string> _texts = new(Utf8Ordinal.Comparer);
    private readonly Dictionary<string, int> _counts = new(StringComparer.Ordinal);

    /// <summary>The texts, each with how often it was taken.</summary>
    public IReadOnlyDictionary<string, int> Counts => _counts;

    /// <summary>Whether none had to be left out.</summary>
    public bool IsComplete { get; private set; } = true;

    /// <summary>Takes a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="times">How often.</param>
    public void Add(string text, int times = 1)
    {
        if (_counts.TryGetValue(text, out var known))
        {
            _counts[text] = known + times;
            return;
        }
        // One that was put out never comes back: those before it only become more.
        IsComplete &= _texts.Count < max;
        if (!IsComplete && Utf8Ordinal.Compare(text, _texts.Max!) > 0) return;
        _counts.Add(text, times);
        _texts.Add(text);
        if (_texts.Count <= max) return;
        _counts.Remove(_texts.Max!);
        _texts.Remove(_texts.Max!);
    }

    /// <summary>Takes what another has counted.</summary>
    public void Add(SmallestTexts other)
    {
        foreach (var (text, times) in other._counts) Add(text, times);
        IsComplete &= other.IsComplete;
    }
}
