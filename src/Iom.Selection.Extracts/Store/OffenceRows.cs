using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Iom.Selection.Extracts.Contract;
using Iom.Selection.Extracts.Csv;
using Iom.Selection.Extracts.Problems;
using Iom.Selection.Foundation;
using Iom.Selection.Offences;
using Iom.Selection.Records;

namespace Iom.Selection.Extracts.Store;

/// <summary>Takes the rows of one file of offences that fall to one thread: checks every cell and keeps what counts.</summary>
internal sealed class OffenceRows : RowTaker
{
    private const int PersonColumn = 0;
    private const int IdColumn = 1;
    private const int CodeColumn = 2;
    private const int DayColumn = 3;
    private const int OutcomeColumn = 4;
    private const int OutcomeDayColumn = 5;
    private const int DetectedByColumn = 6;
    private const int SourceColumn = 7;
    private const int AsYouthColumn = 8;
    private const int RecordedColumn = 9;

    // Rows wait for their person to be found, so that the memory is asked for several at once.
    private const int MaxWaiting = 64;

    private readonly int _file;
    private readonly int _cells;
    private readonly FileLayout _layout;
    private readonly SharedChecker _checker;
    private readonly PersonFinder _finder;
    private readonly SipHash _hash;
    private readonly OffenceStore.Writer _store;
    private readonly ThreadTally _tally;
    private readonly bool _idIsPlain;
    private readonly bool _dayIsPlain;
    private readonly bool _outcomeDayIsPlain;
    private readonly bool _recordedIsPlain;
    private readonly OffenceTables _tables;
    private readonly Dictionary<(int Origin, int RecordedDay), int> _origins = [];
    private readonly LongNumberWatch _longNumbers;
    private readonly int[] _positions;
    private readonly CellCache<CellValue>[] _caches;
    private readonly Waiting[] _waiting = new Waiting[MaxWaiting];
    private readonly PersonFinder.Sought[] _sought = new PersonFinder.Sought[MaxWaiting];   // the people of the rows that wait
    private byte[] _bytes = [];     // in which the cells of the rows that wait stand
    private int _waitingCount;
    private byte[] _checkedId = new byte[LineScan.Width];
    private readonly CellValue[] _fixed;    // of columns that are not there, or the same in every row

    public OffenceRows(
        Source source, int file, FileLayout layout, SharedChecker checker, PersonFinder finder, SipHash hash, OffenceTables tables,
        OffenceStore.Writer store, ThreadTally tally)
    {
        (_file, _layout, _checker, _finder, _hash, _tables, _store, _tally) = (file, layout, checker, finder, hash, tables, store, tally);
        (_cells, _longNumbers) = (layout.CellCount, checker.LongNumbers);
        var mapping = source.Mapping;
        var columns = ExtractContract.Offences.Columns;
        _positions = [.. columns.Select((_, i) => layout.PositionOf(i))];
        _idIsPlain = mapping.IsPlain(columns[IdColumn].Name);
        _dayIsPlain = mapping.HasIsoDates && mapping.IsPlain(columns[DayColumn].Name);
        _outcomeDayIsPlain = mapping.HasIsoDates && mapping.IsPlain(columns[OutcomeDayColumn].Name);
        _recordedIsPlain = mapping.HasIsoDates && mapping.IsPlain(columns[RecordedColumn].Name);

        Func<string?, int> number = text => text is null ? 0 : 1;
        var numbers = columns.Select(_ => number).ToArray();
        numbers[CodeColumn] = text => text is null ? 0 : tables.Codes.NumberOf(text);
        numbers[DayColumn] = text => text is null ? 0 : FileDates.Day(text);
        numbers[OutcomeColumn] = text => (int)Member<OffenceOutcome>(text!);
        numbers[OutcomeDayColumn] = text => text is null ? 0 : FileDates.Day(text) + 1;
        numbers[DetectedByColumn] = text => text is null ? 0 : (int)Member<DetectedBy>(text) + 1;
        numbers[SourceColumn] = text => tables.Origins.NumberOf(new RowSource(file, text, ReportRow.NoDay));
        numbers[AsYouthColumn] = text => text switch { null => 0, "yes" => 2, _ => 1 };
        numbers[RecordedColumn] = text => text is null ? 0 : FileDates.Day(text) + 1;
        _caches = [.. columns.Select((column, i) => new CellCache<CellValue>(cell => checker.Check(column, cell, numbers[i])))];
        _fixed = [.. columns.Select((column, i) => _positions[i] >= 0 ? default
            : layout.IsRead(i) ? checker.Check(column, [], numbers[i])
            : new CellValue(numbers[i](null), null, CellNotes.None))];
    }

