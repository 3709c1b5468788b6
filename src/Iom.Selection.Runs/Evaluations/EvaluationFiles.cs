using System.Text;
using Iom.Selection.Evaluation;
using Iom.Selection.Extracts.Account;
using Iom.Selection.Foundation;
using Iom.Selection.Runs.Output;

namespace Iom.Selection.Runs.Evaluations;

/// <summary>Writes the files of an evaluation.</summary>
public static class EvaluationFiles
{
    /// <summary>Finds out before any work whether the files may be written to a folder.</summary>
    /// <param name="folder">The output folder.</param>
    /// <param name="overwrite">Whether a folder that holds an output of this tool may be replaced.</param>
    /// <exception cref="OutputException">They may not.</exception>
    public static void Check(string folder, bool overwrite) => OutputFolder.Check(folder, overwrite);

    /// <summary>Writes <c>evaluation.csv</c>, <c>evaluation.json</c>, <c>evaluation.md</c>, <c>run.key</c>, <c>run.json</c> and, where it is asked for, <c>data-lab.csv</c>: all of them or nothing.</summary>
    /// <param name="report">What to write.</param>
    /// <param name="folder">The output folder.</param>
    /// <param name="overwrite">Whether a folder that holds an output of this tool is replaced.</param>
    /// <param name="beforeCommit">Is given the manifest before the folder gets its name.</param>
    /// <param name="cancellationToken">Stops writing; nothing is left.</param>
    /// <returns>The manifest, and what there is to know of the place.</returns>
    /// <exception cref="OutputException">The folder exists, or can't be written.</exception>
    /// <exception cref="OperationCanceledException">Writing was stopped.</exception>
    public static WrittenRun Write(EvaluationReport report, string folder, bool overwrite, Action<HashedFile>? beforeCommit = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(report);
        using var output = OutputFolder.Begin(folder, overwrite);
        var files = new List<HashedFile>
        {
            output.Write("evaluation.csv", stream => WriteFigures(stream, report)),
            output.Write("evaluation.json", stream => EvaluationJson.Write(stream, report)),
            output.Write("evaluation.md", stream => stream.Write(Encoding.UTF8.GetBytes(EvaluationMarkdown.Render(report)))),
        };
        if (report.DataLab is not null) files.Add(output.Write("data-lab.csv", stream => WriteDataLab(stream, report)));
        output.Write(report.Added);
        HashedFile[] inputs = [.. report.Account.Inputs, .. report.OtherInputs, .. report.Names is { } names ? [names.File] : Array.Empty<HashedFile>()];
        var key = output.WriteKey(
            ["evaluation", IsoDate.Text(report.AsOf), .. report.Policies.Select(policy => policy.Policy.Sha256), report.CatalogueFile.Sha256], [.. inputs, .. files]);
        var manifest = output.Write(OutputFolder.Manifest, stream => EvaluationJson.WriteManifest(stream, report, inputs, files, key));
        return output.Commit(manifest, beforeCommit, cancellationToken);
    }

    /// <summary>Writes what stands in <c>evaluation.md</c> into a text of another kind.</summary>
    /// <param name="text">The text.</param>
    /// <param name="report">What to write.</param>
    public static void Describe(DocumentText text, EvaluationReport report)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(report);
        EvaluationMarkdown.Write(text, report);
    }

    /// <summary>What an evaluation says, in sentences: what can show most first, the bare before-after last.</summary>
    /// <param name="report">The report.</param>
    /// <returns>The sentences, as they stand in <c>evaluation.md</c>.</returns>
    public static IEnumerable<string> Summary(EvaluationReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return EvaluationSentences.Summary(report.Result);
    }

    /// <summary>The heading of a part of an evaluation.</summary>
    /// <param name="section">The part.</param>
    /// <returns>The heading, as it stands in <c>evaluation.md</c>.</returns>
    public static string Title(EvaluationSection section) => EvaluationSentences.Title(section);

    /// <summary>What a part of an evaluation can show, in a sentence.</summary>
    /// <param name="section">The part.</param>
    /// <returns>The sentence, as it stands in <c>evaluation.md</c>.</returns>
    public static string Shows(EvaluationSection section) => EvaluationSentences.Shows(section);

    private static void WriteFigures(Stream stream, EvaluationReport report)
    {
        using var csv = new CsvOutput(stream, "measure", "group", "n", "value", "lower", "upper", "method");
        foreach (var figure in report.Result.Figures)
        {
            csv.Text(figure.Measure).Text(figure.Group).Number(figure.Count).Decimal(EvaluationNumber.Text(figure.Value)).Decimal(EvaluationNumber.Text(figure.Low))
                .Decimal(EvaluationNumber.Text(figure.High)).Text(figure.Method).End();
        }
    }

    private static void WriteDataLab(Stream stream, EvaluationReport report)
    {
        using var csv = new CsvOutput(stream, ["audience", "offender_id", .. DataLabNames.Columns, "intervention_start", "intervention_end", "cohort"]);
        foreach (var file in report.DataLab!)
        {
            foreach (var membership in file.MembershipsAsOf(report.AsOf))
            {
                csv.Text("justice_data_lab_only").Text(file.Offender.Id.Value);
                foreach (var cell in report.Names?.Of(file.Offender.Id) ?? new string?[DataLabNames.Columns.Count]) csv.Text(cell);
                csv.Text(IsoDate.Text(membership.From)).Text(membership.To <= report.AsOf ? IsoDate.Text(membership.To) : null).Text(membership.Cohort).End();
            }
        }
    }
}
