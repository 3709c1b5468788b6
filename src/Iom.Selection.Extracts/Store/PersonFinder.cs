using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Iom.Selection.Extracts.Contract;
using Iom.Selection.Extracts.Csv;
using Iom.Selection.Extracts.Problems;

namespace Iom.Selection.Extracts.Store;

/// <summary>Finds the person that a cell of one file names, by the partnership's own id or by another system's.</summary>
internal sealed class PersonFinder
{
    private readonly People _people;
    private readonly SharedChecker _checker;
    private readonly Column _column;
    private readonly int _index;
    private readonly bool _isPlain;

    private readonly ExternalIds? _external;    // with an idSystem
    private readonly bool _folds;
    private readonly IdentityMap _lookUps;
    private readonly bool _ignoresCase;
    private readonly UnknownIds _unknown;

    public PersonFinder(People people, Source source, int column, SharedChecker checker, IdentityMap lookUps)
    {
        (_people, _checker, _column, _index) = (people, checker, source.Contract.Columns[column], column);
        (_lookUps, _unknown) = (lookUps, lookUps.UnknownOf(source));
        (_ignoresCase, _folds) = (source.Mapping.IgnoresIdCase, lookUps.Folds(source.Mapping));
        _isPlain = source.Mapping.IsPlain(_column.Name) && !_folds;
        _external = source.Mapping.IdSystem is null ? null : lookUps.ExternalIds(source.Mapping, people);
    }

    /// <summary>The number of the person; -1 and what is wrong where there is none. 16 bytes must be readable from the first on.</summary>
    /// <param name="cell">The cell's first byte.</param>
    /// <param name="length">How many bytes it has.</param>
    /// <param name="notes">Counts what was done to the cell.</param>
    /// <param name="problem">What is wrong.</param>
    public int Find(ref byte cell, int length, ref NoteCounts notes, out ProblemKind problem)
    {
        problem = default;
        var found = _isPlain ? Index.Find(ref cell, length) : -1;
        return found < 0 ? FindChecked(ref cell, length, ref notes, out problem) : Known(found, ref cell, length, out problem);
    }

    /// <summary>The same for one of those for whom <see cref="Fetch"/> has asked.</summary>
    /// <param name="first">The first of the bytes.</param>
    /// <param name="sought">Where the cell stands, and what is known of it.</param>
    /// <param name="notes">Counts what was done to the cell.</param>
    /// <param name="problem">What is wrong.</param>
    public int Find(ref byte first, in Sought sought, ref NoteCounts notes, out ProblemKind problem)
    {
        ref var cell = ref Unsafe.Add(ref first, sought.At);
        problem = default;
        var found = _isPlain ? Index.Find(ref cell, sought.Length, sought.Fetched, sought.Probable) : -1;
        return found < 0 ? FindChecked(ref cell, sought.Length, ref notes, out problem) : Known(found, ref cell, sought.Length, out problem);
    }

    /// <summary>Asks for the memory in which people are looked for, one right after the other, so that several are on their way at a time. Only once all people are known.</summary>
    /// <param name="first">The first of the bytes; 16 must be readable from the first of each cell on.</param>
    /// <param name="sought">Who is looked for.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Fetch(ref byte first, Span<Sought> sought)
    {
        if (!_isPlain) return;
        var index = Index;
        foreach (ref var one in sought) one.Fetched = index.Fetch(ref Unsafe.Add(ref first, one.At), one.Length);
        var longest = 0;
        foreach (ref var one in sought)
        {
            one.Probable = index.FetchEntry(one.Fetched, one.Length);
            longest = Math.Max(longest, one.Length);
        }
        if (longest <= PackedKey.MaxBytes) return;
        foreach (ref var one in sought) index.FetchBytes(one.Probable, one.Fetched, one.Length);
    }

    private IdIndex Index => _external?.Index ?? _people.Index;

    // An id that nobody has as it stands: perhaps in its one spelling.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private int FindChecked(ref byte cell, int length, ref NoteCounts notes, out ProblemKind problem)
    {
        var found = _checker.Check(_column, MemoryMarshal.CreateReadOnlySpan(ref cell, length));
        notes.Count(found.Notes);
        if (found.Text is null)
        {
            problem = found.Problem!.Value;
            return -1;
        }
        var key = _folds ? FileMapping.FoldId(found.Text) : _ignoresCase ? _lookUps.SpellingOf(found.Text) : found.Text;
        var bytes = ExternalIds.Padded(key, out var textLength);
        problem = ProblemKind.UnknownOffender;
        var person = Index.Find(ref bytes[0], textLength) is >= 0 and var number ? Known(number, ref bytes[0], textLength, out problem) : -1;
        if (person < 0 && problem == ProblemKind.UnknownOffender) _unknown.Add(found.Text);
        return person;
    }

    // Nearly all ids are the partnership's own, and short.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Known(int found, ref byte id, int length, out ProblemKind problem)
    {
        problem = default;
        return _external is null && length < CellText.LongNumberDigits ? found : KnownOtherwise(found, ref id, length, out problem);
    }

    private int KnownOtherwise(int found, ref byte id, int length, out ProblemKind problem)
    {
        problem = default;
        if (length >= CellText.LongNumberDigits && _checker.LongNumbers.IsDamaged(_index, MemoryMarshal.CreateReadOnlySpan(ref id, length)))
        {
            problem = ProblemKind.SpreadsheetDamage;
            return -1;
        }
        if (_external is null) return found;
        var person = _external.Persons[found];
        problem = person == ExternalIds.Ambiguous ? ProblemKind.AmbiguousId : ProblemKind.UnknownOffender;
        return Math.Max(person, -1);
    }

    /// <summary>A cell that names a person: where it stands, counted from the first of the bytes, how many it has, and what <see cref="Fetch"/> worked out for it, where ids are plain.</summary>
    public struct Sought
    {
        public int At;
        public int Length;
        public ulong Fetched;
        public int Probable;
    }
}
