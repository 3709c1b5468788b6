using Iom.Selection.Fairness.Groups;
using Iom.Selection.Statistics;

namespace Iom.Selection.Fairness;

/// <summary>Who is left to be compared within strata: a stratum in which there is nobody of one side brings nothing.</summary>
/// <param name="Group">The group.</param>
/// <param name="With">Whom it is compared with.</param>
/// <param name="StrataCount">How many strata have people of both sides.</param>
/// <param name="Own">The group's count in these strata.</param>
/// <param name="Other">The count in these strata of those it is compared with.</param>
/// <param name="AllCount">How many people of both sides there are, in a stratum or in none.</param>
public sealed record StrataCoverage(string Group, ComparedWith With, int StrataCount, Proportion Own, Proportion Other, int AllCount)
{
    /// <summary>How many people can be compared.</summary>
    public int PeopleCount => Own.Of + Other.Of;

    /// <summary>The difference of the rates of those who can be compared, whatever stratum they are in, -1 to 1; null of nobody.</summary>
    public double? PlainDifference => Own.Rate - Other.Rate;
}
