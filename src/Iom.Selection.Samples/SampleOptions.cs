namespace Iom.Selection.Samples;

/// <summary>What synthetic extracts are to be like. The same options give the same bytes.</summary>
public sealed record SampleOptions
{
    /// <summary>The most people a sample can have.</summary>
    public const int MaxOffenders = 10_000_000;

    /// <summary>How many people: 1 to <see cref="MaxOffenders"/>; 300 unless told.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is out of range.</exception>
    public int Offenders
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, MaxOffenders);
            field = value;
        }
    } = 300;

    /// <summary>What all chance is drawn from: 0 or more; 1 unless told.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    public int Seed
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            field = value;
        }
    } = 1;

    /// <summary>The day the extracts are made for, 2010-01-01 to 2099-12-31; 2026-10-31 unless told. Histories go back six years from it.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The day is out of range.</exception>
    public DateOnly AsOf
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, Earliest);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, Latest);
            field = value;
        }
    } = new(2026, 10, 31);

    /// <summary>Whether police records of one group are made more than of the others for the same behaviour; yes unless told.</summary>
    public bool HasDifference { get; init; } = true;

    /// <summary>On whom the effect works, by the number of the person, with the day after which it does; null for members, from the day they joined.</summary>
    public IReadOnlyDictionary<int, DateOnly>? EffectOn { get; init; }

    /// <summary>Of a hundred offences that members would have committed while in the cohort, how many are not there: 0 to 100; 0 unless told.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is out of range.</exception>
    public int EffectPercent { get; init => field = value is >= 0 and <= 100 ? value : throw new ArgumentOutOfRangeException(nameof(value)); }

    /// <summary>The earliest <see cref="AsOf"/>.</summary>
    public static DateOnly Earliest { get; } = new(2010, 1, 1);

    /// <summary>The latest <see cref="AsOf"/>.</summary>
    public static DateOnly Latest { get; } = new(2099, 12, 31);
}
