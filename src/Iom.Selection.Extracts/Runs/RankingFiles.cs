using Iom.Selection.Explanations;
using Iom.Selection.Extracts.Csv;
using Iom.Selection.Ranking;

namespace Iom.Selection.Extracts.Runs;

/// <summary>Writes the files of a ranking.</summary>
public static class RankingFiles
{
    private const int RowsBetweenLooks = 4096;

    /// <summary>Finds out before any work whether the files may be written to a folder.</summary>
    /// <param name="folder">The output folder.</param>
    /// <param name="overwrite">Whether a folder that holds a run may be replaced.</param>
    /// <exception cref="OutputException">They may not: the folder exists, or is no run.</exception>
    public static void Check(string folder, bool overwrite) => OutputFolder.Check(folder, overwrite);

    /// <summary>Writes <c>ranking.csv</c>, <c>cohort.csv</c>, <c>explanations.jsonl</c>, <c>decisions-to-make.csv</c>, <c>refused.csv</c>, <c>duplicates.csv</c>, <c>possible-duplicates.csv</c>, <c>conflicts.csv</c> and <c>run.json</c>: all of them or nothing.</summary>
    /// <param name="run">What to write.</param>
    /// <param name="folder">The output folder.</param>
    /// <param name="overwrite">Whether a folder that holds a run is replaced.</param>
    /// <param name="beforeCommit">Told of the manifest once all files are written, before the folder gets its name; if it throws, nothing is left.</param>
    /// <param name="cancellationToken">Stops writing; nothing is left.</param>
    /// <returns>The manifest, and what could not be cleared away.</returns>
    /// <exception cref="OutputException">The folder exists, or can't be written.</exception>
    /// <exception cref="OperationCanceledException">Writing was stopped.</exception>
    public static WrittenRun Write(
        RankingRun run, string folder, bool overwrite, Action<HashedFile>? beforeCommit = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(run);
        using var output = OutputFolder.Begin(folder, overwrite);
        HashedFile[] files =
        [
            output.Write("ranking.csv", stream => WriteRanking(stream, run, run.Proposal.Rows, cancellationToken)),
            output.Write("cohort.csv", stream => WriteRanking(stream, run, run.Proposal.Rows.Where(row => row.IsForPanel), cancellationToken)),
            output.Write("explanations.jsonl", stream => WriteExplanations(stream, run.Explanations)),
            output.Write(DecisionSheet.FileName, stream => DecisionSheet.Write(stream, ToDecide(run.Proposal))),
            .. WriteRows(output, run.Collation),
        ];
        var manifest = output.Write(OutputFolder.Manifest, stream => RunManifest.Write(stream, run, files));
        cancellationToken.ThrowIfCancellationRequested();
        beforeCommit?.Invoke(manifest);
        return new WrittenRun(manifest, output.Commit());
    }

    /// <summary>Writes what became of the rows that were not simply used.</summary>
    internal static HashedFile[] WriteRows(OutputFolder output, Collation collation) =>
    [
        output.Write("refused.csv", stream => WriteRefused(stream, collation.Problems)),
        output.Write("duplicates.csv", stream => WriteDuplicates(stream, collation.Duplicates)),
        output.Write("possible-duplicates.csv", stream => WritePossibleDuplicates(stream, collation.PossibleDuplicates)),
        output.Write("conflicts.csv", stream => WriteConflicts(stream, collation.Conflicts)),
    ];

    // Whether a member stays is for a review to ask.
    private static IEnumerable<DecisionToMake> ToDecide(Proposal proposal) => proposal.Rows.Where(row => row.IsForPanel && !row.IsMember)
        .Select(row => new DecisionToMake(row.OffenderId, Vocabulary.Word(row.Recommendation), [.. row.Reasons.Select(reason => reason.ToString())]));

    private static void WriteRanking(Stream stream, RankingRun run, IEnumerable<ProposalRow> rows, CancellationToken cancellationToken)
    {
        string[] header =
        [
            "rank", "offender_id", "recommendation", "cohort", "member", "nominated", "flagged", "tied", "total_points", "most_points", "provisional",
            .. run.Policy.Factors.Select(factor => $"points:{factor.Id}"), "reason",
        ];
        using var csv = new CsvOutput(stream, header);
        var written = 0;
        foreach (var row in rows)
        {
            if (++written % RowsBetweenLooks == 0) cancellationToken.ThrowIfCancellationRequested();
            var shown = row.ShowsPoints || run.AllPoints ? row.Scorecard : null;
            csv.Number(row.Rank).Text(row.OffenderId.Value).Text(Vocabulary.Word(row.Recommendation)).Text(row.Cohort)
                .YesNo(row.IsMember).YesNo(row.IsNominated).YesNo(row.IsFlagged).YesNo(row.IsTied)
                .Number(shown?.Total).Number(shown?.Most).YesNo(shown is null ? null : row.IsProvisional);
            for (var i = 0; i < run.Policy.Factors.Length; i++) csv.Number(shown?.Contributions[i].Least.Value);
            csv.Text(string.Join(';', row.Reasons)).End();
        }
    }

    private static void WriteExplanations(Stream stream, IReadOnlyList<Explanation> explanations)
    {
        foreach (var explanation in explanations)
        {
            ExplanationJson.Write(stream, explanation);
            stream.Write("\n"u8);
        }
    }

    private static void WriteRefused(Stream stream, IReadOnlyList<RowProblem> problems)
    {
        using var csv = new CsvOutput(stream, "file", "line", "column", "problem");
        foreach (var problem in problems)
            csv.Text(problem.Place.File).Number(problem.Place.Line).Text(problem.Column).Text(problem.Kind.Word()).End();
    }

    private static void WriteDuplicates(Stream stream, IReadOnlyList<DuplicateRow> duplicates)
    {
        using var csv = new CsvOutput(stream, "file", "line", "offender_id", "record_id");
        foreach (var duplicate in duplicates)
            csv.Text(duplicate.Place.File).Number(duplicate.Place.Line).Text(duplicate.OffenderId).Text(duplicate.RecordId).End();
    }

    private static void WritePossibleDuplicates(Stream stream, IReadOnlyList<PossibleDuplicate> pairs)
    {
        using var csv = new CsvOutput(stream, "offender_id", "class", "offence_date", "offence_id", "other_offence_id");
        foreach (var pair in pairs)
        {
            csv.Text(pair.OffenderId).Text(pair.Class).Text(pair.Date.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture))
                .Text(pair.FirstId).Text(pair.SecondId).End();
        }
    }

    private static void WriteConflicts(Stream stream, IReadOnlyList<Conflict> conflicts)
    {
        using var csv = new CsvOutput(stream, "file", "offender_id", "record_id", "column");
        foreach (var conflict in conflicts)
            csv.Text(conflict.File).Text(conflict.OffenderId).Text(conflict.RecordId).Text(conflict.Column).End();
    }
}
