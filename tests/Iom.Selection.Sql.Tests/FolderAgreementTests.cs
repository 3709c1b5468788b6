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

    /// <summary>Ids too long to be kept, of any script, by the files that a check writes.</summary>
    [SeededProperty(MaxTest = 5)]
    public Property DuckDB_agrees_by_the_files_of_a_check_whatever_ids_are_like() => Prop.ForAll(MessyFolders.Arbitrary, folder =>
    {
        string[] scripts = ["", "Ж", "事件番号-", "🗂", "0123456789abcdef-", "'"];
        var longer = folder with
        {
            Extracts = [.. folder.Extracts.Select(file => file with
            {
                Rows = [.. file.Rows.Select(row => row with { Cells = [.. row.Cells.Select((cell, column) => file.Columns[column].EndsWith("_id", StringComparison.Ordinal) && cell.Length > 0
                    ? string.Concat(Enumerable.Repeat(scripts[cell[^1] % scripts.Length], 1 + (cell[^1] % 5))) + cell : cell)] })],
            })],
        };
        var difference = Differences.In(_duckDb, longer, byFiles: true);
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
