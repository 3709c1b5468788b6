namespace Iom.Selection.Policies;

/// <summary>Something in a policy file that can't stand.</summary>
/// <param name="Path">Where in the file: <c>matrix.factors[2].bands[1].from</c>; empty for the file as a whole.</param>
/// <param name="Message">What is wrong and what is allowed.</param>
public sealed record PolicyProblem(string Path, string Message)
{
    /// <summary>The key with which the path ends, where it is none that a policy has; null where all of the path is known.</summary>
    public string? StrangeKey { get; init; }

    /// <summary>The problem as one line.</summary>
    /// <returns>Path and message.</returns>
    public override string ToString() => Path.Length == 0 ? Message : $"{Path}: {Message}";
}
