namespace Iom.Selection.Measures;

/// <summary>What a measure says of a person. A closed set; missing is never zero.</summary>
public abstract record Reading
{
    private Reading()
    {
    }

    /// <summary>The value is known.</summary>
    /// <param name="Value">0 or more, in the unit of the measure: offences, tests or days counted, gravity, level, or the instrument's own.</param>
    public sealed record Known(decimal Value) : Reading;

    /// <summary>The value is not known.</summary>
    /// <param name="AtLeast">The least it can be, included.</param>
    /// <param name="AtMost">The most it can be, included; null = without limit.</param>
    /// <param name="MaybeNotApplicable">Whether it may also not apply.</param>
    public sealed record Missing(decimal AtLeast, decimal? AtMost, bool MaybeNotApplicable) : Reading;

    /// <summary>The measure does not apply: there is nothing to measure.</summary>
    public sealed record NotApplicable : Reading
    {
        /// <summary>The one instance that is ever needed.</summary>
        public static NotApplicable Instance { get; } = new();
    }
}
