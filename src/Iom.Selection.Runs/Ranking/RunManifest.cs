using System.Text.Json;
using Iom.Selection.Batch;
using Iom.Selection.Extracts.Account;
using Iom.Selection.Foundation;
using Iom.Selection.Policies;
using Iom.Selection.Policies.Checks;
using Iom.Selection.Runs.Output;

namespace Iom.Selection.Runs.Ranking;

/// <summary>Writes <c>run.json</c>: what a run was made from and what it came to. Two runs of the same inputs write the same bytes.</summary>
internal static class RunManifest
{
    /// <summary>Makes the key of a run and writes it.</summary>
    public static RunKey WriteKey(OutputFolder output, RankingRun run, IEnumerable<HashedFile> outputs, string kind = RunFolder.Rank) => output.WriteKey(
        KeyParts(kind, run.Ranking.AsOf, run.Policy, run.CatalogueFile, run.Ranking.Summary.Seed), [.. run.Account.Inputs, .. outputs]);

    /// <summary>Makes the key of a ranking in a database and writes it: of its tables, which have no hash, it knows how many rows they had.</summary>
    public static RunKey WriteKey(OutputFolder output, DatabaseRun run, IEnumerable<HashedFile> outputs) => output.WriteKey(
        [.. KeyParts(RunFolder.Rank, run.AsOf, run.Policy, run.CatalogueFile, run.Summary.Seed), .. run.Tables.Select(table => FormattableString.Invariant($"{table.Name} {table.RowCount}"))], outputs);

    /// <summary>Writes the manifest.</summary>
    public static void Write(Stream stream, RankingRun run, IReadOnlyList<HashedFile> outputs, RunKey key, string kind = RunFolder.Rank, Action<Utf8JsonWriter>? writeMore = null)
    {
        using var json = new Utf8JsonWriter(stream, JsonText.Indented);
        json.WriteStartObject();
        WriteHead(json, run.ToolVersion, kind, run.Ranking.AsOf, run.AllPoints, run.Policy, run.PolicyFile, run.CatalogueFile, run.Ranking.Rows, run.Ranking.Summary.Seed);

        json.WriteFiles("inputs", run.Account.Inputs, key);
        json.WriteFiles("outputs", outputs, key);

        WritePlaces(json, run.Ranking.Summary, run.Ranking.Summary.ToSettleCount);
        writeMore?.Invoke(json);
        WriteRows(json, run.Account);
        json.WriteStartArray("files");
        foreach (var file in run.Account.Files) WriteReport(json, file);
        json.WriteEndArray();
        json.WriteTexts("notSupplied", run.Account.AbsentFiles);
        // Names that the contract does not give may be those of people.
        json.WriteNumber("unreadFileCount", run.Account.UnreadFiles.Count);

        WriteWarnings(json, run.Warnings.Where(warning => warning.Code is not ("columns-ignored" or "files-unread")));
        json.WriteEndObject();
        json.Flush();
        stream.Write("\n"u8);
    }

