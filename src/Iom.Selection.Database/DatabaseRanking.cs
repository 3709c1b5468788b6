using System.Text;
using Iom.Selection.Batch;
using Iom.Selection.Database.Connections;
using Iom.Selection.Database.Records;
using Iom.Selection.Explanations;
using Iom.Selection.Foundation;
using Iom.Selection.Offences;
using Iom.Selection.Ranking;
using Iom.Selection.Records;
using Iom.Selection.Sql;

namespace Iom.Selection.Database;

/// <summary>A ranking that a database made by a policy, in one snapshot that nothing was written to.</summary>
/// <remarks>
/// What comes back are scorecards of everybody, the records of those on the panel's list, and the lines of what is to be settled. Who ranks where, and the points of those on the list,
/// are worked out again from them; a database that says otherwise is refused.
/// </remarks>
public sealed record DatabaseRanking
{
    private DatabaseRanking()
    {
    }

    /// <summary>What the engine is called: <c>DuckDB</c> or <c>PostgreSQL</c>.</summary>
    public required string Engine { get; init; }

    /// <summary>The rows of <c>ranking.csv</c>, by number.</summary>
    public required RankedRows Rows { get; init; }

    /// <summary>The proposal in figures.</summary>
    public required ProposalSummary Summary { get; init; }

    /// <summary>Those on the panel's list explained, in the order of <c>cohort.csv</c>.</summary>
    public required IReadOnlyList<Explanation> Explanations { get; init; }

    /// <summary>What the tables contradict themselves about: whose, and what; by file, id, record and column.</summary>
    public required IReadOnlyList<(string OffenderId, RecordConflict Conflict)> Conflicts { get; init; }

    /// <summary>The tables that were read, in the contract's order.</summary>
    public required IReadOnlyList<DatabaseTable> Tables { get; init; }

    /// <summary>The kinds of extract that were supplied, as the table <c>supplied</c> says; <c>settling</c> among them where what the checker saw is known.</summary>
    public required IReadOnlyList<string> Supplied { get; init; }

    /// <summary>Whether what the checker saw is known; if not, nobody's count of matters to settle is.</summary>
    public bool IsToSettleKnown => Supplied.Contains(Settling);

    private const string Settling = "settling";

