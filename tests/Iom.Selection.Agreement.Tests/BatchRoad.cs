using System.Globalization;
using System.Text;
using Iom.Selection.Foundation;
using Iom.Selection.Records;
using Iom.Selection.Tests.Generation;
using Iom.Selection.Tests.Laws;

namespace Iom.Selection.Agreement.Tests;

/// <summary>The way of a batch: a folder of CSV files, and what ships ranks them.</summary>
internal sealed class BatchRoad(Product product) : IRoad
{
    public IReadOnlyList<Ranked> Rank(Scenario scenario)
    {
        var folder = Directory.CreateTempSubdirectory("iom-laws-").FullName;
        try
        {
            Write(scenario, folder);
            return [.. product.Answer(Question.Of(folder, scenario.AsOf, scenario.Capacity)).Cells("ranking.csv").Skip(1).Select(Row)];
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static Ranked Row(string[] cells) => new(
        cells[1].StartsWith('\'') ? cells[1][1..] : cells[1], Number(cells[0]), cells[2], cells[3], cells[4] == "yes", cells[6] == "yes", cells[7] == "yes", Number(cells[8]), Number(cells[9]),
        cells[10].Length == 0 ? null : cells[10] == "yes", string.Join(' ', cells[12..^1]).Trim(), cells[^1]);

    private static int? Number(string cell) => cell.Length == 0 ? null : int.Parse(cell, CultureInfo.InvariantCulture);

    internal static void Write(Scenario scenario, string folder)
    {
        File.WriteAllText(Path.Combine(folder, "policy.json"), scenario.PolicyJson);
        File.WriteAllText(Path.Combine(folder, "catalogue.csv"), Table("code,title,group,neighbourhood,acquisitive,severity,trigger_from,trigger_to", TestCatalogue.Catalogue.Entries.Select(entry =>
            new object?[] { entry.Code, entry.Title, entry.Group, entry.Neighbourhood, entry.Acquisitive, entry.Severity, entry.TriggerFrom, entry.TriggerTo })));
        var extracts = Directory.CreateDirectory(Path.Combine(folder, "extracts")).FullName;
        void Extract<T>(string name, string columns, Func<CaseFile, IEnumerable<T>> records, Func<T, object?[]> cells) => File.WriteAllText(
            Path.Combine(extracts, name), Table("offender_id," + columns, scenario.People.SelectMany(file => records(file).Select(record => (object?[])[file.Offender.Id.Value, .. cells(record)]))));

        Extract("offenders.csv", "supervision,location,expected_release,mappa_category,mappa_level,youth,deceased,schemes", file => Rows(file.Offender), person =>
            [person.Supervision, person.Location, person.ExpectedRelease, Mappa(person.MappaCategory), Mappa(person.MappaLevel), person.Youth, person.Deceased, string.Join(';', person.Schemes)]);
        Extract("offences.csv", "offence_id,offence_code,offence_date,outcome,outcome_date,detected_by,as_youth,recorded_on", file => file.Offences, report =>
            [report.OffenceId, report.Code, report.Date, report.Outcome, report.OutcomeDate, report.DetectedBy, report.AsYouth, report.RecordedOn]);
        Extract("memberships.csv", "from,to", file => file.Memberships, membership => [membership.From, membership.GivenTo]);
        Extract("risk_scores.csv", "instrument,assessed_on,value", file => file.RiskScores, score => [score.Instrument, score.AssessedOn, score.Value]);
        Extract("nominations.csv", "agency,nominated_on", file => file.Nominations, nomination => [nomination.Agency, nomination.NominatedOn]);
        Extract("supervision.csv", "kind,from,event,event_date", file => file.Supervisions, period => [period.Kind, period.From, period.Event, period.GivenEventDate]);
        Extract("engagement.csv", "contact_id,contact_date,kind,outcome", file => file.Contacts, contact => [contact.ContactId, contact.Date, contact.Kind, contact.Outcome]);
        Extract("support.csv", "pathway,status", file => file.Support, support => [support.Pathway, support.Status]);
        Extract("panel.csv", "meeting_date,agency,view", file => file.PanelViews, view => [view.MeetingDate, view.Agency, view.Stance]);
        if (scenario.Supplied.HasFlag(SuppliedExtracts.DrugTests))
            Extract("drug_tests.csv", "test_id,test_date,result,context,substances,prescribed", file => file.DrugTests, test => [test.TestId, test.Date, test.Result, test.Context, test.Substances, test.Prescribed]);
        if (scenario.Supplied.HasFlag(SuppliedExtracts.Custody)) Extract("custody.csv", "from,to,kind", file => file.Custody, spell => [spell.From, spell.To, spell.Kind]);
    }

    // A field in conflict is one of which a second row says something else.
    private static IEnumerable<Offender> Rows(Offender person)
    {
        if (person.Conflicts.IsEmpty) return [person];
        var one = person;
        var other = person;
        if (person.Conflicts.Contains(OffenderField.Youth)) (one, other) = (one with { Youth = true }, other with { Youth = false });
        if (person.Conflicts.Contains(OffenderField.Location)) (one, other) = (one with { Location = Location.Community }, other with { Location = Location.Custody });
        if (person.Conflicts.Contains(OffenderField.MappaLevel)) (one, other) = (one with { MappaLevel = MappaLevel.None }, other with { MappaLevel = MappaLevel.Level3 });
        return [one, other];
    }

    private static string? Mappa<T>(T? value) where T : struct, Enum => value is { } known ? Vocabulary.Word(known) : null;

    private static string Table(string header, IEnumerable<object?[]> rows)
    {
        var text = new StringBuilder(header).Append('\n');
        foreach (var row in rows) text.AppendJoin(',', row.Select(Cell)).Append('\n');
        return text.ToString();
    }

    private static string Cell(object? value) => value switch
    {
        null => "",
        bool yes => yes ? "yes" : "no",
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        decimal number => number.ToString(CultureInfo.InvariantCulture),
        Enum word => System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(word.ToString()),
        _ => $"\"{value.ToString()!.Replace("\"", "\"\"", StringComparison.Ordinal)}\"",
    };
}
