namespace Iom.Selection.Foundation;

/// <summary>Something in a JSON file that is not as it must be.</summary>
/// <param name="Path">Where in the file: <c>matrix.factors[2].bands[1].from</c>; empty for the file as a whole.</param>
/// <param name="Message">What is wrong and what is allowed.</param>
internal sealed record JsonProblem(string Path, string Message)
{
    /// <summary>The key with which the path ends, where it is one that somebody else chose: no key of ours, and perhaps not to be repeated. Null where all of the path is known.</summary>
    public string? StrangeKey { get; init; }

    /// <summary>The problem as one line.</summary>
    /// <returns>Path and message.</returns>
    public override string ToString() => Path.Length == 0 ? Message : $"{Path}: {Message}";
}