    /// <summary>Ranks everybody in a database.</summary>
    /// <param name="request">What to rank.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>The ranking.</returns>
    /// <exception cref="DatabaseException">The database is not there, refuses, or holds something else than the contract says.</exception>
    /// <exception cref="Sql.Dialects.SqlRefusalException">The engine can't say what the policy, the catalogue or a name says.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static DatabaseRanking Run(DatabaseRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var connection = ConnectionText.Read(request.Connection);
        // Refused before anything is asked of the database.
        _ = PolicySql.Compile(request.Policy, request.Catalogue, request.AsOf, request.Capacity, connection.Dialect, new SqlOptions { Schema = request.Schema });
        using var engine = Connections.Engine.Open(connection, request.Schema, request.Threads, cancellationToken);
        var found = TableCheck.Run(engine, request);
        var scripts = PolicySql.Compile(request.Policy, request.Catalogue, request.AsOf, request.Capacity, engine.Dialect, new SqlOptions
        {
            Schema = request.Schema,
            AllPoints = true,
            AbsentTables = found.Absent,
        });
        var rows = Rank(engine, request, scripts.Query, SuppliedOf(found.Supplied), cancellationToken);
        var reader = new CaseFileReader(engine, request.Schema, [.. found.Tables.Select(table => table.Name)]);
        var ranking = new DatabaseRanking
        {
            Engine = engine.Title,
            Rows = rows,
            Summary = rows.Summary(Proposal.SeedOf(request.Policy, request.AsOf), request.Capacity),
            Explanations = Explain(rows, reader, request, cancellationToken),
            Conflicts = FindConflicts(engine, scripts.Conflicts),
            Tables = found.Tables,
            Supplied = found.Supplied,
        };
        ranking.CheckToSettle();
        engine.CheckUnchanged();
        return ranking;
    }

    private static SuppliedExtracts SuppliedOf(IReadOnlyList<string> kinds) =>
        (kinds.Contains("drug_tests") ? SuppliedExtracts.DrugTests : 0) | (kinds.Contains("custody") ? SuppliedExtracts.Custody : 0);

    private static RankedRows Rank(Engine engine, DatabaseRequest request, string query, SuppliedExtracts supplied, CancellationToken cancellationToken)
    {
        var given = new GivenRanking(request.Policy, request.Catalogue, request.AsOf, supplied);
        var factors = request.Policy.Factors.Length;
        try
        {
            var row = new RankingRowReader(factors);
            engine.Query(query, null, reader => given.Add(row.Read(reader)));
            return given.ToRows(request.Capacity, (works, work) => Parallel.For(0, works, Options(request, cancellationToken), work));
        }
        catch (InvalidDataException e)
        {
            throw new DatabaseException($"{engine.Title} does not rank as the policy says ({e.Message}), so nothing was written. See that the tables hold text in the order of its bytes, and report it.");
        }
    }

    private static ParallelOptions Options(DatabaseRequest request, CancellationToken cancellationToken) => new() { MaxDegreeOfParallelism = request.Threads, CancellationToken = cancellationToken };

    private static Explanation[] Explain(RankedRows rows, CaseFileReader reader, DatabaseRequest request, CancellationToken cancellationToken)
    {
        int[] panel = [.. rows.ForPanel()];
        var ids = panel.Select(row => Encoding.UTF8.GetString(rows.IdOf(rows.PersonOf(row)))).ToArray();
        var ranked = panel.Count(row => row < rows.RankedCount);
        var (files, others) = (reader.ReadWhole(ids[..ranked]), reader.ReadFew(ids[ranked..]));
        var explanations = new Explanation?[panel.Length];
        Parallel.For(0, panel.Length, Options(request, cancellationToken), i =>
        {
            if (!(i < ranked ? files : others).TryGetValue(ids[i], out var file)) return;
            var explanation = rows.Explain(panel[i], file);
            if (i >= ranked || IsSame(rows, panel[i], explanation)) explanations[i] = explanation;
        });
        return Array.ConvertAll(explanations, explanation => explanation ?? throw Differs());
    }

    // What the compiled policy made of somebody's rows, and what the library makes of them.
    private static bool IsSame(RankedRows rows, int row, Explanation explanation)
    {
        var (person, scorecard) = (rows.PersonOf(row), explanation.Row.Scorecard!);
        var points = rows.LeastPoints(person);
        for (var i = 0; i < points.Length; i++)
        {
            if (points[i] != scorecard.Contributions[i].Least.Value) return false;
        }
        return scorecard.Most == rows.Most(person) && (rows.ToSettleCount(person) is not { } toSettle || toSettle == explanation.File.ToSettleCount(explanation.AsOf));
    }

    private static DatabaseException Differs() =>
        new("The records of somebody on the panel's list do not give what the database made of them, so nothing was written. See that the tables are as create.sql makes them, and report it.");

    private static (string OffenderId, RecordConflict Conflict)[] FindConflicts(Engine engine, string query)
    {
        var lines = new List<(string OffenderId, RecordConflict Conflict)>();
        engine.Query(query, null, reader => lines.Add((reader.GetString(1), new RecordConflict(
            reader.GetString(0), reader.IsDBNull(3) ? reader.GetString(2) : IsoDate.Text(reader.GetFieldValue<DateOnly>(3)), reader.GetString(4)))));
        return
        [
            .. lines.OrderBy(line => line.Conflict.File, Utf8Ordinal.Comparer).ThenBy(line => line.OffenderId, Utf8Ordinal.Comparer)
                .ThenBy(line => line.Conflict.RecordId, Utf8Ordinal.Comparer).ThenBy(line => line.Conflict.Column, Utf8Ordinal.Comparer),
        ];
    }

    // Of everybody: whose lines are more than there are matters, or who has none and is said to have some.
    private void CheckToSettle()
    {
        if (!IsToSettleKnown) return;
        var lines = Conflicts.GroupBy(line => line.OffenderId, StringComparer.Ordinal).ToDictionary(own => own.Key, own => own.Count(), StringComparer.Ordinal);
        for (var row = 0; row < Rows.Count; row++)
        {
            var person = Rows.PersonOf(row);
            if (lines.Count == 0) return;
            if (lines.Remove(Encoding.UTF8.GetString(Rows.IdOf(person)), out var count) && count > Rows.ToSettleCount(person)) throw Differs();
        }
        if (lines.Count > 0) throw Differs();
    }
}
