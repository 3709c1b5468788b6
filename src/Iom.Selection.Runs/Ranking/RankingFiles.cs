using System.Text;
using Iom.Selection.Batch;
using Iom.Selection.Explanations;
using Iom.Selection.Extracts.Account;
using Iom.Selection.Extracts.Problems;
using Iom.Selection.Extracts.Threading;
using Iom.Selection.Foundation;
using Iom.Selection.Policies;
using Iom.Selection.Records;
using Iom.Selection.Runs.Decisions;
using Iom.Selection.Runs.Output;

namespace Iom.Selection.Runs.Ranking;

/// <summary>Writes the files of a ranking.</summary>
public static class RankingFiles
{
    private const int FilesAtOnce = 4;

    /// <summary>Finds out before any work whether the files may be written to a folder.</summary>
    /// <param name="folder">The output folder.</param>
    /// <param name="overwrite">Whether a folder that holds a run may be replaced.</param>
    /// <exception cref="OutputException">They may not: the folder exists, or is no run.</exception>
    public static void Check(string folder, bool overwrite) => OutputFolder.Check(folder, overwrite);

    /// <summary>Writes <c>ranking.csv</c>, <c>cohort.csv</c>, <c>explanations.jsonl</c>, <c>decisions-to-make.csv</c>, <c>refused.csv</c>, <c>duplicates.csv</c>, <c>possible-duplicates.csv</c>, <c>possible-people.csv</c>, <c>conflicts.csv</c>, <c>run.key</c> and <c>run.json</c>, and where the policy names a model <c>model-disagreements.csv</c> and <c>model-disagreements.jsonl</c>: all of them or nothing.</summary>
    /// <param name="run">What to write.</param>
    /// <param name="folder">The output folder.</param>
    /// <param name="overwrite">Whether a folder that holds a run is replaced.</param>
    /// <param name="beforeCommit">Told of the manifest once all files are written, before the folder gets its name; if it throws, nothing is left.</param>
    /// <param name="cancellationToken">Stops writing; nothing is left.</param>
    /// <returns>The manifest, and what there is to know of the place.</returns>
    /// <exception cref="OutputException">The folder exists, or can't be written.</exception>
    /// <exception cref="OperationCanceledException">Writing was stopped.</exception>
    public static WrittenRun Write(
        RankingRun run, string folder, bool overwrite, Action<HashedFile>? beforeCommit = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(run);
        using var output = OutputFolder.Begin(folder, overwrite);
        Func<CancellationToken, HashedFile>[] writings =
        [
            token => output.Write("ranking.csv", stream => WriteRanking(stream, run.Policy, run.Rows, run.AllPoints, Enumerable.Range(0, run.Rows.Count), run.Threads, token)),
            token => output.Write("cohort.csv", stream => WriteRanking(stream, run.Policy, run.Rows, run.AllPoints, run.Rows.ForPanel(), run.Threads, token)),
            token => output.Write("explanations.jsonl", stream => WriteExplanations(stream, run, token)),
            _ => output.Write(DecisionSheet.FileName, stream => DecisionSheet.Write(stream, ListDecisions(run))),
            .. RowWritings(output, run.Account).Select(write => (Func<CancellationToken, HashedFile>)(_ => write())),
            .. ModelWritings(output, run),
            .. run.Added.Select(added => (Func<CancellationToken, HashedFile>)(_ => output.Write(added))),
        ];
        // The first is by far the longest, and all of them wait for the disk: people are explained and the others written meanwhile, by threads that mostly wait.
        var files = new HashedFile[writings.Length];
        new Workers(run.Threads == 1 ? 1 : FilesAtOnce, cancellationToken).RunEach(writings.Length, (_, token) => i => files[i] = writings[i](token));
        HashedFile[] own = files[..^run.Added.Count];
        var key = RunManifest.WriteKey(output, run, own);
        var manifest = output.Write(OutputFolder.Manifest, stream => RunManifest.Write(stream, run, own, key));
        return output.Commit(manifest, beforeCommit, cancellationToken);
    }

    // Only where the policy names a model: both explanations of everybody about whom it and the matrix disagree.
    private static Func<CancellationToken, HashedFile>[] ModelWritings(OutputFolder output, RankingRun run) => run.Policy.Model is null ? [] :
    [
        _ => output.Write("model-disagreements.csv", stream => WriteDisagreements(stream, run)),
        token => output.Write("model-disagreements.jsonl", stream => WriteExplanations(stream, run.ExplainModelDisagreements(token), run.Threads, token)),
    ];

    private static void WriteDisagreements(Stream stream, RankingRun run)
    {
        var rows = run.Rows;
        using var csv = new CsvOutput(stream, "rank", "offender_id", "recommendation", "total_points", "model_points", "place_by_model");
        foreach (var (row, byModel) in rows.ModelDisagreements())
        {
            var person = rows.PersonOf(row);
            csv.Number(rows.Ranked(row).Rank).Text(Encoding.UTF8.GetString(rows.IdOf(person))).Text(Vocabulary.Word(rows.RecommendationOf(row))).Number(rows.Least(person))
                .Number(rows.ModelPoints(person)!.Value).Text(byModel ? "yes" : "no").End();
        }
    }

