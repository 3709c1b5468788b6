using System.Text;
using Iom.Selection.Evaluation;
using Iom.Selection.Extracts.Account;
using Iom.Selection.Foundation;
using Iom.Selection.Runs.Output;

namespace Iom.Selection.Runs.Evaluations;

/// <summary>Writes the files of a backtest.</summary>
public static class BacktestFiles
{
    /// <summary>What a backtest says and does not say, in a sentence.</summary>
    public const string Notice = BacktestSentences.Notice;

    /// <summary>Finds out before any work whether the files may be written to a folder.</summary>
    /// <param name="folder">The output folder.</param>
    /// <param name="overwrite">Whether a folder that holds an output of this tool may be replaced.</param>
    /// <exception cref="OutputException">They may not.</exception>
    public static void Check(string folder, bool overwrite) => OutputFolder.Check(folder, overwrite);

    /// <summary>Writes <c>backtest.csv</c>, <c>backtest.json</c>, <c>backtest.md</c>, <c>missed.csv</c>, <c>run.key</c> and <c>run.json</c>: all of them or nothing.</summary>
    /// <param name="report">What to write.</param>
    /// <param name="folder">The output folder.</param>
    /// <param name="overwrite">Whether a folder that holds an output of this tool is replaced.</param>
    /// <param name="threads">How many threads put rows into bytes, 1 or more.</param>
    /// <param name="beforeCommit">Is given the manifest before the folder gets its name.</param>
    /// <param name="cancellationToken">Stops writing; nothing is left.</param>
    /// <returns>The manifest, and what there is to know of the place.</returns>
    /// <exception cref="OutputException">The folder exists, or can't be written.</exception>
    /// <exception cref="OperationCanceledException">Writing was stopped.</exception>
    public static WrittenRun Write(BacktestReport report, string folder, bool overwrite, int threads, Action<HashedFile>? beforeCommit = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(report);
        using var output = OutputFolder.Begin(folder, overwrite);
        HashedFile[] files =
        [
            output.Write("backtest.csv", stream => WriteRows(stream, report)),
            output.Write("backtest.json", stream => BacktestJson.Write(stream, report)),
            output.Write("backtest.md", stream => stream.Write(Encoding.UTF8.GetBytes(BacktestMarkdown.Render(report)))),
            output.Write("missed.csv", stream => WriteMissed(stream, report, threads, cancellationToken)),
        ];
        output.Write(report.Added);
        HashedFile[] inputs = [.. report.Account.Inputs];
        var key = output.WriteKey(
            ["backtest", IsoDate.Text(report.Dates[^1].AsOf), .. report.Policies.Select(policy => policy.Policy.Sha256), report.CatalogueFile.Sha256], [.. inputs, .. files]);
        var manifest = output.Write(OutputFolder.Manifest, stream => BacktestJson.WriteManifest(stream, report, inputs, files, key));
        return output.Commit(manifest, beforeCommit, cancellationToken);
    }

    /// <summary>Writes what stands in <c>backtest.md</c> into a text of another kind.</summary>
    /// <param name="text">The text.</param>
    /// <param name="report">What to write.</param>
    public static void Describe(DocumentText text, BacktestReport report)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(report);
        BacktestMarkdown.Write(text, report);
    }

    /// <summary>What a reader should know before the figures, in sentences.</summary>
    /// <param name="report">The report.</param>
    /// <returns>The sentences, as they stand in <c>backtest.md</c>.</returns>
    public static IEnumerable<string> Notes(BacktestReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return BacktestSentences.Notes(report);
    }

    private static void WriteRows(Stream stream, BacktestReport report)
    {
        using var csv = new CsvOutput(
            stream, "as_of", "horizon_months", "method", "people", "k", "later", "captured_worst", "captured_best", "captured_expected", "precision_expected", "lift",
            "auc", "auc_lower", "auc_upper", "harm_captured_expected");
        foreach (var date in report.Dates)
        {
            foreach (var row in date.Rows)
            {
                csv.Text(IsoDate.Text(date.AsOf)).Number(date.HorizonMonths).Text(row.Method).Number(date.PeopleCount).Number(date.TakenCount).Number(date.LaterCount);
                foreach (var figure in new[]
                {
                    row.Capture.Worst, row.Capture.Best, row.Capture.Expected, row.Capture.PrecisionExpected, row.Lift,
                    row.Auc, row.AucInterval?.Low, row.AucInterval?.High, row.Capture.HarmExpected,
                }) csv.Decimal(EvaluationNumber.Text(figure));
                csv.End();
            }
        }
    }

    private static void WriteMissed(Stream stream, BacktestReport report, int threads, CancellationToken cancellationToken)
    {
        using (new CsvOutput(stream, "audience", "as_of", "method", "offender_id", "later", "first_on", "position"))
        {
        }
        var stretches = report.Dates.SelectMany(date => date.Missed.Chunk(OrderedParts.RowsOfAPart).Select(people => (date.AsOf, people)));
        foreach (var rows in stretches.InParallel(threads, cancellationToken).Select(stretch => Missed(stretch.AsOf, stretch.people))) rows.WriteTo(stream);
    }

    private static MemoryStream Missed(DateOnly date, MissedPerson[] people)
    {
        var stream = new MemoryStream();
        var asOf = IsoDate.Text(date);
        using var csv = CsvOutput.MoreRows(stream);
        foreach (var person in people)
            csv.Text("partnership_only").Text(asOf).Text(person.Method).Text(person.OffenderId).Number(person.LaterCount).Text(IsoDate.Text(person.FirstOn)).Number(person.Position).End();
        return stream;
    }
}