    public override void TakeBroken(ProblemKind problem, int cell, int line)
    {
        _tally.Read++;
        Refuse(line, _layout.ColumnOf(cell), problem);
        _tally.Refused++;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Take(byte[] bytes, int start, ReadOnlySpan<int> ends, int cells, int line)
    {
        if (cells != _cells)
        {
            TakeBroken(_layout.WhatBreaks(cells)!.Value.Kind, -1, line);
            return;
        }
        ends = ends[..cells];
        ref var first = ref MemoryMarshal.GetArrayDataReference(bytes);
        var personAt = CellBytes.PlaceOf(start, ends, _positions[PersonColumn], out var personLength);
        ref var idCell = ref Cell(ref first, start, ends, IdColumn, out var idLength);
        if (Math.Max(personLength, idLength) >= CellText.LongNumberDigits
            && (MustWait(PersonColumn, ref Unsafe.Add(ref first, personAt), personLength) | MustWait(IdColumn, ref idCell, idLength)))
        {
            _longNumbers.Wait(WaitingRow.Copy(bytes, start, ends, cells, line));
            return;
        }
        if (_waitingCount == MaxWaiting || bytes != _bytes) Settle();
        _bytes = bytes;
        _tally.Read++;

        ProblemKind? idProblem = null;
        if (!_idIsPlain || !FastCell.IsSimpleId(ref idCell, idLength))
        {
            idProblem = CheckId(ref idCell, ref idLength);
            idCell = ref _checkedId[0];
        }
        var code = Value(ref first, start, ends, CodeColumn);
        var day = Day(ref first, start, ends, DayColumn, _dayIsPlain, plus: 0);
        var outcome = Value(ref first, start, ends, OutcomeColumn);
        var outcomeDay = Day(ref first, start, ends, OutcomeDayColumn, _outcomeDayIsPlain, plus: 1);
        var detectedBy = Value(ref first, start, ends, DetectedByColumn);
        var source = Value(ref first, start, ends, SourceColumn);
        var asYouth = Value(ref first, start, ends, AsYouthColumn);
        var recorded = Day(ref first, start, ends, RecordedColumn, _recordedIsPlain, plus: 1);
        // What is out of the ordinary is dealt with elsewhere: here it would have each row clear the room for it.
        var marks = code.Marks | day.Marks | outcome.Marks | outcomeDay.Marks | detectedBy.Marks | source.Marks | asYouth.Marks | recorded.Marks;
        if ((marks != 0 || idProblem is not null) && !TakeMarked(bytes, start, ends, line, idProblem)) return;

        var isHashed = idLength > PackedKey.MaxBytes;
        var id = isHashed ? HashOf(MemoryMarshal.CreateReadOnlySpan(ref idCell, idLength)) : PackedKey.Pack(ref idCell, idLength);
        if (isHashed) idLength = OffenceRow.Hashed;
        var origin = recorded.Number == 0 ? source.Number : OriginOf(source.Number, recorded.Number - 1);
        _sought[_waitingCount] = new PersonFinder.Sought { At = personAt, Length = personLength };
        ref var waiting = ref _waiting[_waitingCount++];
        waiting.Day = day.Number;
        var rest = OffenceRow.PackRest(outcome.Number, detectedBy.Number, asYouth.Number, idLength);
        if (waiting.Row.TryPut(id, day.Number, outcomeDay.Number, rest, line, code.Number, origin)) return;
        var packed = OffenceRow.Pack(day.Number, outcomeDay.Number, rest);
        KeptRow.Keep(new OffenceRow { IdFirst = id.First, IdLast = id.Last, Packed = packed, Line = line, Code = code.Number, Origin = origin }, out waiting.Row, out waiting.Rest);
    }

    // Of an id that is too long to be kept.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private (ulong First, ulong Last) HashOf(ReadOnlySpan<byte> id) => OffenceRow.WithFoldBits(_hash.Hash(id), CaseAlikeFinder.FoldBits(id));

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Settle()
    {
        ref var first = ref MemoryMarshal.GetArrayDataReference(_bytes);
        var sought = _sought.AsSpan(0, _waitingCount);
        _finder.Fetch(ref first, sought);
        for (var i = 0; i < sought.Length; i++)
        {
            ref var waiting = ref _waiting[i];
            var person = _finder.Find(ref first, sought[i], ref _tally.Notes, out var problem);
            if (person < 0)
            {
                _tally.Refused++;
                Refuse(waiting.Row.Line, PersonColumn, problem);
                continue;
            }
            if (waiting.Day < _tally.Earliest) _tally.Earliest = waiting.Day;
            if (waiting.Row.IsLong) _store.Add(waiting.Row, waiting.Rest, person);
            else _store.Add(waiting.Row, person);
        }
        _waitingCount = 0;
    }

    // A column that is not there, or the same in every row, has an empty cell.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ref byte Cell(ref byte first, int start, ReadOnlySpan<int> ends, int column, out int length) =>
        ref CellBytes.At(ref first, start, ends, _positions[column], out length);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private CellValue Value(ref byte first, int start, ReadOnlySpan<int> ends, int column)
    {
        if (_positions[column] < 0) return _fixed[column];
        ref var cell = ref Cell(ref first, start, ends, column, out var length);
        return _caches[column].Get(ref cell, length);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private CellValue Day(ref byte first, int start, ReadOnlySpan<int> ends, int column, bool isPlain, int plus)
    {
        if (_positions[column] < 0) return _fixed[column];
        ref var cell = ref Cell(ref first, start, ends, column, out var length);
        if (isPlain)
        {
            if (length == 10 && FastCell.Day(ref cell) is >= 0 and var day && Sentinels.IsClearlyADate(day)) return new CellValue(day + plus, null, CellNotes.None);
            if (length == 0 && plus == 1) return default;
        }
        return _caches[column].Get(ref cell, length);
    }

    private bool MustWait(int column, ref byte cell, int length) =>
        length >= CellText.LongNumberDigits && _longNumbers.MustWait(column, MemoryMarshal.CreateReadOnlySpan(ref cell, length));

    // An id that has to be spelled otherwise, or in which something may be wrong.
    private ProblemKind? CheckId(ref byte cell, ref int length)
    {
        var found = _checker.Check(ExtractContract.Offences.Columns[IdColumn], MemoryMarshal.CreateReadOnlySpan(ref cell, length));
        _tally.Notes.Count(found.Notes);
        if (found.Text is null) return found.Problem;
        length = CellBytes.Put(found.Text, ref _checkedId);
        return null;
    }

    // Counts what was done to a row's cells, and refuses it where something is wrong with one of them.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool TakeMarked(byte[] bytes, int start, ReadOnlySpan<int> ends, int line, ProblemKind? idProblem)
    {
        ref var first = ref MemoryMarshal.GetArrayDataReference(bytes);
        Span<ProblemKind?> problems = [null, idProblem, null, null, null, null, null, null, null, null];
        var isRefused = idProblem is not null;
        for (var i = CodeColumn; i < problems.Length; i++)
        {
            var value = Value(ref first, start, ends, i);
            _tally.Notes.Count(value.Notes);
            problems[i] = value.Problem;
            isRefused |= value.Problem is not null;
        }
        if (isRefused) Refuse(bytes, start, ends, line, problems);
        return !isRefused;
    }

    // A row that says when it was recorded is of another origin for each such day; there are few.
    private int OriginOf(int origin, int recordedDay)
    {
        if (_origins.TryGetValue((origin, recordedDay), out var known)) return known;
        var number = _tables.Origins.NumberOf(_tables.Origins.Get(origin) with { RecordedDay = recordedDay });
        _origins.Add((origin, recordedDay), number);
        return number;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Refuse(byte[] bytes, int start, ReadOnlySpan<int> ends, int line, ReadOnlySpan<ProblemKind?> problems)
    {
        _tally.Refused++;
        if (_layout.IsHeader(bytes, start, ends))
        {
            Refuse(line, -1, ProblemKind.RepeatedHeader);
            return;
        }
        ref var cell = ref Cell(ref MemoryMarshal.GetArrayDataReference(bytes), start, ends, PersonColumn, out var length);
        var person = _finder.Find(ref cell, length, ref _tally.Notes, out var personProblem);
        if (person < 0) Refuse(line, PersonColumn, personProblem);
        for (var i = 0; i < problems.Length; i++)
        {
            if (problems[i] is { } problem) Refuse(line, i, problem, person);
        }
    }

    private void Refuse(int line, int column, ProblemKind problem, int person = PackedProblem.Nobody) =>
        _tally.Problems.Add(ExtractContract.Offences, _file, line, column, problem, person);

    private static T Member<T>(string text) where T : struct, Enum =>
        Vocabulary.TryParse<T>(text, out var member) ? member : throw new InvalidOperationException("The cell has not been found in order.");

    /// <summary>A row in order but for its person.</summary>
    private struct Waiting
    {
        public KeptRow Row;
        public KeptRow Rest;    // of a row that takes two places
        public int Day;
    }
}
