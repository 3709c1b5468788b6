namespace Iom.Selection.Sql;

/// <summary>How a policy is compiled, beside what it says.</summary>
public sealed record SqlOptions
{
    /// <summary>The schema in which the tables stand and the views are made; null for the one that the connection is in. Any name: it is quoted.</summary>
    public string? Schema { get; init; }

    /// <summary>Whether points are shown of people below the entry line too. False by default, as in <c>ranking.csv</c>.</summary>
    public bool AllPoints { get; init; }

    /// <summary>Tables of <see cref="ContractTables.Names"/> that the database does not have: they are read as if they were there and empty. None by default.</summary>
    public IReadOnlyList<string> AbsentTables { get; init; } = [];
}
