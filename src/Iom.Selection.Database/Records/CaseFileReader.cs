using Iom.Selection.Database.Connections;
using Iom.Selection.Foundation;
using Iom.Selection.Records;
using Iom.Selection.Sql;

namespace Iom.Selection.Database.Records;

/// <summary>Fetches the records of some people, and of nobody else.</summary>
internal sealed class CaseFileReader(Engine engine, string? schema, IReadOnlyList<string> tables)
{
    /// <summary>Fetches people with all that a ranking rests on.</summary>
    /// <param name="ids">Who.</param>
    /// <returns>Their case files, by id.</returns>
    /// <exception cref="DatabaseException">The database fails, or holds a cell that the checker would have refused.</exception>
    public IReadOnlyDictionary<string, CaseFile> ReadWhole(IReadOnlyList<string> ids)
    {
        var offences = Read("offences", ids, row => new OffenceReport(row.NeededText("offence_id"), row.NeededText("offence_code"), row.NeededDate("offence_date"), row.NeededWord<OffenceOutcome>("outcome"))
        {
            OutcomeDate = row.Date("outcome_date"),
            DetectedBy = row.Word<DetectedBy>("detected_by"),
            AsYouth = row.YesNo("as_youth"),
            Source = row.Text("source"),
            RecordedOn = row.Date("recorded_on"),
        });
        var tests = Read("drug_tests", ids, row => new DrugTest(row.NeededText("test_id"), row.NeededDate("test_date"), row.NeededWord<DrugTestResult>("result"))
        {
            Substances = row.Text("substances"),
            Context = row.Word<DrugTestContext>("context"),
            Prescribed = row.YesNo("prescribed"),
        });
        var scores = Read("risk_scores", ids, row => new RiskScore(row.NeededText("instrument"), row.NeededDate("assessed_on"), row.Number("value")));
        var custody = Read("custody", ids, row => new CustodySpell(row.NeededDate("from")) { To = row.Date("to"), Kind = row.Word<CustodyKind>("kind") });
        var periods = Read("supervision", ids, row => new SupervisionPeriod(row.NeededWord<SupervisionKind>("kind"), row.NeededDate("from"))
        {
            To = row.Date("to"),
            ActiveUntil = row.Date("active_until"),
            Event = row.Word<SupervisionEvent>("event"),
            EventDate = row.Date("event_date"),
        });
        var support = Read("support", ids, row => new Support(row.NeededText("pathway"), row.NeededWord<SupportStatus>("status"))
        {
            Need = row.Text("need"),
            LeadAgency = row.Text("lead_agency"),
            WaitingSince = row.Date("waiting_since"),
            StartedOn = row.Date("started_on"),
            EndedOn = row.Date("ended_on"),
        });
        var settling = Read("settling", ids, row => row.Whole("rows_refused") + row.Whole("possible_people"));
        return ReadFew(ids).ToDictionary(pair => pair.Key, pair => pair.Value with
        {
            Offences = [.. offences[pair.Key]],
            DrugTests = [.. tests[pair.Key]],
            RiskScores = [.. scores[pair.Key]],
            Custody = [.. custody[pair.Key]],
            Supervisions = [.. periods[pair.Key]],
            Support = [.. support[pair.Key]],
            OtherToSettle = settling[pair.Key].Sum(),
        }, StringComparer.Ordinal);
    }

    /// <summary>Fetches people with their nominations and their times in the cohort alone: enough of somebody who is not ranked.</summary>
    /// <param name="ids">Who.</param>
    /// <returns>Their case files, by id.</returns>
    public IReadOnlyDictionary<string, CaseFile> ReadFew(IReadOnlyList<string> ids)
    {
        var people = Read("offenders", ids, row => new OffenderRow(row));
        var memberships = Read("memberships", ids, row => new Membership(row.NeededDate("from"))
        {
            To = row.Date("to"),
            Cohort = row.Text("cohort"),
            Ground = row.Text("ground"),
            ExitInterviewOn = row.Date("exit_interview_on"),
            InformedOn = row.Date("informed_on"),
            Agreed = row.Word<Agreement>("agreed"),
        });
        var nominations = Read("nominations", ids, row => new Nomination(row.NeededText("agency"), row.NeededDate("nominated_on")) { Reason = row.Text("reason") });
        return people.ToDictionary(rows => rows.Key, rows => new CaseFile(OffenderRow.Join(rows.Key, [.. rows]))
        {
            Memberships = [.. memberships[rows.Key]],
            Nominations = [.. nominations[rows.Key]],
        }, StringComparer.Ordinal);
    }

