using System.Globalization;
using System.Text.Json;
using Iom.Selection.Foundation;

namespace Iom.Selection.Samples;

/// <summary>Writes <c>truth.json</c>.</summary>
internal static class TruthJson
{
    private static readonly JsonWriterOptions Options = new() { Indented = true, NewLine = "\n" };

    public static void Write(Stream stream, SampleTruth truth)
    {
        using var json = new Utf8JsonWriter(stream, Options);
        var (options, plants) = (truth.Options, truth.Plants);
        json.WriteStartObject();
        json.WriteString("note", "Synthetic: made by a program, about nobody. This file says what a reader and an audit should find.");
        json.WriteNumber("offenders", options.Offenders);
        json.WriteNumber("seed", options.Seed);
        json.WriteString("asOf", IsoDate.Text(options.AsOf));
        json.WriteNumber("members", truth.MemberCount);
        json.WriteNumber("offences", truth.OffenceCount);
        json.WriteNumber("topTenthShare", Math.Round((decimal)truth.TopTenthShare, 4));

        json.WriteStartObject("planted");
        json.WriteNumber("offenceRowsRepeated", plants.RepeatedOffenceRowCount);
        json.WriteNumber("offenceRowsDiffering", plants.DifferingOffenceRowCount);
        json.WriteNumber("outcomesBeforeOffence", plants.OutcomeBeforeOffenceCount);
        json.WriteNumber("sentinelDates", plants.SentinelDateCount);
        json.WriteNumber("correctedOffences", plants.CorrectedOffenceCount);
        json.WriteNumber("caseNumbers", plants.CaseNumberCount);
        json.WriteNumber("paddedIds", plants.PaddedIdCount);
        json.WriteNumber("shortSlashCodes", plants.ShortSlashCodeCount);
        json.WriteNumber("asYouth", plants.AsYouthCount);
        json.WriteNumber("placeholderIds", plants.PlaceholderIdCount);
        json.WriteNumber("repeatedHeaders", plants.RepeatedHeaderCount);
        json.WriteNumber("drugTestsInconclusive", plants.InconclusiveDrugTestCount);
        json.WriteNumber("custodyEndsBeforeItBegins", plants.CustodyEndsBeforeItBeginsCount);
        json.WriteNumber("chargedThenDecided", plants.ChargedThenDecidedCount);
        json.WriteNumber("appealsAllowed", plants.AppealAllowedCount);
        json.WriteNumber("conflictingOutcomes", plants.ContestedCount);
        json.WriteNumber("undatedOutcomeRows", plants.UndatedOutcomeCount);
        json.WriteNumber("outcomeRowsAfterAsOf", plants.OutcomeAfterAsOfCount);
        json.WriteNumber("codesWithoutLeadingZero", plants.LostZeroCount);
        json.WriteNumber("unclassifiedOffences", plants.UnclassifiedCount);
        json.WriteNumber("offencesWithoutDetectedBy", plants.NoDetectedByCount);
        json.WriteNumber("refusedUnknownOffender", plants.UnknownOffenderCount);
        json.WriteNumber("refusedBadDate", plants.BadDateCount);
        json.WriteNumber("refusedUnknownOutcome", plants.UnknownOutcomeCount);
        json.WriteNumber("conflictsInOffenders", plants.OffenderConflictCount);
        json.WriteNumber("offendersWithoutYouth", plants.NoYouthCount);
        json.WriteNumber("offendersWithoutMappaLevel", plants.NoMappaLevelCount);
        json.WriteNumber("offendersWithoutSupervision", plants.NoSupervisionCount);
        json.WriteNumber("drugTestsDiffering", plants.DifferingDrugTestCount);
        json.WriteNumber("offendersWithoutCharacteristics", plants.NoCharacteristicsCount);
        if (options.EffectPercent > 0)
        {
            json.WriteStartObject("effect");
            json.WriteNumber("percent", options.EffectPercent);
            json.WriteString("of", options.EffectOn is null ? "offences of members from the day they joined" : "offences of those whom earlier runs recommended, from the day after the run");
            json.WriteNumber("offencesPrevented", plants.PreventedOffenceCount);
            json.WriteEndObject();
        }
        json.WriteStartObject("monthMissing");
        json.WriteString("source", OffenceRows.Court);
        json.WriteString("outcomeDateIn", plants.MissingMonth.ToString("yyyy-MM", CultureInfo.InvariantCulture));
        json.WriteNumber("rowsLeftOut", plants.MissingMonthRowCount);
        json.WriteEndObject();
        json.WriteEndObject();

        WriteDifference(json, truth.Difference);
        WriteFiles(json, truth);
        json.WriteEndObject();
        json.Flush();
        stream.Write("\n"u8);
    }

    private static void WriteDifference(Utf8JsonWriter json, SampleDifference? difference)
    {
        if (difference is null)
        {
            json.WriteNull("groupDifference");
            return;
        }
        json.WriteStartObject("groupDifference");
        json.WriteString("file", "characteristics.csv");
        json.WriteString("column", difference.Column);
        json.WriteString("group", difference.Group);
        json.WriteString("what", "For the same behaviour more of this group's offences that the police detect were recorded; what the public reports does not differ.");
        json.WriteString("detectedBy", difference.DetectedBy);
        json.WriteTexts("offenceGroups", difference.OffenceGroups);
        json.WriteNumber("multiplier", difference.Multiplier);
        json.WriteString("worksThrough", "factors that count offences without a filter on detectedBy: frequency before all, then trigger offences and recency");
        json.WriteNumber("people", difference.PeopleCount);
        json.WriteNumber("offencesAdded", difference.AddedOffenceCount);
        json.WriteEndObject();
    }

    private static void WriteFiles(Utf8JsonWriter json, SampleTruth truth)
    {
        json.WriteStartArray("files");
        foreach (var file in truth.Files)
        {
            json.WriteStartObject();
            json.WriteString("name", file.FileName);
            json.WriteNumber("read", file.ReadCount);
            json.WriteNumber("used", file.UsedCount);
            json.WriteNumber("later", file.LaterCount);
            json.WriteNumber("duplicate", file.DuplicateCount);
            json.WriteNumber("refused", file.RefusedCount);
            json.WriteString("sha256", truth.Outputs.Single(output => output.Name == file.FileName).Sha256);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }
}
