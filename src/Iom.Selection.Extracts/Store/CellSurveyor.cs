using System.Runtime.InteropServices;
using System.Text;
using Iom.Selection.Extracts.Account;
using Iom.Selection.Extracts.Contract;
using Iom.Selection.Extracts.Csv;
using Iom.Selection.Extracts.Problems;

namespace Iom.Selection.Extracts.Store;

/// <summary>Reads files again to see what stands in the cells that were not understood.</summary>
internal static class CellSurveyor
{
    // So many forms, and so many words, are kept of a column; of a word, so many characters.
    private const int MaxDifferent = 50_000;
    private const int MaxLength = 100;

    /// <summary>Surveys every column of every file that has cells which are no date, no number, no word of the list or no known code.</summary>
    /// <param name="store">The folder.</param>
    /// <param name="problems">What is wrong, by file and column.</param>
    /// <param name="withCodes">Whether codes are looked at.</param>
    /// <returns>The columns; of each the forms and words of its cells, of very many different ones the ordinally smallest.</returns>
    /// <exception cref="ExtractException">A file is not what it was.</exception>
    public static IReadOnlyList<ColumnSurvey> Survey(ExtractStore store, IReadOnlyList<ProblemCount> problems, bool withCodes)
    {
        var wanted = store.Folder.Present.SelectMany(store.Folder.SourcesOf).Select(source => (Source: source, Columns: ColumnsOf(source))).Where(file => file.Columns.Length > 0).ToArray();
        ColumnSurvey[] surveys = [.. wanted.SelectMany(file => Survey(store, file.Source, file.Columns))];
        if (wanted.Length > 0) store.Folder.CheckUnchanged();
        return surveys;

        int[] ColumnsOf(Source source) =>
        [
            .. source.Contract.Columns.Select((column, i) => (column, i))
                .Where(pair => (withCodes && pair.column.Kind == CellKind.Code) || problems.Any(problem => problem.FileName == source.Contract.FileName && problem.SourceName == source.Name
                    && problem.Column == pair.column.Name && IsOfForm(problem.Kind)))
                .Select(pair => pair.i),
        ];
    }

    private static bool IsOfForm(ProblemKind kind) => kind is ProblemKind.NotADate or ProblemKind.NotANumber or ProblemKind.NotInList;

    private static ColumnSurvey[] Survey(ExtractStore store, Source source, int[] columns)
    {
        var all = columns.Select(_ => new CellCounts()).ToArray();
        using var file = store.Folder.OpenContractFile(source, onRead: null, store.BufferBytes, isHashed: false);
        store.Workers.Run((_, token) =>
        {
            var (buffer, rows) = (new ReadBuffer(), new Rows(file.Layout, store.Folder.CheckerFor(source), source, columns, store));
            try
            {
                while (file.Next(buffer, rows)) token.ThrowIfCancellationRequested();
            }
            catch (IOException e)
            {
                throw FolderFiles.CannotBeRead(source.Contract.FileName, e);
            }
            lock (all)
            {
                foreach (var (counts, own) in all.Zip(rows.Cells)) counts.Add(own);
            }
        });
        return
        [
            .. columns.Select(column => source.Contract.Columns[column]).Zip(all).Where(pair => pair.Second.Words.Counts.Count > 0)
                .Select(pair => new ColumnSurvey(source.Contract.FileName, source.Name, pair.First.Name, InOrder(pair.Second.Forms), InOrder(pair.Second.Words), pair.First.Words)
                {
                    IsComplete = pair.Second.Words.IsComplete,
                }),
        ];
    }

    private static CountedText[] InOrder(SmallestTexts counted) =>
        [.. counted.Counts.Select(pair => new CountedText(pair.Key, pair.Value)).OrderByDescending(pair => pair.Count).ThenBy(pair => pair.Text, StringComparer.Ordinal)];

    /// <summary>The cells of a column that were not understood.</summary>
    private sealed class CellCounts
    {
        public SmallestTexts Forms { get; } = new(MaxDifferent);

        public SmallestTexts Words { get; } = new(MaxDifferent);

        public void Add(Cell cell)
        {
            Forms.Add(cell.Form);
            Words.Add(cell.Word);
        }

        public void Add(CellCounts other)
        {
            Forms.Add(other.Forms);
            Words.Add(other.Words);
        }
    }

    /// <summary>A cell that was not understood.</summary>
    private sealed record Cell(string Word, string Form)
    {
        public static Cell Of(ReadOnlySpan<byte> bytes)
        {
            var word = CellText.Trim(Encoding.UTF8.GetString(bytes));
            if (word.Length <= MaxLength) return new Cell(word, CellForm.Of(word));
            var end = char.IsHighSurrogate(word[MaxLength - 1]) ? MaxLength - 1 : MaxLength;
            return new Cell($"{word[..end]}...", CellForm.Of(word));
        }
    }

    private sealed class Rows(FileLayout layout, CellChecker checker, Source source, int[] columns, ExtractStore store) : RowTaker
    {
        // Of each column, the cells that were not understood, null for others; most of them repeat.
        private readonly CellCache<Cell?>[] _listed = [.. columns.Select(column => new CellCache<Cell?>(cell => Listed(source.Contract.Columns[column], cell, checker, store)))];
        private readonly int[] _positions = [.. columns.Select(layout.PositionOf)];
        private readonly bool[] _hasPlainDates = [.. columns.Select(column => source.Contract.Columns[column] is { Kind: CellKind.Date, Name: var name } && source.Mapping.HasIsoDates && source.Mapping.IsPlain(name))];

        public CellCounts[] Cells { get; } = [.. columns.Select(_ => new CellCounts())];

        public override void Take(byte[] bytes, int start, ReadOnlySpan<int> ends, int cells, int line)
        {
            if (layout.WhatBreaks(cells) is not null) return;
            for (var i = 0; i < _positions.Length; i++)
            {
                if (_positions[i] < 0) continue;
                ref var first = ref CellBytes.At(ref MemoryMarshal.GetArrayDataReference(bytes), start, ends, _positions[i], out var length);
                if (_hasPlainDates[i] && length == 10 && FastCell.Day(ref first) >= 0) continue;
                if (_listed[i].Get(ref first, length) is not { } listed) continue;
                if (layout.IsHeader(bytes, start, ends[..cells])) return;
                Cells[i].Add(listed);
            }
        }

        private static Cell? Listed(Column column, ReadOnlySpan<byte> cell, CellChecker checker, ExtractStore store)
        {
            var found = checker.Check(column, cell);
            var isUnknownCode = column.Kind == CellKind.Code && found.Text is { } code && store.Catalogue.Find(code) is null;
            return isUnknownCode || (found.Problem is { } kind && IsOfForm(kind)) ? Cell.Of(cell) : null;
        }

        public override void Settle()
        {
            // Nothing is kept of the bytes.
        }

        public override void TakeBroken(ProblemKind problem, int cell, int line)
        {
            // It has no cells.
        }
    }
}
