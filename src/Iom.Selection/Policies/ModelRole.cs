namespace Iom.Selection.Policies;

/// <summary>What a policy lets a model do that was learned from outcomes.</summary>
public enum ModelRole
{
    /// <summary>It stands in a column beside the ranking, and the panel is told where it disagrees. It orders nobody.</summary>
    Advisory,

    /// <summary>Besides, its points order people who are equal in all keys of the matrix, before the lot.</summary>
    TieBreak,
}
