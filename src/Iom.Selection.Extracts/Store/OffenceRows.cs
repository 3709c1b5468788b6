using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Iom.Selection.Extracts.Contract;
using Iom.Selection.Extracts.Csv;
using Iom.Selection.Extracts.Problems;
using Iom.Selection.Foundation;
using Iom.Selection.Records;

namespace Iom.Selection.Extracts.Store;

/// <summary>Takes the rows of one file of offences that fall to one thread: checks every cell and keeps what counts.</summary>
internal sealed class OffenceRows : IRowTaker
{
    private const int PersonColumn = 0;
    private const int IdColumn = 1;
    private const int CodeColumn = 2;
    private const int DayColumn = 3;
    private const int OutcomeColumn = 4;
    private const int OutcomeDayColumn = 5;
    private const int DetectedByColumn = 6;
    private const int SourceColumn = 7;

    // Rows wait for their person to be found, so that the memory is asked for several at once.
    private const int MaxWaiting = 32;

    private readonly int _file;
    private readonly FileLayout _layout;
    private readonly SharedChecker _checker;
    private readonly PersonFinder _finder;
    private readonly SipHash _hash;
    private readonly OffenceStore.Writer _store;
    private readonly ThreadTally _tally;
    private readonly bool _idIsPlain;
    private readonly bool _dayIsPlain;
    private readonly bool _outcomeDayIsPlain;
    private readonly int[] _positions;
    private readonly CellCache<CellValue>[] _caches;
    private readonly bool _personIsThere;
    private readonly Waiting[] _waiting = new Waiting[MaxWaiting];
    private byte[] _bytes = [];     // in which the cells of the rows that wait stand
    private int _waitingCount;
    private byte[] _mappedId = new byte[LineScan.Width];
    private readonly CellValue[] _fixed;    // of columns that are not there, or the same in every row

    public OffenceRows(
        Source source, int file, FileLayout layout, SharedChecker checker, PersonFinder finder, SipHash hash, OffenceTables tables,
        OffenceStore.Writer store, ThreadTally tally)
    {
        (_file, _layout, _checker, _finder, _hash, _store, _tally) = (file, layout, checker, finder, hash, store, tally);
        var mapping = source.Mapping;
        var columns = ExtractContract.Offences.Columns;
        _positions = [.. columns.Select((_, i) => layout.PositionOf(i))];
        _personIsThere = _positions[0] >= 0;
        _idIsPlain = mapping.IsPlain(columns[IdColumn].Name);
        _dayIsPlain = mapping.HasIsoDates && mapping.IsPlain(columns[DayColumn].Name);
        _outcomeDayIsPlain = mapping.HasIsoDates && mapping.IsPlain(columns[OutcomeDayColumn].Name);

        Func<string?, int> number = text => text is null ? 0 : 1;
        var numbers = columns.Select(_ => number).ToArray();
        numbers[CodeColumn] = text => text is null ? 0 : tables.Codes.NumberOf(text);
        numbers[DayColumn] = text => text is null ? 0 : FileDates.Day(text);
        numbers[OutcomeColumn] = text => (int)Member<OffenceOutcome>(text!);
        numbers[OutcomeDayColumn] = text => text is null ? 0 : FileDates.Day(text) + 1;
        numbers[DetectedByColumn] = text => text is null ? 0 : (int)Member<DetectedBy>(text) + 1;
        numbers[SourceColumn] = text => tables.Origins.NumberOf(new RowSource(file, text));
        _caches = [.. columns.Select((column, i) => new CellCache<CellValue>(cell => checker.Check(column, cell, numbers[i])))];
        _fixed = [.. columns.Select((column, i) => _positions[i] >= 0 ? default
            : layout.IsRead(i) ? checker.Check(column, [], numbers[i])
            : new CellValue(numbers[i](null), null, false))];
    }

    public void TakeBroken(ProblemKind problem, int cell, int line)
    {
        _tally.Read++;
        Refuse(line, _layout.ColumnOf(cell), problem);
        _tally.Refused++;
    }

