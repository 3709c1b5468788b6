using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Iom.Selection.Records;

namespace Iom.Selection.Fairness.Disclosure;

/// <summary>The key by which a partnership rounds what it publishes, and by which its ledger hides people. Whoever has it can undo the rounding: it stays with the partnership.</summary>
/// <remarks>HMAC-SHA-256 (FIPS 198-1). The same key is used for every release, so that the same people in the same cell are rounded to the same number.</remarks>
public sealed class RoundingKey
{
    /// <summary>The fewest bytes that a key has.</summary>
    public const int MinBytes = 32;

    // Enough that no two people share one.
    internal const int PersonBytes = 16;

    private readonly byte[] _key;

    /// <summary>Takes a key.</summary>
    /// <param name="bytes">At least <see cref="MinBytes"/> bytes that nobody can guess.</param>
    /// <exception cref="ArgumentException">There are fewer, or all are the same.</exception>
    public RoundingKey(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < MinBytes) throw new ArgumentException("A rounding key has at least 32 bytes.", nameof(bytes));
        if (bytes.IndexOfAnyExcept(bytes[0]) < 0) throw new ArgumentException("All bytes of the rounding key are the same.", nameof(bytes));
        _key = bytes.ToArray();
    }

    /// <summary>By which a ledger knows that it is the same key, without telling it.</summary>
    public string Check => Convert.ToHexStringLower(Hash("check"u8));

    /// <summary>Does not repeat the key.</summary>
    /// <returns>The name of the type.</returns>
    public override string ToString() => nameof(RoundingKey);

    internal PersonMark MarkOf(OffenderId person)
    {
        var hash = Hash([.. "person\n"u8, .. Encoding.UTF8.GetBytes(person.Value)]);
        return new PersonMark(BinaryPrimitives.ReadUInt64BigEndian(hash), BinaryPrimitives.ReadUInt64BigEndian(hash.AsSpan(sizeof(ulong))));
    }

    /// <summary>A count to the next multiple of 5 below or above: up with a chance of a fifth for each that it lies above, so that it is right on average.</summary>
    /// <param name="cell">The characteristic and the group.</param>
    /// <param name="people">Whom it counts.</param>
    internal int Round(string cell, IReadOnlyCollection<PersonMark> people)
    {
        var left = people.Count % StatisticsRelease.RoundingBase;
        if (left == 0) return people.Count;
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, _key);
        hash.AppendData("round\n"u8);
        hash.AppendData(Encoding.UTF8.GetBytes(cell));
        Span<byte> bytes = stackalloc byte[PersonBytes + 1];
        bytes[0] = (byte)'\n';
        foreach (var person in people.Order())
        {
            person.Write(bytes[1..]);
            hash.AppendData(bytes);
        }
        var drawn = BinaryPrimitives.ReadUInt64BigEndian(hash.GetHashAndReset()) % StatisticsRelease.RoundingBase;
        return people.Count - left + ((int)drawn < left ? StatisticsRelease.RoundingBase : 0);
    }

    private byte[] Hash(ReadOnlySpan<byte> message) => HMACSHA256.HashData(_key, message);
}
