using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using Iom.Selection.Extracts.Contract;
using Iom.Selection.Extracts.Csv;

namespace Iom.Selection.Extracts.Streaming;

/// <summary>Reads again the ids that were too long to be kept, of the few rows of which they are told.</summary>
internal sealed class LongIds
{
    private readonly Dictionary<(int File, int Line), string> _ids = [];

    /// <summary>Reads the files again in which such rows stand; none where there is no such row.</summary>
    /// <exception cref="ExtractException">A file is not what it was.</exception>
    public LongIds(IEnumerable<RecordName> names, FolderFiles folder, RunningAccount account, Workers workers, int blockBytes)
    {
        foreach (var wanted in names.Where(name => name.IsHashed).GroupBy(name => name.File))
        {
            var source = folder.Of(ExtractContract.Offences)[wanted.Key];
            var lines = wanted.Select(name => name.Line).ToHashSet();
            var checker = new SharedChecker(folder.CheckerFor(source));
            using var blocks = FolderFiles.OpenBlocks(source, onRead: null, blockBytes);
            workers.Run((_, token) =>
            {
                var (block, rows) = (new Block(), new Rows(this, wanted.Key, lines, blocks.Layout, checker));
                while (blocks.Next(block, rows)) token.ThrowIfCancellationRequested();
            });
            var first = account.Inputs.Single(input => input.Name == source.Name).Sha256;
            if (blocks.Sha256 != first || lines.Any(line => !_ids.ContainsKey((wanted.Key, line)))) throw FolderFiles.Changed(source.Name);
        }
    }

    /// <summary>The text of an id.</summary>
    public string Of(in RecordName name) => name.IsHashed ? _ids[(name.File, name.Line)] : Encoding.UTF8.GetString(PackedKey.Bytes(name.First, name.Last, name.Length));

    private sealed class Rows(LongIds ids, int file, HashSet<int> lines, FileLayout layout, SharedChecker checker) : IRowTaker
    {
        private const int IdColumn = 1;

        public void Take(byte[] bytes, int start, ReadOnlySpan<int> ends, int cells, int line)
        {
            if (!lines.Contains(line) || layout.WhatBreaks(cells) is not null) return;
            var position = layout.PositionOf(IdColumn);
            var at = position <= 0 ? start : ends[position - 1] + 1;
            var cell = position < 0 ? [] : MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(bytes), at), ends[position] - at);
            if (checker.Check(ExtractContract.Offences.Columns[IdColumn], cell, out var text) is not null) return;
            lock (ids._ids) ids._ids[(file, line)] = text!;
        }

        public void Settle()
        {
            // Nothing is kept of the bytes.
        }

        public void TakeBroken(ProblemKind problem, int cell, int line)
        {
        }
    }
}
