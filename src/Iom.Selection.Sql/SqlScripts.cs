namespace Iom.Selection.Sql;

/// <summary>A policy as SQL. The same policy and inputs give the same text.</summary>
public sealed record SqlScripts
{
    internal SqlScripts()
    {
    }

    /// <summary>Makes the view <c>iom_person</c>: rows to scorecards, all that depends on one person alone. Where people are spread over servers it runs on each.</summary>
    public required string Person { get; init; }

    /// <summary>Makes the view <c>iom_ranking</c> over <c>iom_person</c>: rank, lots and proposal, with the columns of <c>ranking.csv</c>.</summary>
    public required string Ranking { get; init; }

    /// <summary>Both as one query, for a connection that may only read.</summary>
    public required string Query { get; init; }

    /// <summary>The lines of <c>conflicts.csv</c>, in no order: <c>file</c>, <c>offender_id</c>, <c>record_id</c>, <c>record_date</c> and <c>conflicting_column</c>. A record without an id is known by its date instead.</summary>
    public required string Conflicts { get; init; }
}
