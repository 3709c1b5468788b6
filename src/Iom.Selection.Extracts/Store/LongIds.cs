using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using Iom.Selection.Extracts.Contract;
using Iom.Selection.Extracts.Csv;
using Iom.Selection.Extracts.Problems;

namespace Iom.Selection.Extracts.Store;

/// <summary>Reads again the ids that were too long to be kept, of the few rows of which they are told.</summary>
internal sealed class LongIds
{
    private readonly ExtractStore _store;
    private readonly Dictionary<(int File, int Line), string> _ids = [];

    public LongIds(ExtractStore store) => _store = store;

    /// <summary>Reads the files again in which such rows stand; none where there is no such row that is not known yet.</summary>
    /// <exception cref="ExtractException">A file is not what it was.</exception>
    public void Read(IEnumerable<RecordName> names)
    {
        foreach (var wanted in names.Where(name => name.IsHashed && !_ids.ContainsKey((name.File, name.Line))).GroupBy(name => name.File).ToArray())
        {
            var source = _store.Folder.SourcesOf(ExtractContract.Offences)[wanted.Key];
            var lines = wanted.Select(name => name.Line).ToHashSet();
            var checker = new SharedChecker(_store.Folder.CheckerFor(source));
            using var open = _store.Folder.OpenContractFile(source, onRead: null, _store.BufferBytes);
            _store.Workers.Run((_, token) =>
            {
                var (buffer, rows) = (new ReadBuffer(), new Rows(this, wanted.Key, lines, open.Layout, checker));
                while (open.Next(buffer, rows)) token.ThrowIfCancellationRequested();
            });
            var first = _store.Account.Inputs.Single(input => input.Name == source.Name).Sha256;
            if (open.Sha256 != first || lines.Any(line => !_ids.ContainsKey((wanted.Key, line)))) throw FolderFiles.Changed(source.Name);
        }
    }

    /// <summary>The text of an id.</summary>
    public string Find(in RecordName name) => name.IsHashed ? _ids[(name.File, name.Line)] : Encoding.UTF8.GetString(PackedKey.Bytes(name.First, name.Last, name.Length));

    private sealed class Rows(LongIds ids, int file, HashSet<int> lines, FileLayout layout, SharedChecker checker) : RowTaker
    {
        private const int IdColumn = 1;

        public override void Take(byte[] bytes, int start, ReadOnlySpan<int> ends, int cells, int line)
        {
            if (!lines.Contains(line) || layout.WhatBreaks(cells) is not null) return;
            var position = layout.PositionOf(IdColumn);
            var at = position <= 0 ? start : ends[position - 1] + 1;
            var cell = position < 0 ? [] : MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(bytes), at), ends[position] - at);
            if (checker.Check(ExtractContract.Offences.Columns[IdColumn], cell).Text is not { } text) return;
            lock (ids._ids) ids._ids[(file, line)] = text;
        }

        public override void Settle()
        {
            // Nothing is kept of the bytes.
        }

        public override void TakeBroken(ProblemKind problem, int cell, int line)
        {
        }
    }
}
