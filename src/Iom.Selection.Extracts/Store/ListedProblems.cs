using Iom.Selection.Extracts.Problems;

namespace Iom.Selection.Extracts.Store;

/// <summary>Problems of the files of one kind: the first ones, by file name and line, one by one; of the others how many there are. For one thread at a time.</summary>
/// <remarks>So a date format that is wrong in every row of a very large file takes no more memory than its first rows. Which are listed hangs neither on threads nor on the order of reading.</remarks>
/// <param name="max">How many are listed.</param>
internal sealed class ListedProblems(int max)
{
    private const int MinLength = 16;

    private readonly Dictionary<(int File, string Column, ProblemKind Kind), (int Count, int First)> _counts = [];
    private PackedProblem[] _listed = [];
    private int _length;
    private ulong _last = ulong.MaxValue;   // once there are enough: of those listed, the last place

    /// <summary>How many are not listed.</summary>
    public long UnlistedCount { get; private set; }

    /// <summary>How many cells or rows have which problem, and the first line, by the rank of the file.</summary>
    public IReadOnlyDictionary<(int File, string Column, ProblemKind Kind), (int Count, int First)> Counts => _counts;

    /// <summary>Takes a problem.</summary>
    /// <param name="problem">The problem, with the rank of its file.</param>
    public void Add(PackedProblem problem)
    {
        var key = (problem.File, problem.Column, problem.Kind);
        _counts[key] = _counts.TryGetValue(key, out var known) ? (known.Count + 1, Math.Min(known.First, problem.Line)) : (1, problem.Line);
        if (problem.Place > _last)
        {
            UnlistedCount++;
            return;
        }
        // A quarter more than are listed, so that they are put in order seldom.
        if (_length == max + (max / 4) + MinLength) Cut();
        if (_length == _listed.Length) Array.Resize(ref _listed, Math.Clamp(_length * 2, MinLength, max + (max / 4) + MinLength));
        _listed[_length++] = problem;
    }

    /// <summary>Those that are listed, in order.</summary>
    public ReadOnlySpan<PackedProblem> InOrder()
    {
        Sort();
        if (_length > max) Drop();
        return _listed.AsSpan(0, _length);
    }

    private void Cut()
    {
        Sort();
        Drop();
    }

    private void Sort() => _listed.AsSpan(0, _length).Sort((one, other) => one.Place.CompareTo(other.Place));

    private void Drop()
    {
        UnlistedCount += _length - max;
        _length = max;
        _last = _listed[max - 1].Place;
    }
}
