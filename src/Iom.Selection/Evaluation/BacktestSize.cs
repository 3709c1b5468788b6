using System.Diagnostics;

namespace Iom.Selection.Evaluation;

/// <summary>How many people a backtest takes from each order. A closed set.</summary>
public abstract record BacktestSize
{
    private BacktestSize()
    {
    }

    /// <summary>How many of some people.</summary>
    /// <param name="people">How many there are.</param>
    /// <returns>At most as many.</returns>
    public int Of(int people) => this switch
    {
        TopPercent top => (int)Math.Min(people, decimal.Ceiling(people * top.Percent / 100)),
        Capacity capacity => Math.Min(people, capacity.Places),
        _ => throw new UnreachableException(),
    };

    /// <summary>A share of the people, rounded up.</summary>
    /// <param name="Percent">In per cent, above 0 and at most 100.</param>
    public sealed record TopPercent(decimal Percent) : BacktestSize;

    /// <summary>A number of people.</summary>
    /// <param name="Places">1 or more.</param>
    public sealed record Capacity(int Places) : BacktestSize;
}
