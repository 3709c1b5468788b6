namespace Iom.Selection.Extracts.Store;

/// <summary>Gives each different thing a number, for all threads. Which number it gets does not matter to any result.</summary>
internal sealed class Interner<T> where T : notnull
{
    private readonly Lock _turn = new();
    private readonly Dictionary<T, int> _numbers;
    private readonly List<T> _texts = [];

    public Interner(IEqualityComparer<T>? comparer = null) => _numbers = new(comparer);

    public int Count => _texts.Count;

    /// <summary>The thing that has a number; once all are in.</summary>
    public T this[int number] => _texts[number];

    /// <summary>The same while others may still come in.</summary>
    public T Get(int number)
    {
        lock (_turn) return _texts[number];
    }

    public int NumberOf(T text)
    {
        lock (_turn)
        {
            if (_numbers.TryGetValue(text, out var known)) return known;
            _numbers.Add(text, _texts.Count);
            _texts.Add(text);
            return _texts.Count - 1;
        }
    }
}
