using System.Runtime.CompilerServices;
using Iom.Selection.Extracts.Csv;
using Iom.Selection.Records;

namespace Iom.Selection.Extracts.Store;

/// <summary>All that is kept of a row of <c>offences.csv</c>: 40 bytes, and no object.</summary>
internal struct OffenceRow
{
    /// <summary>What <see cref="IdLength"/> says of an id that is too long to be kept: its hash stands for it.</summary>
    public const int Hashed = PackedKey.MaxBytes + 1;

    private const int DayBits = 22;
    private const int OutcomeBits = 4;
    private const int DetectedByBits = 2;
    private const int OutcomeDayAt = DayBits;
    private const int OutcomeAt = OutcomeDayAt + DayBits;
    private const int DetectedByAt = OutcomeAt + OutcomeBits;
    private const int AsYouthBits = 2;
    private const int AsYouthAt = DetectedByAt + DetectedByBits;
    private const int LengthAt = AsYouthAt + AsYouthBits;
    private const int LengthBits = 5;
    private const int FoldAt = LengthAt + LengthBits;

    /// <summary>How many bits are kept of the folded form of an id that is too long to be kept.</summary>
    public const int FoldBitCount = 64 - FoldAt;

    /// <summary>The first 8 bytes of the offence's id, or of its hash.</summary>
    public ulong IdFirst;

    /// <summary>The other 8.</summary>
    public ulong IdLast;

    // Two day numbers, the outcome, who detected it, whether as a youth, and how long the id is.
    private ulong _packed;

    /// <summary>The number of the person.</summary>
    public int Person;

    /// <summary>The line on which the row begins.</summary>
    public int Line;

    /// <summary>The number of the code.</summary>
    public int Code;

    /// <summary>The number of the file, the source and the day of recording together.</summary>
    public int Origin;

    /// <summary>Sets what is packed.</summary>
    /// <param name="day">The offence date.</param>
    /// <param name="outcomeDay">The outcome date and one; 0 = none.</param>
    /// <param name="outcome">The outcome.</param>
    /// <param name="detectedBy">Who detected it and one; 0 = not known.</param>
    /// <param name="asYouth">Whether as a youth: 0 = not known, 1 = no, 2 = yes.</param>
    /// <param name="idLength">How many bytes the id has, or <see cref="Hashed"/>.</param>
    /// <param name="foldBits">See <see cref="FoldBits"/>.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Pack(int day, int outcomeDay, int outcome, int detectedBy, int asYouth, int idLength, int foldBits) => _packed =
        (uint)day | ((ulong)outcomeDay << OutcomeDayAt) | ((ulong)outcome << OutcomeAt) | ((ulong)detectedBy << DetectedByAt)
        | ((ulong)asYouth << AsYouthAt) | ((ulong)idLength << LengthAt) | ((ulong)foldBits << FoldAt);

    public readonly int Day => (int)_packed & ((1 << DayBits) - 1);

    /// <summary>The outcome date and one; 0 = none.</summary>
    public readonly int OutcomeDay => (int)(_packed >> OutcomeDayAt) & ((1 << DayBits) - 1);

    public readonly OffenceOutcome Outcome => (OffenceOutcome)((_packed >> OutcomeAt) & ((1 << OutcomeBits) - 1));

    public readonly DetectedBy? DetectedBy => DetectedByNumber == 0 ? null : (DetectedBy)(DetectedByNumber - 1);

    public readonly bool? AsYouth => ((int)(_packed >> AsYouthAt) & ((1 << AsYouthBits) - 1)) switch { 0 => null, var number => number == 2 };

    private readonly int DetectedByNumber => (int)(_packed >> DetectedByAt) & ((1 << DetectedByBits) - 1);

    public readonly int IdLength => (int)(_packed >> LengthAt) & ((1 << LengthBits) - 1);

    /// <summary>Of an id that is too long to be kept, some bits of its folded form; 0 of others.</summary>
    public readonly int FoldBits => (int)(_packed >> FoldAt);

    /// <summary>Whether two rows of one person are of one offence.</summary>
    public readonly bool IsSameOffence(in OffenceRow other) => IdFirst == other.IdFirst && IdLast == other.IdLast && IdLength == other.IdLength;
}
