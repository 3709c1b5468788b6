using System.Buffers.Binary;
using System.Security.Cryptography;
using Iom.Selection.Runs.Storage;
using Microsoft.Win32.SafeHandles;

namespace Iom.Selection.Runs.Decisions;

/// <summary>What stands in the file beside a log of decisions, whose lock says who may write to it: how far the log is known to be whole, and where each person's decisions stand.</summary>
/// <remarks>
/// <para>
/// So one more decision costs the same on a log of any length, and a recording that was stopped half way can be told from a log whose end was cut off. All but
/// the key can be made from the log again; where it does not fit the log, it is.
/// </para>
/// <para>
/// Three parts: the key by which entries of purge are sealed (512 bytes); the head (512 bytes); a table of 16 bytes a slot: the first 8 bytes of a keyed hash of
/// person and day, and where in the log the line begins. Slots that follow each other without a gap belong together (open addressing); at most half are taken.
/// </para>
/// </remarks>
internal sealed class LogState
{
    private const int PageBytes = 512;
    private const int SlotBytes = 16;
    private const int HashBytes = SHA256.HashSizeInBytes;
    private const int LeastSlots = 64;

    private static readonly byte[] KeyMark = "iomkey1\n"u8.ToArray();
    private static readonly byte[] HeadMark = "iomlog1\n"u8.ToArray();

    private readonly SafeFileHandle _file;

    /// <summary>Reads the state from an open file.</summary>
    public LogState(SafeFileHandle file)
    {
        _file = file;
        Key = ReadKey(file);
        Head = Parse(ReadPage(file, PageBytes));
    }

    /// <summary>The key by which entries of purge are sealed; null where there has been none yet.</summary>
    public byte[]? Key { get; private set; }

    /// <summary>How far the log is known; null where that is not known.</summary>
    public LogHead? Head { get; private set; }

    /// <summary>Reads the key beside a log.</summary>
    public static byte[]? ReadKey(SafeFileHandle file)
    {
        var page = ReadPage(file, 0);
        return IsWhole(page, KeyMark) ? page[KeyMark.Length..(KeyMark.Length + HashBytes)] : null;
    }

    /// <summary>Reads the head beside a log that somebody else may be writing to.</summary>
    public static LogHead? ReadHead(SafeFileHandle file) => Parse(ReadPage(file, PageBytes));

    /// <summary>Makes the key, unless there is one.</summary>
    public byte[] EnsureKey(ReadOnlySpan<byte> secret)
    {
        if (Key is not null) return Key;
        var key = SHA256.HashData([.. KeyMark, .. secret]);
        WritePage(0, KeyMark, key);
        Disk.Sync(_file);
        return Key = key;
    }

    /// <summary>Forgets all but the key: before the log is written anew, so that nothing of anybody stays here.</summary>
    public void Forget()
    {
        Head = null;
        RandomAccess.SetLength(_file, Math.Min(RandomAccess.GetLength(_file), PageBytes));
        Disk.Sync(_file);
    }

    /// <summary>Writes the head, once all before it is on the disk.</summary>
    public void WriteHead(LogHead head)
    {
        Disk.Sync(_file);
        Span<byte> bytes = stackalloc byte[(9 * sizeof(long)) + (2 * HashBytes)];
        long[] numbers = [head.Count, head.Length, head.LastStart, head.Pending, head.Stamp.Modified, head.Stamp.Changed, head.Stamp.Number, head.Slots, head.Taken];
        for (var i = 0; i < numbers.Length; i++) BinaryPrimitives.WriteInt64LittleEndian(bytes[(i * sizeof(long))..], numbers[i]);
        Convert.FromHexString(head.Hash).CopyTo(bytes[(9 * sizeof(long))..]);
        head.TableKey.CopyTo(bytes[((9 * sizeof(long)) + HashBytes)..]);
        WritePage(PageBytes, HeadMark, bytes);
        Disk.Sync(_file);
        Head = head;
    }

    /// <summary>Where lines about a person and a day begin, in the order of the log; among them may be lines about others.</summary>
    public IReadOnlyList<long> Find(LogHead head, string person, DateOnly date)
    {
        var tag = Tag(head.TableKey, person, date);
        var starts = new List<long>();
        if (head.Slots == 0) return starts;
        for (var slot = First(tag, head.Slots); ; slot = (slot + 1) & (head.Slots - 1))
        {
            var (other, start) = ReadSlot(slot);
            if (other == 0) break;
            if (other == tag) starts.Add(start);
        }
        starts.Sort();
        return starts;
    }

    /// <summary>Writes a table anew, or adds to the one that is there, which grows where it must. The head that names it is not written yet.</summary>
    /// <returns>How many slots the table has.</returns>
    public long Add(LogHead? head, byte[] tableKey, IReadOnlyList<(string Person, DateOnly Date, long Start)> lines)
    {
        var taken = (head?.Taken ?? 0) + lines.Count;
        var slots = Math.Max(head?.Slots ?? 0, LeastSlots);
        while (slots < taken * 2) slots *= 2;
        if (head is null || slots != head.Slots)
        {
            Write(head, tableKey, lines, slots);
            return slots;
        }
        foreach (var (person, date, start) in lines)
        {
            var tag = Tag(tableKey, person, date);
            var slot = First(tag, slots);
            // A slot that is taken by this very line was written by a recording that was stopped.
            while (ReadSlot(slot) is var (other, was) && other != 0 && (other, was) != (tag, start)) slot = (slot + 1) & (slots - 1);
            WriteSlot(slot, tag, start);
        }
        return slots;
    }

