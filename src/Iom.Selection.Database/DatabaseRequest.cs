using Iom.Selection.Offences;
using Iom.Selection.Policies;

namespace Iom.Selection.Database;

/// <summary>What to rank in a database, and how.</summary>
public sealed record DatabaseRequest
{
    /// <summary>Where the connection stands: <c>env:NAME</c>, an environment variable, or <c>file:PATH</c>, a file that nobody else may read.</summary>
    public required string Connection { get; init; }

    /// <summary>The schema of the tables, any name; null for the connection's own.</summary>
    public string? Schema { get; init; }

    /// <summary>The policy; with the value that its draw waits for, if it waits for one.</summary>
    public required Policy Policy { get; init; }

    /// <summary>What offence codes mean.</summary>
    public required OffenceCatalogue Catalogue { get; init; }

    /// <summary>The as-of date.</summary>
    public required DateOnly AsOf { get; init; }

    /// <summary>How many places there are, 0 or more.</summary>
    public required int Capacity { get; init; }

    /// <summary>How many threads DuckDB, and the tool for what it does itself, may use; 1 or more.</summary>
    public required int Threads { get; init; }

    /// <summary>Whether a text is of the form of <see cref="Connection"/>.</summary>
    /// <param name="text">The text.</param>
    /// <returns>Whether it names a variable or a file; not whether they are there.</returns>
    public static bool IsConnection(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Connections.ConnectionText.IsPlace(text);
    }
}
