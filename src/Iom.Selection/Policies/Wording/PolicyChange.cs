namespace Iom.Selection.Policies.Wording;

/// <summary>Something in which one policy differs from another.</summary>
/// <param name="Path">Where: <c>ranking.entryFrom</c>; factors and cohorts by id, <c>matrix.factors[frequency].bands</c>.</param>
/// <param name="Message">What was, and what is.</param>
public sealed record PolicyChange(string Path, string Message)
{
    /// <summary>The change as one line.</summary>
    /// <returns>Path and message.</returns>
    public override string ToString() => $"{Path}: {Message}";
}
