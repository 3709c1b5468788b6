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
    private const int MaxDifferent = 2000;

    /// <summary>Surveys every column of every file that has cells which are no date, no number, no word of the list or no known code.</summary>
    /// <param name="store">The folder.</param>
    /// <param name="problems">What is wrong, by file and column.</param>
    /// <param name="withCodes">Whether codes are looked at.</param>
    public static IReadOnlyList<ColumnSurvey> Survey(ExtractStore store, IReadOnlyList<ProblemCount> problems, bool withCodes)
    {
        var surveys = new List<ColumnSurvey>();
        foreach (var source in store.Folder.Present.SelectMany(store.Folder.SourcesOf))
        {
            int[] columns =
            [
                .. source.Contract.Columns.Select((column, i) => (column, i))
                    .Where(pair => (withCodes && pair.column.Kind == CellKind.Code) || problems.Any(problem => problem.FileName == source.Contract.FileName && problem.SourceName == source.Name
                        && problem.Column == pair.column.Name && IsOfForm(problem.Kind)))
                    .Select(pair => pair.i),
            ];
            if (columns.Length > 0) surveys.AddRange(Survey(store, source, columns));
        }
        return surveys;
    }

    private static bool IsOfForm(ProblemKind kind) => kind is ProblemKind.NotADate or ProblemKind.NotANumber or ProblemKind.NotInList;

    private static IEnumerable<ColumnSurvey> Survey(ExtractStore store, Source source, int[] columns)
    {
        using var file = store.Folder.OpenContractFile(source, onRead: null, store.BufferBytes);
        var rows = new Rows(file.Layout, store.Folder.CheckerFor(source), source.Contract, columns, store);
        var buffer = new ReadBuffer();
        while (file.Next(buffer, rows))
        {
        }
        for (var i = 0; i < columns.Length; i++)
        {
            if (rows.Cells[i].Count == 0) continue;
            var column = source.Contract.Columns[columns[i]];
            yield return new ColumnSurvey(source.Contract.FileName, source.Name, column.Name,
                InOrder(rows.Cells[i].GroupBy(pair => CellForm.Of(pair.Key), StringComparer.Ordinal).Select(same => new CountedText(same.Key, same.Sum(pair => pair.Value)))),
                InOrder(rows.Cells[i].Select(pair => new CountedText(pair.Key, pair.Value))), column.Words);
        }
    }

    private static CountedText[] InOrder(IEnumerable<CountedText> counted) =>
        [.. counted.OrderByDescending(pair => pair.Count).ThenBy(pair => pair.Text, StringComparer.Ordinal)];

    private sealed class Rows(FileLayout layout, CellChecker checker, FileContract contract, int[] columns, ExtractStore store) : RowTaker
    {
        // Of each column, whether a cell is one that was not understood; most of them repeat.
        private readonly CellCache<bool>[] _isListed = [.. columns.Select(column => new CellCache<bool>(cell => IsListed(contract.Columns[column], cell, checker, store)))];

        public Dictionary<string, int>[] Cells { get; } = [.. columns.Select(_ => new Dictionary<string, int>(StringComparer.Ordinal))];

        public override void Take(byte[] bytes, int start, ReadOnlySpan<int> ends, int cells, int line)
        {
            if (layout.WhatBreaks(cells) is not null) return;
            for (var i = 0; i < columns.Length; i++)
            {
                if (layout.PositionOf(columns[i]) < 0) continue;
                ref var first = ref CellBytes.At(ref MemoryMarshal.GetArrayDataReference(bytes), start, ends, layout.PositionOf(columns[i]), out var length);
                if (!_isListed[i].Get(ref first, length)) continue;
                var raw = CellText.Trim(Encoding.UTF8.GetString(MemoryMarshal.CreateReadOnlySpan(ref first, length)));
                if (Cells[i].Count < MaxDifferent || Cells[i].ContainsKey(raw)) Cells[i][raw] = Cells[i].GetValueOrDefault(raw) + 1;
            }
        }

        private static bool IsListed(Column column, ReadOnlySpan<byte> cell, CellChecker checker, ExtractStore store)
        {
            var found = checker.Check(column, cell);
            var isUnknownCode = column.Kind == CellKind.Code && found.Text is { } code && store.Catalogue.Find(code) is null;
            return isUnknownCode || (found.Problem is { } kind && IsOfForm(kind));
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
