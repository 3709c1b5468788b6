using System.ComponentModel;
using System.Text;
using Iom.Selection.Extracts.Account;
using Iom.Selection.Foundation;
using Iom.Selection.Runs.Output;

namespace Iom.Selection.Runs.Learned;

/// <summary>Writes the files of <c>iom learn</c>.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class LearningFiles
{
    /// <summary>The file of the learned policy.</summary>
    public const string PolicyFile = "learned-policy.json";

    /// <summary>Finds out before any work whether the files may be written to a folder.</summary>
    /// <param name="folder">The output folder.</param>
    /// <param name="overwrite">Whether a folder that holds an output of this tool may be replaced.</param>
    /// <exception cref="OutputException">They may not.</exception>
    public static void Check(string folder, bool overwrite) => OutputFolder.Check(folder, overwrite);

    /// <summary>Writes <c>learned-policy.json</c>, <c>learning.json</c>, <c>learning.md</c>, <c>model-card.json</c>, <c>model-card.md</c>, <c>run.key</c> and <c>run.json</c>: all of them or nothing.</summary>
    /// <param name="report">What to write.</param>
    /// <param name="folder">The output folder.</param>
    /// <param name="overwrite">Whether a folder that holds an output of this tool is replaced.</param>
    /// <param name="beforeCommit">Is given the manifest before the folder gets its name.</param>
    /// <param name="cancellationToken">Stops writing; nothing is left.</param>
    /// <returns>The manifest, and what there is to know of the place.</returns>
    /// <exception cref="OutputException">The folder exists, or can't be written.</exception>
    /// <exception cref="OperationCanceledException">Writing was stopped.</exception>
    public static WrittenRun Write(LearningReport report, string folder, bool overwrite, Action<HashedFile>? beforeCommit = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(report);
        using var output = OutputFolder.Begin(folder, overwrite);
        HashedFile[] files =
        [
            output.Write(PolicyFile, stream => stream.Write(LearnedPolicy(report))),
            output.Write("learning.json", stream => LearningJson.Write(stream, report)),
            output.Write("learning.md", stream => stream.Write(Encoding.UTF8.GetBytes(LearningMarkdown.Render(report)))),
            output.Write("model-card.json", stream => LearnedCardText.Write(stream, report)),
            output.Write("model-card.md", stream => stream.Write(Encoding.UTF8.GetBytes(LearnedCardText.Render(report)))),
        ];
        HashedFile[] inputs = report.CharacteristicsFile is { } characteristics ? [.. report.Account.Inputs, characteristics] : [.. report.Account.Inputs];
        var key = output.WriteKey(["learning", IsoDate.Text(report.TestDates[^1].AsOf), report.Plan.Policy.Sha256, report.CatalogueFile.Sha256], [.. inputs, .. files]);
        var manifest = output.Write(OutputFolder.Manifest, stream => LearningJson.WriteManifest(stream, report, inputs, files, key));
        return output.Commit(manifest, beforeCommit, cancellationToken);
    }

    /// <summary>What a reader should know before the figures, in sentences.</summary>
    /// <param name="report">The report.</param>
    /// <returns>The sentences, as they stand in <c>learning.md</c>.</returns>
    public static IEnumerable<string> Notes(LearningReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return LearningSentences.Notes(report);
    }

    /// <summary>How far the learned matrix is from the best that any could be, in a sentence.</summary>
    /// <param name="report">The report.</param>
    /// <returns>The sentence.</returns>
    public static string Gap(LearningReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return LearningSentences.Gap(report);
    }

    private static byte[] LearnedPolicy(LearningReport report)
    {
        var lines = new LearnedLines(report);
        return report.Plan.Learned(report.Learning.Card, factor => LearningSentences.Why(report, factor), own => lines.Of(report.Learning.Card, own));
    }
}
