using System.Text;
using Iom.Selection.Extracts.Account;
using Iom.Selection.Fairness.Pipeline;
using Iom.Selection.Policies;
using Iom.Selection.Runs.Output;

namespace Iom.Selection.Runs.Audits;

/// <summary>Writes the files of an audit.</summary>
public static class AuditFiles
{
    /// <summary>Finds out before any work whether the files may be written to a folder.</summary>
    /// <param name="folder">The output folder.</param>
    /// <param name="overwrite">Whether a folder that holds an output of this tool may be replaced.</param>
    /// <exception cref="OutputException">They may not.</exception>
    public static void Check(string folder, bool overwrite) => OutputFolder.Check(folder, overwrite);

    /// <summary>Writes <c>audit.json</c>, <c>audit.csv</c>, <c>audit.md</c>, <c>run.key</c> and <c>run.json</c>: all of them or nothing.</summary>
    /// <param name="report">What to write.</param>
    /// <param name="folder">The output folder.</param>
    /// <param name="overwrite">Whether a folder that holds an output of this tool is replaced.</param>
    /// <param name="cancellationToken">Stops writing; nothing is left.</param>
    /// <returns>The manifest, and what there is to know of the place.</returns>
    /// <exception cref="OutputException">The folder exists, or can't be written.</exception>
    /// <exception cref="OperationCanceledException">Writing was stopped.</exception>
    public static WrittenRun Write(AuditReport report, string folder, bool overwrite, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(report);
        using var output = OutputFolder.Begin(folder, overwrite);
        HashedFile[] files =
        [
            output.Write("audit.json", stream => AuditJson.Write(stream, report)),
            output.Write("audit.csv", stream => WriteFigures(stream, report)),
            output.Write("audit.md", stream => stream.Write(Encoding.UTF8.GetBytes(AuditMarkdown.Render(report)))),
        ];
        output.Write(report.Added);
        var manifest = WriteManifest(output, report, files);
        return output.Commit(manifest, cancellationToken: cancellationToken);
    }

    /// <summary>A step of the road, in words.</summary>
    /// <param name="step">Which.</param>
    /// <returns>The title, as it stands in <c>audit.md</c>.</returns>
    public static string Title(PipelineStage step) => AuditSentences.Title(step);

    /// <summary>Writes what stands in <c>audit.md</c> into a text of another kind.</summary>
    /// <param name="text">The text.</param>
    /// <param name="report">What to write.</param>
    public static void Describe(DocumentText text, AuditReport report)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(report);
        AuditMarkdown.Write(text, report);
    }

    /// <summary>A limit of the policy that is crossed, in one sentence.</summary>
    /// <param name="crossing">Which.</param>
    /// <returns>The sentence, as it stands in <c>audit.md</c>.</returns>
    public static string Sentence(ThresholdCrossing crossing) => AuditSentences.Describe(crossing);

    /// <summary>The thresholds of the policy whose step is not known or not shown, in sentences.</summary>
    /// <param name="report">The report.</param>
    /// <returns>The sentences, as they stand in <c>audit.md</c>; none where all were looked at.</returns>
    public static IEnumerable<string> ThresholdsNotLookedAt(AuditReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return AuditSentences.Unseen(report.Audit);
    }

    /// <summary>What was found by a characteristic, in sentences.</summary>
    /// <param name="report">The report.</param>
    /// <param name="column">One of its columns.</param>
    /// <returns>The sentences, as they stand in <c>audit.md</c>.</returns>
    public static IEnumerable<string> Findings(AuditReport report, Fairness.ColumnAudit column)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(column);
        return AuditSentences.Page(report.Audit).First(page => page.Column == column.Grouping.Column).Sentences;
    }

    /// <summary>What stands at the head of the findings, in sentences: what can't be told, how many comparisons were made, what was not looked at.</summary>
    /// <param name="report">The report.</param>
    /// <returns>The sentences, as they stand in <c>audit.md</c>.</returns>
    public static IEnumerable<string> Head(AuditReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var rules = report.Audit.Policy.Fairness;
        return [.. report.Audit.Columns.SelectMany(column => AuditSentences.NotRecorded(column, rules)), AuditSentences.Comparisons(report.Audit.Page, rules.Level), .. AuditSentences.Limits(report.Audit), .. AuditSentences.Scanned(report.Audit)];
    }

    private static HashedFile WriteManifest(OutputFolder output, AuditReport report, HashedFile[] files)
    {
        var key = output.WriteKey(["audit", .. report.Runs.Select(run => run.KeyText)], [report.Characteristics.File, .. report.OtherInputs, .. files]);
        return output.Write(OutputFolder.Manifest, stream => AuditJson.WriteManifest(stream, report, [report.Characteristics.File, .. report.OtherInputs], files, key));
    }

    private static void WriteFigures(Stream stream, AuditReport report)
    {
        using var csv = new CsvOutput(stream, Figure.Header);
        foreach (var figure in AuditFigures.List(report.Audit)) figure.WriteTo(csv, "partnership_unsuppressed");
    }
}