    public void Take(byte[] bytes, int start, ReadOnlySpan<int> ends, int cells, int line)
    {
        if (cells != _layout.CellCount)
        {
            TakeBroken(_layout.WhatBreaks(cells)!.Value.Kind, -1, line);
            return;
        }
        if (_waitingCount == MaxWaiting || bytes != _bytes) Settle();
        _bytes = bytes;
        _tally.Read++;
        ref var first = ref MemoryMarshal.GetArrayDataReference(bytes);

        ref var personCell = ref Cell(ref first, start, ends, 0, out var personLength);
        ref var idCell = ref Cell(ref first, start, ends, IdColumn, out var idLength);
        ProblemKind? idProblem = null;
        if (!_idIsPlain)
        {
            idProblem = MapId(ref idCell, ref idLength);
            idCell = ref _mappedId[0];
        }
        else if (!FastCell.IsSimpleId(ref idCell, idLength)) idProblem = CellChecker.CheckId(MemoryMarshal.CreateReadOnlySpan(ref idCell, idLength));
        var code = Value(ref first, start, ends, CodeColumn);
        var day = Day(ref first, start, ends, DayColumn, _dayIsPlain, plus: 0);
        var outcome = Value(ref first, start, ends, OutcomeColumn);
        var outcomeDay = Day(ref first, start, ends, OutcomeDayColumn, _outcomeDayIsPlain, plus: 1);
        var detectedBy = Value(ref first, start, ends, DetectedByColumn);
        var source = Value(ref first, start, ends, SourceColumn);
        if (code.IsMended) _tally.Mended++;

        if (idProblem is not null || !code.IsFine || !day.IsFine || !outcome.IsFine || !outcomeDay.IsFine || !detectedBy.IsFine || !source.IsFine)
        {
            Refuse(line, ref personCell, personLength, idProblem, code, day, outcome, outcomeDay, detectedBy, source);
            return;
        }

        var isHashed = idLength > PackedKey.MaxBytes;
        var id = isHashed ? _hash.Hash(MemoryMarshal.CreateReadOnlySpan(ref idCell, idLength)) : PackedKey.Pack(ref idCell, idLength);
        ref var waiting = ref _waiting[_waitingCount++];
        (waiting.PersonAt, waiting.PersonLength) = ((int)Unsafe.ByteOffset(ref first, ref personCell), personLength);
        // Field by field: a row made elsewhere and copied would have to be read back before it is written.
        ref var row = ref waiting.Row;
        row.Pack(day.Number, outcomeDay.Number, outcome.Number, detectedBy.Number, isHashed ? OffenceRow.Hashed : idLength);
        (row.IdFirst, row.IdLast) = id;
        row.Line = line;
        row.Code = code.Number;
        row.Origin = source.Number;
    }

    public void Settle()
    {
        // One right after the other, so that several are on their way at a time.
        foreach (ref var waiting in _waiting.AsSpan(0, _waitingCount)) waiting.Fetched = _finder.Fetch(ref PersonOf(waiting), waiting.PersonLength);
        foreach (ref var waiting in _waiting.AsSpan(0, _waitingCount)) _finder.FetchBytes(waiting.Fetched, waiting.PersonLength);
        foreach (ref var waiting in _waiting.AsSpan(0, _waitingCount))
        {
            var person = _finder.Find(ref PersonOf(waiting), waiting.PersonLength, waiting.Fetched, out var problem);
            if (person < 0)
            {
                _tally.Refused++;
                Refuse(waiting.Row.Line, PersonColumn, problem);
                continue;
            }
            if (waiting.Row.Day < _tally.Earliest) _tally.Earliest = waiting.Row.Day;
            _store.Add(waiting.Row, person);
        }
        _waitingCount = 0;
    }

    private ref byte PersonOf(in Waiting waiting) =>
        ref _personIsThere ? ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_bytes), waiting.PersonAt) : ref CellBytes.Empty;

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
            if (length == 10 && FastCell.Day(ref cell) is >= 0 and var day) return new CellValue(day + plus, null, false);
            if (length == 0 && plus == 1) return default;
        }
        return _caches[column].Get(ref cell, length);
    }

    // An id that a map puts in the place of another.
    private ProblemKind? MapId(ref byte cell, ref int length)
    {
        var problem = _checker.Check(ExtractContract.Offences.Columns[IdColumn], MemoryMarshal.CreateReadOnlySpan(ref cell, length), out var text);
        if (text is null) return problem;
        length = CellBytes.Put(text, ref _mappedId);
        return null;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Refuse(
        int line, ref byte personCell, int personLength, ProblemKind? idProblem, CellValue code, CellValue day, CellValue outcome, CellValue outcomeDay, CellValue detectedBy, CellValue source)
    {
        _tally.Refused++;
        if (_finder.Find(ref personCell, personLength, out var personProblem) < 0) Refuse(line, PersonColumn, personProblem);
        ReadOnlySpan<ProblemKind?> problems =
            [null, idProblem, code.Problem, day.Problem, outcome.Problem, outcomeDay.Problem, detectedBy.Problem, source.Problem];
        for (var i = 0; i < problems.Length; i++)
        {
            if (problems[i] is { } problem) Refuse(line, i, problem);
        }
    }

    private void Refuse(int line, int column, ProblemKind problem) => _tally.Problems.Add(ExtractContract.Offences, _file, line, column, problem);

    private static T Member<T>(string text) where T : struct, Enum =>
        Vocabulary.TryParse<T>(text, out var member) ? member : throw new InvalidOperationException("The cell has not been found in order.");

    /// <summary>A row in order but for its person, and where the person's cell stands.</summary>
    private struct Waiting
    {
        public OffenceRow Row;
        public int PersonAt;
        public int PersonLength;
        public ulong Fetched;
    }
}
