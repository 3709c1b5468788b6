namespace Iom.Selection.Explanations;

/// <summary>A line of the policy.</summary>
public enum PolicyLine
{
    /// <summary>The total from which someone may come in; compared with the least a total can be.</summary>
    Entry,

    /// <summary>The total below which leaving is looked at; compared with the most a total can be.</summary>
    Exit,
}
