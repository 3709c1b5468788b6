using Iom.Selection.Extracts.Account;
using Iom.Selection.Records;
using Iom.Selection.Runs.Decisions;
using Iom.Selection.Runs.Output;

namespace Iom.Selection.Runs.Ranking;

/// <summary>Writes the files of a ranking that a database made.</summary>
public static class DatabaseRunFiles
{
    // As many as a parallel query takes.
    private const int MaxThreads = 512;

    /// <summary>
    /// Writes <c>ranking.csv</c>, <c>cohort.csv</c>, <c>explanations.jsonl</c>, <c>decisions-to-make.csv</c>, <c>conflicts.csv</c>, <c>run.key</c> and <c>run.json</c>: all of them or nothing.
    /// The other lists of a ranking are the checker's.
    /// </summary>
    /// <param name="run">What to write.</param>
    /// <param name="folder">The output folder.</param>
    /// <param name="overwrite">Whether a folder that holds a run is replaced.</param>
    /// <param name="beforeCommit">Told of the manifest once all files are written, before the folder gets its name; if it throws, nothing is left.</param>
    /// <param name="cancellationToken">Stops writing; nothing is left.</param>
    /// <returns>The manifest, and what there is to know of the place.</returns>
    /// <exception cref="OutputException">The folder exists, or can't be written.</exception>
    /// <exception cref="OperationCanceledException">Writing was stopped.</exception>
    public static WrittenRun Write(DatabaseRun run, string folder, bool overwrite, Action<HashedFile>? beforeCommit = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(run);
        var (rows, threads) = (run.Rows, Math.Clamp(run.Threads, 1, MaxThreads));
        using var output = OutputFolder.Begin(folder, overwrite);
        HashedFile[] files =
        [
            output.Write("ranking.csv", stream => RankingFiles.WriteRanking(stream, run.Policy, rows, run.AllPoints, Enumerable.Range(0, rows.Count), threads, cancellationToken)),
            output.Write("cohort.csv", stream => RankingFiles.WriteRanking(stream, run.Policy, rows, run.AllPoints, rows.ForPanel(), threads, cancellationToken)),
            output.Write("explanations.jsonl", stream => RankingFiles.WriteExplanations(stream, run.Explanations, threads, cancellationToken)),
            output.Write(DecisionSheet.FileName, stream => DecisionSheet.Write(stream, RankingFiles.ListDecisions(rows, LeftCohort(run)))),
            output.Write("conflicts.csv", stream => RankingFiles.WriteConflicts(stream, run.Conflicts)),
        ];
        var key = RunManifest.WriteKey(output, run, files);
        var manifest = output.Write(OutputFolder.Manifest, stream => RunManifest.Write(stream, run, files, key));
        return output.Commit(manifest, beforeCommit, cancellationToken);
    }

    private static Func<int, FormerMembership?> LeftCohort(DatabaseRun run)
    {
        var left = run.Rows.ForPanel().Zip(run.Explanations).ToDictionary(pair => pair.First, pair => pair.Second.LeftCohort);
        return row => left[row];
    }
}
