using Iom.Selection.Extracts.Account;
using Iom.Selection.Foundation;
using Iom.Selection.Runs.Output;
using Iom.Selection.Statistics;

namespace Iom.Selection.Runs.Comparisons;

/// <summary>Writes a comparison of two runs.</summary>
public static class ComparisonFiles
{
    /// <summary>Writes <c>compare.csv</c> and <c>run.json</c>, both or nothing.</summary>
    /// <param name="comparison">The comparison.</param>
    /// <param name="before">The earlier run.</param>
    /// <param name="after">The later run.</param>
    /// <param name="warnings">What is beyond the policy's thresholds.</param>
    /// <param name="folder">The output folder; it must not exist.</param>
    /// <param name="added">What goes into the folder besides, for people to look at.</param>
    /// <param name="beforeCommit">Is called before the folder gets its name.</param>
    /// <returns>The manifest, and what there is to know of the place.</returns>
    /// <exception cref="OutputException">The folder exists, or can't be written.</exception>
    public static WrittenRun Write(RunComparison comparison, RunFolder before, RunFolder after, IReadOnlyList<string> warnings, string folder, IReadOnlyList<AddedFile>? added = null, Action? beforeCommit = null)
    {
        ArgumentNullException.ThrowIfNull(comparison);
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        OutputFolder.CheckAbsent(folder);
        using var output = OutputFolder.Begin(folder, overwrite: false);
        var file = output.Write("compare.csv", stream => WriteMoves(stream, comparison));
        output.Write(added ?? []);
        HashedFile[] inputs = [new HashedFile("before/run.json", before.ManifestSha256), new HashedFile("after/run.json", after.ManifestSha256)];
        var key = output.WriteKey(["compare", before.KeyText, after.KeyText], [.. inputs, file]);
        var manifest = output.Write(OutputFolder.Manifest, stream => DerivedManifest.Write(
            stream, "compare", after, inputs, [file], key, json =>
            {
                json.WriteStartObject("moves");
                foreach (var kind in Enum.GetValues<MoveKind>()) json.WriteNumber(Vocabulary.Word(kind), comparison.Moves.Count(move => move.Kind == kind));
                json.WriteEndObject();
                json.WriteBoolean("samePolicy", comparison.IsSamePolicy);
                Share("churn", comparison.Churn);
                json.WriteStartObject("bandShift");
                foreach (var shift in comparison.Shifts) Share(shift.FactorId, shift.Shifted);
                json.WriteEndObject();
                Share("incompleteBefore", comparison.IncompleteBefore);
                Share("incompleteAfter", comparison.IncompleteAfter);
                json.WriteTexts("warnings", warnings);

                void Share(string name, Proportion share)
                {
                    json.WriteStartObject(name);
                    json.WriteNumber("count", share.Count);
                    json.WriteNumber("of", share.Of);
                    json.WriteEndObject();
                }
            }));
        return output.Commit(manifest, _ => beforeCommit?.Invoke());
    }

    private static void WriteMoves(Stream stream, RunComparison comparison)
    {
        using var csv = new CsvOutput(stream,
            "offender_id", "change", "before", "after", "before_rank", "after_rank", "before_points", "after_points", "factors", "records_new", "records_gone");
        foreach (var move in comparison.Moves)
        {
            csv.Text(move.OffenderId.Value).Text(Vocabulary.Word(move.Kind))
                .Text(move.Before is null ? null : Vocabulary.Word(move.Before.Recommendation)).Text(move.After is null ? null : Vocabulary.Word(move.After.Recommendation))
                .Number(move.Before?.Rank).Number(move.After?.Rank).Number(move.Before?.Total).Number(move.After?.Total)
                .Text(string.Join(';', move.Factors)).Text(Records(move, factor => factor.RecordsNew)).Text(Records(move, factor => factor.RecordsGone)).End();
        }
    }

    private static string Records(PersonMove move, Func<FactorChange, IEnumerable<string>> of) =>
        string.Join(';', move.Factors.SelectMany(factor => of(factor).Select(record => $"{factor.FactorId}:{record}")));
}