    /// <summary>Writes the manifest of a ranking in a database: its tables with how many rows they had, which have no hash.</summary>
    public static void Write(Stream stream, DatabaseRun run, IReadOnlyList<HashedFile> outputs, RunKey key)
    {
        using var json = new Utf8JsonWriter(stream, JsonText.Indented);
        json.WriteStartObject();
        WriteHead(json, run.ToolVersion, RunFolder.Rank, run.AsOf, run.AllPoints, run.Policy, run.PolicyFile, run.CatalogueFile, null, run.Summary.Seed);
        json.WriteString("database", run.Engine);

        json.WriteStartArray("inputs");
        foreach (var (name, rows) in run.Tables)
        {
            json.WriteStartObject();
            json.WriteString("name", name);
            json.WriteNumber("rows", rows);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteFiles("outputs", outputs, key);

        WritePlaces(json, run.Summary, run.IsToSettleKnown ? run.Summary.ToSettleCount : null);
        json.WriteStartObject("rows");
        json.WriteNumber("conflicts", run.Conflicts.Count);
        json.WriteEndObject();
        json.WriteTexts("notSupplied", run.NotSupplied);
        WriteWarnings(json, run.Warnings);
        json.WriteEndObject();
        json.Flush();
        stream.Write("\n"u8);
    }

    private static string[] KeyParts(string kind, DateOnly asOf, Policy policy, HashedFile catalogueFile, string seed) => [kind, IsoDate.Text(asOf), policy.Sha256, catalogueFile.Sha256, seed];

    private static void WriteHead(
        Utf8JsonWriter json, string toolVersion, string kind, DateOnly asOf, bool allPoints, Policy policy, HashedFile policyFile, HashedFile catalogueFile, RankedRows? rows, string seed)
    {
        json.WriteString("tool", "iom");
        json.WriteString("toolVersion", toolVersion);
        json.WriteString("kind", kind);
        json.WriteString("note", "A recommendation. People decide.");
        json.WriteString("asOf", IsoDate.Text(asOf));
        json.WriteBoolean("allPoints", allPoints);

        json.WriteStartObject("policy");
        json.WriteString("id", policy.Id);
        json.WriteString("version", policy.Version);
        json.WriteString("file", policyFile.Name);
        json.WriteString("sha256", policy.Sha256);
        json.WriteEndObject();
        json.WriteFile("catalogue", catalogueFile);
        if (rows is not null && policy is { Model: { } named, LoadedModel: { } model })
        {
            json.WriteStartObject("model");
            json.WriteString("role", named.RoleWord);
            json.WriteString("sha256", named.Sha256);
            json.WriteString("trainedUpTo", IsoDate.Text(model.TrainedUpTo));
            json.WriteNumber("disagreements", rows.ModelDisagreements().Count);
            json.WriteNumber("placesOrdered", rows.PlacesOrderedByModel);
            json.WriteEndObject();
        }
        json.WriteString("seed", seed);
    }

    private static void WriteWarnings(Utf8JsonWriter json, IEnumerable<PolicyWarning> warnings)
    {
        json.WriteStartArray("warnings");
        foreach (var warning in warnings)
        {
            json.WriteStartObject();
            json.WriteString("code", warning.Code);
            json.WriteString("message", warning.Message);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WritePlaces(Utf8JsonWriter json, ProposalSummary proposal, int? toSettle)
    {
        json.WriteStartObject("places");
        json.WriteNumber("capacity", proposal.Capacity);
        json.WriteNumber("members", proposal.MemberCount);
        json.WriteNumber("free", proposal.FreePlaces);
        json.WriteEndObject();

        json.WriteStartObject("people");
        json.WriteNumber("read", proposal.ReadCount);
        json.WriteNumber("ranked", proposal.RankedCount);
        json.WriteNumber("tied", proposal.TiedCount);
        json.WriteNumber("incomplete", proposal.IncompleteCount);
        json.WriteNumber("provisional", proposal.ProvisionalCount);
        json.WriteNumber("nominated", proposal.NominatedCount);
        json.WriteNumber("flagged", proposal.FlaggedCount);
        json.WriteNumberOrNull("toSettle", toSettle);
        json.WriteStartObject("byRecommendation");
        foreach (var (recommendation, count) in proposal.ByRecommendation) json.WriteNumber(Vocabulary.Word(recommendation), count);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteRows(Utf8JsonWriter json, ExtractAccount collation)
    {
        json.WriteStartObject("rows");
        json.WriteNumber("read", collation.ReadCount);
        json.WriteNumber("used", collation.Files.Sum(file => file.UsedCount));
        json.WriteNumber("later", collation.Files.Sum(file => file.LaterCount));
        json.WriteNumber("duplicate", collation.Files.Sum(file => file.DuplicateCount));
        json.WriteNumber("refused", collation.RefusedCount);
        json.WriteNumber("notChosen", collation.Files.Sum(file => file.NotChosenCount));
        json.WriteNumber("conflicts", collation.Conflicts.Count);
        json.WriteNumber("possibleDuplicates", collation.PossibleDuplicates.Count);
        json.WriteNumber("offences", collation.OffenceCount);
        json.WriteNumber("offencesInConflict", collation.ConflictingOffenceCount);
        json.WriteNumber("offencesUnclassified", collation.UnclassifiedOffenceCount);
        json.WriteNumber("codesRepaired", collation.RepairedCodeCount);
        json.WriteNumber("caseNumbers", collation.CaseNumberCount);
        json.WriteNumber("possiblePeople", collation.PossiblePeople.Count);
        json.WriteNumber("sentinelDates", collation.SentinelDateCount);
        json.WriteNumber("outcomesUndated", collation.UndatedOutcomeCount);
        json.WriteEndObject();
    }

    private static void WriteReport(Utf8JsonWriter json, FileReport file)
    {
        json.WriteStartObject();
        json.WriteString("file", file.FileName);
        json.WriteNumber("read", file.ReadCount);
        json.WriteNumber("used", file.UsedCount);
        json.WriteNumber("later", file.LaterCount);
        json.WriteNumber("duplicate", file.DuplicateCount);
        json.WriteNumber("refused", file.RefusedCount);
        json.WriteNumber("trimmed", file.TrimmedCellCount);
        json.WriteNumber("sentinels", file.SentinelDateCount);
        json.WriteNumber("notChosen", file.NotChosenCount);
        if (file is { From: { } from, To: { } to })
        {
            json.WriteString("from", IsoDate.Text(from));
            json.WriteString("to", IsoDate.Text(to));
        }
        if (file.Covers is { } covers)
        {
            json.WriteStartObject("covers");
            if (covers.From is { } first) json.WriteString("from", IsoDate.Text(first));
            if (covers.To is { } last) json.WriteString("to", IsoDate.Text(last));
            json.WriteEndObject();
        }
        json.WriteNumber("ignoredColumnCount", file.IgnoredColumns.Count);
        json.WriteEndObject();
    }
}
