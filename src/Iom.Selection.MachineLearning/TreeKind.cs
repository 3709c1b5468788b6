namespace Iom.Selection.MachineLearning;

/// <summary>Which boosted trees.</summary>
public enum TreeKind
{
    /// <summary>ML.NET's own.</summary>
    FastTree,

    /// <summary>LightGBM, by column, deterministic.</summary>
    LightGbm,
}
