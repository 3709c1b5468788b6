using System.Numerics;
using System.Runtime.CompilerServices;

namespace Iom.Selection.Extracts.Store;

/// <summary>The rows of offences, parted by person, so that all rows of some people can be looked at together and no others.</summary>
internal sealed class OffenceStore
{
    private const int RowsInAChunk = 512;
    private const int ChunksInASlab = 256;
    private const int UsualParts = 256;
    private const int MinPeopleInAPart = 1024;

    // Up to so many rows of one person, each is put where it goes among those before it.
    private const int FewRows = 32;

    private readonly Lock _turn = new();
    private readonly int _shift;

    // By part: its rows as they came, or once they have been put in order, those.
    private readonly List<Chunk>[] _chunks;
    private readonly PartOrder?[] _orders;
    private KeptRow[] _slab = [];
    private int _slabFilled;

    public OffenceStore(int people)
    {
        var peopleInAPart = Math.Max(MinPeopleInAPart, (people + UsualParts - 1) / UsualParts);
        _shift = Math.Min(KeptRow.PersonBits, BitOperations.Log2(BitOperations.RoundUpToPowerOf2((uint)peopleInAPart)));
        _chunks = new List<Chunk>[((people - 1) >> _shift) + 1];
        for (var i = 0; i < _chunks.Length; i++) _chunks[i] = [];
        _orders = new PartOrder[_chunks.Length];
        People = people;
    }

    public int People { get; }

    public int PartCount => _chunks.Length;

    /// <summary>The first person of a part, and the first of the next.</summary>
    public (int First, int End) PeopleOf(int part) => (part << _shift, (int)Math.Min(((long)part + 1) << _shift, People));

    /// <summary>Which part a person is in.</summary>
    public int PartOf(int person) => person >> _shift;

    /// <summary>The rows of a part, once all writers are closed.</summary>
    /// <param name="part">The part.</param>
    /// <param name="chunks">The rows in no order, where they were not put in order.</param>
    /// <returns>The rows person by person; null where they were not put in order.</returns>
    public PartOrder? Find(int part, out IReadOnlyList<Chunk> chunks)
    {
        // In this order: once the chunks are gone, the rows in order are there.
        chunks = Volatile.Read(ref _chunks[part]);
        return Volatile.Read(ref _orders[part]);
    }

    /// <summary>The rows of a part, however they lie, in no order that anybody may count on.</summary>
    public OffenceRow[] ToArray(int part)
    {
        if (Find(part, out var chunks) is { } order) return [.. order.Rows];
        var (first, rows) = (PeopleOf(part).First, new List<OffenceRow>());
        foreach (var chunk in chunks)
        {
            var kept = chunk.Rows;
            for (var at = 0; at < kept.Length; at += kept[at].Places)
            {
                KeptRow.Copy(kept, at, first, out var row);
                rows.Add(row);
            }
        }
        return [.. rows];
    }

    /// <summary>Puts the rows of a part in order, for whoever looks at them on one date after another; others may look at them meanwhile.</summary>
    public void PutInOrder(int part)
    {
        if (Find(part, out var chunks) is not null) return;
        var (first, end) = PeopleOf(part);
        var (ends, count) = (new int[end - first], 0);
        foreach (var chunk in chunks)
        {
            var kept = chunk.Rows;
            for (var at = 0; at < kept.Length; at += kept[at].Places, count++) ends[kept[at].Person]++;
        }
        for (int i = 0, before = 0; i < ends.Length; i++) (ends[i], before) = (before, before + ends[i]);
        var rows = GC.AllocateUninitializedArray<OffenceRow>(count);
        foreach (var chunk in chunks)
        {
            var kept = chunk.Rows;
            for (var at = 0; at < kept.Length; at += kept[at].Places) KeptRow.Copy(kept, at, first, out rows[ends[kept[at].Person]++]);
        }
        var (areApart, linker) = (new bool[ends.Length], new OffenceLinker());
        for (int i = 0, from = 0; i < ends.Length; from = ends[i++])
        {
            var own = rows.AsSpan(from..ends[i]);
            OrderByDay(own);
            areApart[i] = linker.Link(own).Length == own.Length;
        }
        // The rows as they were stay with whoever is looking at them.
        Volatile.Write(ref _orders[part], new PartOrder(rows, ends, areApart));
        Volatile.Write(ref _chunks[part], []);
    }

