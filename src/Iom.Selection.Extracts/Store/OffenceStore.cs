using System.Numerics;
using System.Runtime.CompilerServices;

namespace Iom.Selection.Extracts.Store;

/// <summary>The rows of offences, parted by person, so that all rows of some people can be looked at together and no others.</summary>
internal sealed class OffenceStore
{
    private const int RowsInAChunk = 512;
    private const int ChunksInASlab = 256;
    private const int MaxParts = 256;
    private const int MinPeopleInAPart = 1024;

    // Up to so many rows of one person, each is put where it goes among those before it.
    private const int FewRows = 32;

    private readonly Lock _turn = new();
    private readonly int _shift;
    private readonly List<Chunk>[] _chunks;

    // By part, once it is in order.
    private readonly PartOrder?[] _orders;
    private OffenceRow[] _slab = [];
    private int _slabFilled;

    public OffenceStore(int people)
    {
        var peopleInAPart = Math.Max(MinPeopleInAPart, (people + MaxParts - 1) / MaxParts);
        _shift = BitOperations.Log2(BitOperations.RoundUpToPowerOf2((uint)peopleInAPart));
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

    /// <summary>The rows of a part, in no order, once all writers are closed.</summary>
    public IReadOnlyList<Chunk> RowsOf(int part) => _chunks[part];

    /// <summary>The rows of a part that was put in order: person by person, each one's from the earliest day on.</summary>
    /// <param name="part">The part.</param>
    /// <param name="rows">The rows.</param>
    /// <returns>Where each person's rows are; null where the part was not put in order.</returns>
    public PartOrder? FindInOrder(int part, out ReadOnlySpan<OffenceRow> rows)
    {
        var order = Volatile.Read(ref _orders[part]);
        rows = order is null ? [] : _chunks[part][0].Rows;
        return order;
    }

    /// <summary>Puts the rows of a part in order, for whoever looks at them on one date after another; others may look at them meanwhile.</summary>
    public void PutInOrder(int part)
    {
        if (Volatile.Read(ref _orders[part]) is not null) return;
        var (first, end) = PeopleOf(part);
        var (ends, count, chunks) = (new int[end - first], 0, _chunks[part]);
        foreach (var chunk in chunks)
        {
            foreach (ref readonly var row in chunk.Rows) ends[row.Person - first]++;
            count += chunk.Count;
        }
        for (int i = 0, before = 0; i < ends.Length; i++) (ends[i], before) = (before, before + ends[i]);
        var rows = GC.AllocateUninitializedArray<OffenceRow>(count);
        foreach (var chunk in chunks)
        {
            foreach (ref readonly var row in chunk.Rows) rows[ends[row.Person - first]++] = row;
        }
        var (areApart, linker) = (new bool[ends.Length], new OffenceLinker());
        for (int i = 0, from = 0; i < ends.Length; from = ends[i++])
        {
            var own = rows.AsSpan(from..ends[i]);
            OrderByDay(own);
            areApart[i] = linker.Link(own).Length == own.Length;
        }
        // The rows as they were stay with whoever is looking at them.
        Volatile.Write(ref _chunks[part], [new Chunk(rows, 0, count)]);
        Volatile.Write(ref _orders[part], new PartOrder(ends, areApart));
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

    /// <summary>Rows that lie together.</summary>
    public readonly record struct Chunk(OffenceRow[] Slab, int Start, int Count)
    {
        public ReadOnlySpan<OffenceRow> Rows => Slab.AsSpan(Start, Count);
    }

    /// <summary>What is known of the people of a part once it is in order.</summary>
    /// <param name="Ends">By person of the part, where their rows end.</param>
    /// <param name="AreApart">By person, whether each row is of an offence of its own.</param>
    public sealed record PartOrder(int[] Ends, bool[] AreApart);

    /// <summary>Takes the rows of one thread.</summary>
    public sealed class Writer(OffenceStore store)
    {
        private readonly Tail[] _tails = new Tail[store.PartCount];

        /// <summary>Keeps a row.</summary>
        /// <param name="row">The row, of nobody yet.</param>
        /// <param name="person">The number of the person.</param>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Add(in OffenceRow row, int person)
        {
            ref var tail = ref _tails[person >> store._shift];
            if (tail.At == tail.End) store.Exchange(ref tail, person >> store._shift);
            // The person is put where the row goes: to put it into the row first would make the processor wait to read it back.
            ref var kept = ref tail.Slab[tail.At++];
            kept = row;
            kept.Person = person;
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
                _slab = GC.AllocateUninitializedArray<OffenceRow>(RowsInAChunk * ChunksInASlab);
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
        public OffenceRow[] Slab;
        public int Start;
        public int At;
        public int End;
    }
}