    /// <summary>Writes what became of the rows that were not simply used.</summary>
    internal static HashedFile[] WriteRows(OutputFolder output, ExtractAccount account) => Array.ConvertAll(RowWritings(output, account), write => write());

    private static Func<HashedFile>[] RowWritings(OutputFolder output, ExtractAccount account) =>
    [
        () => output.Write("refused.csv", stream => WriteRefused(stream, account.Problems)),
        () => output.Write("duplicates.csv", stream => WriteDuplicates(stream, account.Duplicates)),
        () => output.Write("possible-duplicates.csv", stream => WritePossibleDuplicates(stream, account.PossibleDuplicates)),
        () => output.Write("possible-people.csv", stream => WritePossiblePeople(stream, account.PossiblePeople)),
        () => output.Write("conflicts.csv", stream => WriteConflicts(stream, account.Conflicts)),
    ];

    /// <summary>The recommendations that wait for a decision: those about the panel's list but members, of whom a review asks whether they stay.</summary>
    /// <param name="run">The run.</param>
    /// <returns>In the order of <c>cohort.csv</c>.</returns>
    public static IEnumerable<DecisionToMake> ListDecisions(RankingRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        return ListDecisions(run.Rows, run.Ranking.LeftCohort);
    }

    /// <summary>The same of rows.</summary>
    internal static IEnumerable<DecisionToMake> ListDecisions(RankedRows rows, Func<int, FormerMembership?> leftCohort)
    {
        return rows.ForPanel().Where(row => !rows.IsMember(rows.PersonOf(row)))
            .Select(row => new DecisionToMake(
                new OffenderId(Encoding.UTF8.GetString(rows.IdOf(rows.PersonOf(row)))), Vocabulary.Word(rows.RecommendationOf(row)), [.. rows.Reasons(row).Select(reason => reason.ToString())])
            {
                ToSettleCount = rows.ToSettleCount(rows.PersonOf(row)),
                LeftCohort = leftCohort(row),
            });
    }

    /// <summary>Writes rows of a ranking with their header.</summary>
    internal static void WriteRanking(Stream stream, Policy policy, RankedRows all, bool allPoints, IEnumerable<int> rows, int threads, CancellationToken cancellationToken)
    {
        RankingCsv.WriteHeader(stream, policy);
        foreach (var stretch in rows.Chunk(OrderedParts.RowsOfAPart).InParallel(threads, cancellationToken).Select(stretch => RankingCsv.Write(policy, all, allPoints, stretch)))
        {
            using (stretch) stream.Write(stretch.Bytes);
        }
    }

    /// <summary>Writes explanations, each on a line.</summary>
    internal static void WriteExplanations(Stream stream, IReadOnlyList<Explanation> explanations, int threads, CancellationToken cancellationToken)
    {
        using var lines = new ExplanationLines();
        foreach (var line in explanations.InParallel(threads, cancellationToken).Select(lines.Of)) stream.Write(line);
    }

    private static void WriteExplanations(Stream stream, RankingRun run, CancellationToken cancellationToken)
    {
        using var lines = new ExplanationLines();
        run.Explain(lines.Of, line => stream.Write(line), cancellationToken);
    }

    private static void WriteRefused(Stream stream, IReadOnlyList<RowProblem> problems)
    {
        using var csv = new CsvOutput(stream, "file", "source_file", "line", "offender_id", "column", "problem");
        foreach (var problem in problems)
        {
            csv.Text(problem.Place.File).Text(problem.Place.SourceFile).Number(problem.Place.Line).Text(problem.OffenderId).Text(problem.Column).Text(problem.Kind.Word()).End();
        }
    }

    private static void WriteDuplicates(Stream stream, IReadOnlyList<DuplicateRow> duplicates)
    {
        using var csv = new CsvOutput(stream, "file", "source_file", "line", "offender_id", "record_id");
        foreach (var duplicate in duplicates)
            csv.Text(duplicate.Place.File).Text(duplicate.Place.SourceFile).Number(duplicate.Place.Line).Text(duplicate.OffenderId).Text(duplicate.RecordId).End();
    }

    private static void WritePossibleDuplicates(Stream stream, IReadOnlyList<PossibleDuplicate> pairs)
    {
        using var csv = new CsvOutput(stream, "offender_id", "class", "offence_date", "offence_id", "other_offence_id");
        foreach (var pair in pairs)
        {
            csv.Text(pair.OffenderId).Text(pair.Class).Text(IsoDate.Text(pair.Date))
                .Text(pair.FirstId).Text(pair.SecondId).End();
        }
    }

    private static void WritePossiblePeople(Stream stream, IReadOnlyList<PossiblePerson> people)
    {
        using var csv = new CsvOutput(stream, "offender_id", "other_id", "why");
        foreach (var person in people) csv.Text(person.OffenderId).Text(person.OtherId).Text(person.Why).End();
    }

    /// <summary>Writes what is to be settled.</summary>
    internal static void WriteConflicts(Stream stream, IReadOnlyList<Conflict> conflicts)
    {
        using var csv = new CsvOutput(stream, "file", "offender_id", "record_id", "column");
        foreach (var conflict in conflicts)
            csv.Text(conflict.File).Text(conflict.OffenderId).Text(conflict.RecordId).Text(conflict.Column).End();
    }
}