    private void Write(LogHead? head, byte[] tableKey, IReadOnlyList<(string Person, DateOnly Date, long Start)> lines, long slots)
    {
        var table = new byte[slots * SlotBytes];
        if (head is not null)
        {
            var old = new byte[head.Slots * SlotBytes];
            for (int at = 0, read; at < old.Length; at += read)
            {
                if ((read = RandomAccess.Read(_file, old.AsSpan(at), (2 * PageBytes) + at)) == 0) break;
            }
            for (var at = 0; at < old.Length; at += SlotBytes)
            {
                var (tag, start) = (BinaryPrimitives.ReadUInt64LittleEndian(old.AsSpan(at)), BinaryPrimitives.ReadInt64LittleEndian(old.AsSpan(at + sizeof(ulong))));
                // What a stopped recording wrote beyond the log is nobody's.
                if (tag != 0 && start < head.Length) Put(tag, start);
            }
        }
        foreach (var (person, date, start) in lines) Put(Tag(tableKey, person, date), start);
        RandomAccess.Write(_file, table, 2 * PageBytes);

        void Put(ulong tag, long start)
        {
            var slot = First(tag, slots);
            while (BinaryPrimitives.ReadUInt64LittleEndian(table.AsSpan((int)slot * SlotBytes)) != 0) slot = (slot + 1) & (slots - 1);
            BinaryPrimitives.WriteUInt64LittleEndian(table.AsSpan((int)slot * SlotBytes), tag);
            BinaryPrimitives.WriteInt64LittleEndian(table.AsSpan(((int)slot * SlotBytes) + sizeof(ulong)), start);
        }
    }

    private static long First(ulong tag, long slots) => (long)(tag & (ulong)(slots - 1));

    private (ulong Tag, long Start) ReadSlot(long slot)
    {
        Span<byte> bytes = stackalloc byte[SlotBytes];
        bytes.Clear();
        _ = RandomAccess.Read(_file, bytes, (2 * PageBytes) + (slot * SlotBytes));
        return (BinaryPrimitives.ReadUInt64LittleEndian(bytes), BinaryPrimitives.ReadInt64LittleEndian(bytes[sizeof(ulong)..]));
    }

    private void WriteSlot(long slot, ulong tag, long start)
    {
        Span<byte> bytes = stackalloc byte[SlotBytes];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, tag);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[sizeof(ulong)..], start);
        RandomAccess.Write(_file, bytes, (2 * PageBytes) + (slot * SlotBytes));
    }

    // Keyed, so that nobody can write ids that all meet in one slot. 0 is a slot that is free.
    private static ulong Tag(byte[] tableKey, string person, DateOnly date)
    {
        Span<byte> hash = stackalloc byte[HashBytes];
        HMACSHA256.HashData(tableKey, System.Text.Encoding.UTF8.GetBytes(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{date.DayNumber}\n{person}")), hash);
        return Math.Max(1, BinaryPrimitives.ReadUInt64LittleEndian(hash));
    }

    private static LogHead? Parse(byte[] page)
    {
        if (!IsWhole(page, HeadMark)) return null;
        long Number(int i) => BinaryPrimitives.ReadInt64LittleEndian(page.AsSpan(HeadMark.Length + (i * sizeof(long))));
        var hashes = HeadMark.Length + (9 * sizeof(long));
        var head = new LogHead(Number(0), Number(1), Number(2), Convert.ToHexStringLower(page.AsSpan(hashes, HashBytes)), Number(3), new LogStamp(Number(4), Number(5), Number(6)), page[(hashes + HashBytes)..(hashes + (2 * HashBytes))], Number(7), Number(8));
        return head.Slots >= LeastSlots && (head.Slots & (head.Slots - 1)) == 0 ? head : null;
    }

    private void WritePage(long at, byte[] mark, ReadOnlySpan<byte> content)
    {
        var page = new byte[PageBytes];
        mark.CopyTo(page, 0);
        content.CopyTo(page.AsSpan(mark.Length));
        SHA256.HashData(page.AsSpan(0, PageBytes - HashBytes), page.AsSpan(PageBytes - HashBytes));
        RandomAccess.Write(_file, page, at);
    }

    private static byte[] ReadPage(SafeFileHandle file, long at)
    {
        var page = new byte[PageBytes];
        for (int done = 0, read; done < PageBytes; done += read)
        {
            if ((read = RandomAccess.Read(file, page.AsSpan(done), at + done)) == 0) break;
        }
        return page;
    }

    private static bool IsWhole(byte[] page, byte[] mark) =>
        page.AsSpan().StartsWith(mark) && SHA256.HashData(page.AsSpan(0, PageBytes - HashBytes)).AsSpan().SequenceEqual(page.AsSpan(PageBytes - HashBytes));
}
