using Iom.Selection.Cli.Shared;
using Iom.Selection.Database;
using Iom.Selection.Database.Connections;
using Iom.Selection.Extracts;
using Iom.Selection.Extracts.Account;
using Iom.Selection.Policies.Checks;
using Iom.Selection.Runs.Ranking;
using Iom.Selection.Sql;
using Iom.Selection.Sql.Dialects;

namespace Iom.Selection.Cli.Commands.Rank;

/// <summary>Does what <c>iom rank --database</c> is for: the policy where the data is, and its proposal here.</summary>
internal static class DatabaseRanker
{
    public static int Run(string connection, string? schema, RankingRequest request, WritingRequest options, bool allPoints, CancellationToken cancellationToken)
    {
        RankingFiles.Check(options.Out, options.Overwrite);
        var log = RunLog.Open(options.Log);
        var signatures = SignOffFile.Read(request.Policy);
        var policy = Inputs.PolicyToRankBy(request.Policy, request.LotValue);
        var catalogue = Inputs.Catalogue(request.Catalogue);
        var ranking = Rank(new DatabaseRequest
        {
            Connection = connection,
            Schema = schema,
            Policy = policy,
            Catalogue = catalogue.Catalogue,
            AsOf = request.AsOf,
            Capacity = request.Capacity,
            Threads = request.Threads,
        }, cancellationToken);

        var run = new DatabaseRun
        {
            ToolVersion = ToolVersion.Text,
            PolicyFile = new HashedFile(Path.GetFileName(request.Policy), policy.Sha256),
            CatalogueFile = catalogue.File,
            Policy = policy,
            AsOf = request.AsOf,
            Engine = ranking.Engine,
            Rows = ranking.Rows,
            Summary = ranking.Summary,
            Explanations = ranking.Explanations,
            Conflicts = [.. ranking.Conflicts.Select(line => new Conflict(line.Conflict.File, line.OffenderId, line.Conflict.RecordId, line.Conflict.Column))],
            Tables = [.. ranking.Tables.Select(table => new CountedTable(table.Name, table.RowCount))],
            NotSupplied = [.. ContractTables.Names.Where(name => name is not ("offenders" or "offences" or "supplied") && !ranking.Supplied.Contains(name))],
            IsToSettleKnown = ranking.IsToSettleKnown,
            Warnings =
            [
                .. PolicyChecks.Warnings(policy, catalogue.Catalogue, request.AsOf, signatures),
                .. DatabaseChecks.Warnings(ranking, policy, request.AsOf),
                .. LotWarnings.Find(policy, signatures, ranking.Tables.Max(table => table.Newest)),
            ],
            AllPoints = allPoints,
            Threads = request.Threads,
        };
        var written = DatabaseRunFiles.Write(run, options.Out, options.Overwrite,
            manifest => log.Append("rank", run.ToolVersion, request.AsOf, policy, run.CatalogueFile, manifest, cancellationToken), cancellationToken);
        if (!request.Quiet) RankSummary.Print(run, options.Out, log.NotesOf(written));
        return ExitCode.Done;
    }

    private static DatabaseRanking Rank(DatabaseRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return DatabaseRanking.Run(request, cancellationToken);
        }
        catch (DatabaseException e)
        {
            // Its message holds nothing of the connection; what led to it might.
            throw new InputException(e.Message);
        }
        catch (SqlRefusalException e)
        {
            throw new InputException($"The policy cannot be said in this database: {e.Message}");
        }
    }
}
