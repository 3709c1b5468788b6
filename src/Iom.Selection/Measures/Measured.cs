using System.Diagnostics;

namespace Iom.Selection.Measures;

/// <summary>A <see cref="Reading"/> without an object: what a batch keeps for the moment in which it scores one of millions.</summary>
/// <remarks>The default value is <see cref="NotApplicable"/>.</remarks>
internal readonly record struct Measured
{
    private Measured(MeasuredKind kind, decimal atLeast, decimal? atMost) => (Kind, AtLeast, AtMost) = (kind, atLeast, atMost);

    /// <summary>There is nothing to measure.</summary>
    public static Measured NotApplicable => default;

    public MeasuredKind Kind { get; }

    /// <summary>The value if it is known; the least it can be if it is missing.</summary>
    public decimal AtLeast { get; }

    /// <summary>The most that a missing value can be; null = without limit.</summary>
    public decimal? AtMost { get; }

    public bool IsMissing => Kind is MeasuredKind.Missing or MeasuredKind.MissingOrNotApplicable;

    public static Measured Known(decimal value) => new(MeasuredKind.Known, value, null);

    public static Measured Missing(decimal atLeast, decimal? atMost, bool maybeNotApplicable) =>
        new(maybeNotApplicable ? MeasuredKind.MissingOrNotApplicable : MeasuredKind.Missing, atLeast, atMost);

    public static Measured FromReading(Reading reading) => reading switch
    {
        Reading.Known known => Known(known.Value),
        Reading.Missing missing => Missing(missing.AtLeast, missing.AtMost, missing.MaybeNotApplicable),
        Reading.NotApplicable => NotApplicable,
        _ => throw new UnreachableException(),
    };

    /// <summary>The same as an object, for those who keep it.</summary>
    public Reading ToReading() => Kind switch
    {
        MeasuredKind.Known => new Reading.Known(AtLeast),
        MeasuredKind.NotApplicable => Reading.NotApplicable.Instance,
        _ => new Reading.Missing(AtLeast, AtMost, Kind == MeasuredKind.MissingOrNotApplicable),
    };
}
