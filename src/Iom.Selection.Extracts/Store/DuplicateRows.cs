using System.Collections;
using Iom.Selection.Extracts.Account;
using Iom.Selection.Extracts.Contract;
using Iom.Selection.Extracts.Problems;
using Iom.Selection.Foundation;

namespace Iom.Selection.Extracts.Store;

/// <summary>The rows for which another stands, in order; those of offences, of which there may be very many, are made when they are looked at.</summary>
internal sealed class DuplicateRows : IReadOnlyList<DuplicateRow>
{
    private readonly DuplicateRow[] _before;    // of files whose names come before that of offences
    private readonly RecordName[] _offences;
    private readonly DuplicateRow[] _after;
    private readonly People _people;
    private readonly LongIds _ids;
    private readonly FolderFiles _folder;

    public DuplicateRows(IReadOnlyList<DuplicateRow> others, RecordName[] offences, People people, LongIds ids, FolderFiles folder)
    {
        var isBefore = others.ToLookup(row => Utf8Ordinal.Compare(row.Place.File, ExtractContract.Offences.FileName) < 0);
        (_before, _offences, _after, _people, _ids, _folder) = ([.. isBefore[true]], offences, [.. isBefore[false]], people, ids, folder);
        Array.Sort(_offences, Compare);
    }

    /// <inheritdoc/>
    public int Count => _before.Length + _offences.Length + _after.Length;

    /// <inheritdoc/>
    public DuplicateRow this[int index] =>
        index < _before.Length ? _before[index]
        : index - _before.Length < _offences.Length ? Made(_offences[index - _before.Length])
        : _after[index - _before.Length - _offences.Length];

    /// <inheritdoc/>
    public IEnumerator<DuplicateRow> GetEnumerator()
    {
        for (var i = 0; i < Count; i++) yield return this[i];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private DuplicateRow Made(in RecordName name) => new(
        new RowLocation(ExtractContract.Offences.FileName, _folder.SourcesOf(ExtractContract.Offences)[name.File].Name, name.Line), _people.IdOf(name.Person), _ids.Find(name));

    private int Compare(RecordName one, RecordName other)
    {
        var order = one.File == other.File ? 0 : _folder.RankOf(ExtractContract.Offences, one.File).CompareTo(_folder.RankOf(ExtractContract.Offences, other.File));
        if (order == 0) order = one.Line.CompareTo(other.Line);
        if (order == 0) order = _people.Ids[one.Person].SequenceCompareTo(_people.Ids[other.Person]);
        return order != 0 ? order : Utf8Ordinal.Compare(_ids.Find(one), _ids.Find(other));
    }
}
