using System.Runtime.CompilerServices;
using Iom.Selection.Extracts.Csv;
using Iom.Selection.Records;

namespace Iom.Selection.Extracts.Store;

/// <summary>All that is known of a row of <c>offences.csv</c> while it is looked at, without an object. It is kept as a <see cref="KeptRow"/>.</summary>
internal struct OffenceRow
{
    /// <summary>What <see cref="IdLength"/> says of an id that is too long to be kept: its hash stands for it.</summary>
    public const int Hashed = PackedKey.MaxBytes + 1;

    /// <summary>How many bits <see cref="PackRest"/> has.</summary>
    public const int RestBits = OutcomeBits + DetectedByBits + AsYouthBits + LengthBits;

    private const int DayBits = 22;
    private const int OutcomeDayAt = DayBits;
    private const int RestAt = OutcomeDayAt + DayBits;

    private const int OutcomeBits = 4;
    private const int DetectedByBits = 2;
    private const int DetectedByAt = OutcomeBits;
    private const int AsYouthBits = 2;
    private const int AsYouthAt = DetectedByAt + DetectedByBits;
    private const int LengthBits = 5;
    private const int LengthAt = AsYouthAt + AsYouthBits;

    /// <summary>How many bits are kept of the folded form of an id that is too long to be kept: they stand in place of the last bits of its hash.</summary>
    public const int FoldBitCount = 7;

    private const ulong FoldMask = (1 << FoldBitCount) - 1;

    /// <summary>The first 8 bytes of the offence's id, or of its hash.</summary>
    public ulong IdFirst;

    /// <summary>The other 8.</summary>
    public ulong IdLast;

    /// <summary>Two day numbers, the outcome, who detected it, whether as a youth, and how long the id is; see <see cref="Pack"/>.</summary>
    public ulong Packed;

    /// <summary>The number of the person.</summary>
    public int Person;

    /// <summary>The line on which the row begins.</summary>
    public int Line;

    /// <summary>The number of the code.</summary>
    public int Code;

    /// <summary>The number of the file, the source and the day of recording together.</summary>
    public int Origin;

    /// <summary>Packs the dates of a row and its rest.</summary>
    /// <param name="day">The offence date.</param>
    /// <param name="outcomeDay">The outcome date and one; 0 = none.</param>
    /// <param name="rest">See <see cref="PackRest"/>.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Pack(int day, int outcomeDay, int rest) => (uint)day | ((ulong)outcomeDay << OutcomeDayAt) | ((ulong)rest << RestAt);

    /// <summary>Packs what else is kept of a row.</summary>
    /// <param name="outcome">The outcome.</param>
    /// <param name="detectedBy">Who detected it and one; 0 = not known.</param>
    /// <param name="asYouth">Whether as a youth: 0 = not known, 1 = no, 2 = yes.</param>
    /// <param name="idLength">How many bytes the id has, or <see cref="Hashed"/>.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int PackRest(int outcome, int detectedBy, int asYouth, int idLength) => outcome | (detectedBy << DetectedByAt) | (asYouth << AsYouthAt) | (idLength << LengthAt);

    /// <summary>The hash that stands for an id too long to be kept, with the bits of its folded form.</summary>
    public static (ulong First, ulong Last) WithFoldBits((ulong First, ulong Last) hash, int foldBits) => (hash.First, (hash.Last & ~FoldMask) | (uint)foldBits);

    public readonly int Day => DayOf(Packed);

    /// <summary>The offence date in what is packed.</summary>
    public static int DayOf(ulong packed) => (int)packed & ((1 << DayBits) - 1);

    /// <summary>The outcome date and one; 0 = none.</summary>
    public readonly int OutcomeDay => (int)(Packed >> OutcomeDayAt) & ((1 << DayBits) - 1);

    /// <summary>What else is kept; see <see cref="PackRest"/>.</summary>
    public readonly int Rest => RestOf(0, RestBits);

    public readonly OffenceOutcome Outcome => (OffenceOutcome)RestOf(0, OutcomeBits);

    public readonly DetectedBy? DetectedBy => RestOf(DetectedByAt, DetectedByBits) is > 0 and var number ? (DetectedBy)(number - 1) : null;

    public readonly bool? AsYouth => RestOf(AsYouthAt, AsYouthBits) switch { 0 => null, var number => number == 2 };

    public readonly int IdLength => RestOf(LengthAt, LengthBits);

    /// <summary>Of an id that is too long to be kept, some bits of its folded form; 0 of others.</summary>
    public readonly int FoldBits => IdLength == Hashed ? (int)(IdLast & FoldMask) : 0;

    private readonly int RestOf(int at, int bits) => (int)(Packed >> (RestAt + at)) & ((1 << bits) - 1);

    /// <summary>Whether two rows of one person are of one offence.</summary>
    public readonly bool IsSameOffence(in OffenceRow other) => IdFirst == other.IdFirst && IdLast == other.IdLast && IdLength == other.IdLength;
}