    private ILookup<string, T> Read<T>(string table, IReadOnlyList<string> ids, Func<Row, T> make)
    {
        var rows = new List<(string Id, T Record)>();
        if (ids.Count > 0 && tables.Contains(table))
        {
            engine.Query(ContractTables.RecordsScript(engine.Dialect, table, schema), ids, reader =>
            {
                var row = new Row(table, reader);
                rows.Add((row.NeededText("offender_id"), make(row)));
            });
        }
        return rows.ToLookup(row => row.Id, row => row.Record, StringComparer.Ordinal);
    }

    /// <summary>One row of a person; several are joined, and what they say differently is not known, as the compiled policy has it.</summary>
    private sealed class OffenderRow(Row row)
    {
        private readonly string? _area = row.Text("area");
        private readonly Supervision? _supervision = row.Word<Supervision>("supervision");
        private readonly Location? _location = row.Word<Location>("location");
        private readonly DateOnly? _expectedRelease = row.Date("expected_release");
        private readonly MappaCategory? _mappaCategory = row.Word<MappaCategory>("mappa_category");
        private readonly MappaLevel? _mappaLevel = row.Word<MappaLevel>("mappa_level");
        private readonly bool? _youth = row.YesNo("youth");
        private readonly bool? _deceased = row.YesNo("deceased");
        private readonly string? _schemes = row.Text("schemes");
        private readonly DateOnly? _diedOn = row.Date("died_on");
        private readonly string? _inConflict = row.Text("in_conflict");

        public static Offender Join(string id, IReadOnlyList<OffenderRow> rows)
        {
            var conflicts = rows.SelectMany(row => row._inConflict?.Split(';') ?? [])
                .Select(word => Vocabulary.TryParse<OffenderField>(word, out var field) ? field : throw new DatabaseException("The table offenders holds a cell of in_conflict that iom check would not have written.")).ToHashSet();
            var offender = new Offender(new OffenderId(id))
            {
                Area = Text(OffenderField.Area, row => row._area),
                Supervision = Value(OffenderField.Supervision, row => row._supervision),
                Location = Value(OffenderField.Location, row => row._location),
                ExpectedRelease = Value(OffenderField.ExpectedRelease, row => row._expectedRelease),
                MappaCategory = Value(OffenderField.MappaCategory, row => row._mappaCategory),
                MappaLevel = Value(OffenderField.MappaLevel, row => row._mappaLevel),
                Youth = Value(OffenderField.Youth, row => row._youth),
                Deceased = Value(OffenderField.Deceased, row => row._deceased),
                Schemes = Text(OffenderField.Schemes, row => row._schemes) is { } schemes ? [.. schemes.Split(';', StringSplitOptions.RemoveEmptyEntries)] : [],
                DiedOn = Value(OffenderField.DiedOn, row => row._diedOn),
            };
            return offender with { Conflicts = [.. conflicts.Order()] };

            T? Value<T>(OffenderField field, Func<OffenderRow, T?> of) where T : struct
            {
                T[] values = [.. rows.Select(of).OfType<T>().Distinct()];
                if (values.Length > 1) conflicts.Add(field);
                return conflicts.Contains(field) || values.Length == 0 ? null : values[0];
            }

            string? Text(OffenderField field, Func<OffenderRow, string?> of)
            {
                string[] values = [.. rows.Select(of).OfType<string>().Distinct(StringComparer.Ordinal)];
                if (values.Length > 1) conflicts.Add(field);
                return conflicts.Contains(field) || values.Length == 0 ? null : values[0];
            }
        }
    }
}
