using FsCheck;
using FsCheck.Fluent;
using Iom.Selection.Agreement.Tests.Generation;

namespace Iom.Selection.Sql.Tests;

/// <summary>The messy folders of the agreement tests, loaded as tables after the reader's refusals: SQL gives the ranking of <c>iom rank</c>, cell by cell.</summary>
public class FolderAgreementTests(PostgreSqlServerFixture postgres) : IClassFixture<PostgreSqlServerFixture>, IDisposable
{
    private readonly DuckDbEngine _duckDb = new();

    public void Dispose() => _duckDb.Dispose();

    [SqlFolderProperty]
    public Property DuckDB_agrees_with_rank_on_every_cell() => Prop.ForAll(MessyFolders.Arbitrary, folder =>
    {
        var difference = Differences.In(_duckDb, folder);
        return (difference.Length == 0).Label(difference);
    });

    [SqlFolderProperty(needsPostgres: true)]
    public Property PostgreSQL_agrees_with_rank_on_every_cell() => Prop.ForAll(MessyFolders.Arbitrary, folder =>
    {
        using var engine = new PostgreSqlEngine(postgres.Server);
        var difference = Differences.In(engine, folder);
        return (difference.Length == 0).Label(difference);
    });
}