    private static void OrderByDay(Span<OffenceRow> rows)
    {
        if (rows.Length > FewRows)
        {
            rows.Sort((one, other) => one.Day.CompareTo(other.Day));
            return;
        }
        for (var i = 1; i < rows.Length; i++)
        {
            var (row, at) = (rows[i], i);
            for (; at > 0 && rows[at - 1].Day > row.Day; at--) rows[at] = rows[at - 1];
            rows[at] = row;
        }
    }

    /// <summary>Rows that lie together, each in one place or two.</summary>
    public readonly record struct Chunk(KeptRow[] Slab, int Start, int Count)
    {
        public ReadOnlySpan<KeptRow> Rows => Slab.AsSpan(Start, Count);
    }

    /// <summary>The rows of a part person by person, each one's from the earliest day on.</summary>
    /// <param name="Rows">All of them.</param>
    /// <param name="Ends">By person of the part, where their rows end.</param>
    /// <param name="AreApart">By person, whether each row is of an offence of its own.</param>
    public sealed record PartOrder(OffenceRow[] Rows, int[] Ends, bool[] AreApart)
    {
        /// <summary>The rows of one person.</summary>
        /// <param name="person">The person's number within the part.</param>
        public ReadOnlySpan<OffenceRow> Of(int person) => Rows.AsSpan((person == 0 ? 0 : Ends[person - 1])..Ends[person]);
    }

    /// <summary>Takes the rows of one thread.</summary>
    public sealed class Writer(OffenceStore store)
    {
        private readonly Tail[] _tails = new Tail[store.PartCount];

        /// <summary>Keeps a row.</summary>
        /// <param name="row">The row, of nobody yet.</param>
        /// <param name="person">The number of the person.</param>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Add(in KeptRow row, int person)
        {
            ref var tail = ref _tails[person >> store._shift];
            if (tail.At == tail.End) store.Exchange(ref tail, person >> store._shift);
            tail.Slab[tail.At++].Set(row, person & ((1 << store._shift) - 1));
        }

        /// <summary>Keeps a row that takes two places.</summary>
        /// <param name="row">The first.</param>
        /// <param name="rest">The second.</param>
        /// <param name="person">The number of the person.</param>
        public void Add(in KeptRow row, in KeptRow rest, int person)
        {
            ref var tail = ref _tails[person >> store._shift];
            // Both lie side by side.
            if (tail.End - tail.At < 2) store.Exchange(ref tail, person >> store._shift);
            tail.Slab[tail.At++].Set(row, person & ((1 << store._shift) - 1));
            tail.Slab[tail.At++] = rest;
        }

        /// <summary>Hands over what is left.</summary>
        public void Close()
        {
            for (var part = 0; part < _tails.Length; part++) store.Keep(ref _tails[part], part);
        }
    }

    private void Exchange(ref Tail tail, int part)
    {
        Keep(ref tail, part);
        lock (_turn)
        {
            if (_slabFilled == _slab.Length)
            {
                _slab = GC.AllocateUninitializedArray<KeptRow>(RowsInAChunk * ChunksInASlab);
                _slabFilled = 0;
            }
            tail = new Tail { Slab = _slab, Start = _slabFilled, At = _slabFilled, End = _slabFilled + RowsInAChunk };
            _slabFilled += RowsInAChunk;
        }
    }

    private void Keep(ref Tail tail, int part)
    {
        if (tail.At == tail.Start) return;
        lock (_turn) _chunks[part].Add(new Chunk(tail.Slab, tail.Start, tail.At - tail.Start));
        tail = default;
    }

    private struct Tail
    {
        public KeptRow[] Slab;
        public int Start;
        public int At;
        public int End;
    }
}
