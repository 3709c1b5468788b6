using System.Text;
using Iom.Selection.Decisions;
using Iom.Selection.Explanations;
using Iom.Selection.Extracts.Account;
using Iom.Selection.Extracts.Problems;
using Iom.Selection.Foundation;
using Iom.Selection.Panels;
using Iom.Selection.Ranking;
using Iom.Selection.Records;
using Iom.Selection.Reviews;
using Iom.Selection.Runs.Output;
using Iom.Selection.Scoring;

namespace Iom.Selection.Runs.Decisions;

/// <summary>Writes the records of people whom a panel let go.</summary>
public static class ExitFiles
{
    /// <summary>Writes <c>exits.jsonl</c>, <c>exits.html</c> and <c>run.json</c>, all or nothing.</summary>
    /// <param name="log">The decisions; of several about a person the one of the latest day stands, of one day the last that was recorded.</param>
    /// <param name="run">The review that they are about.</param>
    /// <param name="folder">The output folder; it must not exist.</param>
    /// <param name="notes">Is told, in sentences, what an interrupted run had left there.</param>
    /// <returns>How many people leave. Someone who has died, or of whom a record stood twice, has a record and no form.</returns>
    /// <exception cref="ExtractException">The run is no review, or not as it was written.</exception>
    /// <exception cref="OutputException">The folder exists, or can't be written.</exception>
    public static int Write(DecisionLog log, RunFolder run, string folder, ICollection<string>? notes = null)
    {
        ArgumentNullException.ThrowIfNull(log);
        ArgumentNullException.ThrowIfNull(run);
        if (run.Kind != RunFolder.Review) throw new ExtractException("Exit forms need a review: give a folder written by iom review.");
        OutputFolder.CheckAbsent(folder);
        var decisions = log.Standing.Where(decision => decision.Date >= run.AsOf).OrderBy(decision => decision.Date).GroupBy(decision => decision.OffenderId)
            .Select(about => about.Last()).Where(decision => decision.Decision == PanelDecision.Deselect).ToDictionary(decision => decision.OffenderId);
        var records = run.ReadLines("explanations.jsonl", (line, text) => decisions.TryGetValue(new OffenderId(line.GetProperty("offenderId").GetString()!), out var decision) ? ExitRecord.From(text, decision) : null)
            .OfType<ExitRecord>().ToList();

        using var output = OutputFolder.Begin(folder, overwrite: false);
        HashedFile[] files =
        [
            output.Write("exits.jsonl", stream => stream.Write(Encoding.UTF8.GetBytes(string.Concat(records.Select(record => record.ToJson() + "\n"))))),
            output.Write("exits.html", stream => stream.Write(Encoding.UTF8.GetBytes(ExitRecordWriter.ToHtml(records.Where(HasForm))))),
        ];
        HashedFile[] inputs = [new HashedFile("review/run.json", run.ManifestSha256)];
        var key = output.WriteKey(["exits", run.KeyText], [.. inputs, .. files]);
        output.Write(OutputFolder.Manifest, stream => DerivedManifest.Write(stream, "exits", run, inputs, files, key));
        output.Commit();
        foreach (var note in output.Notes) notes?.Add(note);
        return records.Count;
    }

    // There is nobody to complete a form with who has died, and nobody leaves where a record stood twice.
    private static bool HasForm(ExitRecord record) =>
        !record.Decision.Grounds.Any(ground => Vocabulary.TryParse<Ground>(ground, out var found) && found is (Ground.Deceased or Ground.DuplicateRecord));
}
