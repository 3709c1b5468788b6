namespace Iom.Selection.Ranking;

/// <summary>What a condition comes to. Ordered, so that all-of is the least and any-of the greatest.</summary>
internal enum Truth
{
    False,
    Unknown,
    True,
}
