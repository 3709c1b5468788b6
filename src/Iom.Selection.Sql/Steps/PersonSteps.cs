using System.Globalization;
using Iom.Selection.Foundation;
using Iom.Selection.Measures;
using Iom.Selection.Offences;
using Iom.Selection.Policies;
using Iom.Selection.Records;
using Iom.Selection.Sql.Dialects;

namespace Iom.Selection.Sql.Steps;

/// <summary>Writes the steps from rows to scorecards: all that depends on one person alone.</summary>
internal sealed class PersonSteps
{
    private const int NominationMonths = 12;

    private static readonly string[] Proven = [.. OffenceOutcomes.Proven.Select(Vocabulary.Word)];
    private static readonly string[] Decided =
        [.. Enum.GetValues<OffenceOutcome>().Where(outcome => outcome is not (OffenceOutcome.Open or OffenceOutcome.Charged or OffenceOutcome.UnderInvestigation)).Select(Vocabulary.Word)];

    private readonly Policy _policy;
    private readonly OffenceCatalogue _catalogue;
    private readonly DateOnly _asOf;
    private readonly Dialect _dialect;
    private readonly Func<string, string> _table;
    private readonly FactorColumns[] _factors;
    private readonly (string Calendar, int Months)[] _windows;
    private readonly string[] _calendars;
    private readonly ConditionSql _conditions;
    private readonly OffenceFilterSql _filters;

    /// <param name="policy">The policy.</param>
    /// <param name="catalogue">The catalogue.</param>
    /// <param name="asOf">The as-of date.</param>
    /// <param name="dialect">The engine.</param>
    /// <param name="table">Writes where a table of the contract stands.</param>
    public PersonSteps(Policy policy, OffenceCatalogue catalogue, DateOnly asOf, Dialect dialect, Func<string, string> table)
    {
        (_policy, _catalogue, _asOf, _dialect, _table) = (policy, catalogue, asOf, dialect, table);
        _factors = [.. policy.Factors.Select((factor, i) => new FactorColumns(factor, i + 1, factor.IsValidOn(asOf)))];
        var filters = _factors.Select(factor => factor.Filter).OfType<OffenceFilter>().Where(filter => filter.AtLiberty).ToArray();
        _windows = [.. filters.Where(filter => filter.Months is not null).Select(filter => (OffenceFilterSql.Calendar(filter)!, filter.Months!.Value)).Distinct()];
        _calendars = [.. filters.Select(filter => OffenceFilterSql.Calendar(filter)!).Distinct()];
        (_conditions, _filters) = (new ConditionSql(dialect, asOf, _factors), new OffenceFilterSql(dialect, asOf));
    }

    /// <summary>The name of the last step.</summary>
    public const string Last = "person";

    /// <summary>The fields whose conflicts rules look at, or are counted.</summary>
    private static readonly OffenderField[] Fields = Enum.GetValues<OffenderField>();

    private string Day => Dialect.Date(_asOf);

    /// <summary>The steps, in order.</summary>
    public IEnumerable<Step> All()
    {
        foreach (var step in People()) yield return step;
        foreach (var step in Records()) yield return step;
        foreach (var step in Offences()) yield return step;
        foreach (var step in Liberty()) yield return step;
        yield return OffenceFigures();
        foreach (var step in DaysSince()) yield return step;
        foreach (var step in DrugTests()) yield return step;
        if (_factors.Any(factor => factor is { IsValid: true, Factor.Measure: Measure.RiskScore })) yield return RiskScores();
        yield return ToSettle();
        yield return Measures();
        yield return Points();
        yield return Totals();
        yield return Conditions();
        yield return Person();
    }

    /// <summary>The name of the last step of <see cref="AllForConflicts"/>.</summary>
    public const string Conflicts = "conflict_lines";

    /// <summary>The steps to what agencies have to settle, line by line.</summary>
    public IEnumerable<Step> AllForConflicts()
    {
        string[] read = ["fields", "must_have_rows", "people", "membership_rows", "custody_rows", "offence_rows", "several", "latest_recorded", "parted", "outcomes", "prevailing", "prevailing_rows", "standing_rows"];
        foreach (var step in People().Concat(Records()).Concat(Offences()).Where(step => read.Contains(step.Name))) yield return step;
        var (from, to) = (_dialect.Name("from"), _dialect.Name("to"));
        yield return new("conflicting", ["offences of several rows: what their rows contradict each other about. Where outcomes conflict nothing else is said."],
            $"""
            SELECT offender_id, offence_id, max(prevails) IS NULL OR (max(any_decided) = 1 AND max(prevails) NOT IN ({_dialect.Texts(Decided)})) AS by_outcome,
              max(prevails) IS NOT NULL AND count(DISTINCT offence_code) > 1 AS by_code, max(prevails) IS NOT NULL AND count(DISTINCT offence_date) > 1 AS by_date,
              max(prevails) IS NOT NULL AND count(DISTINCT detected_by) > 1 AS by_detected_by, max(prevails) IS NOT NULL AND count(DISTINCT as_youth) > 1 AS by_as_youth,
              max(prevails) IS NOT NULL AND coalesce(max(prevails_on) < min(offence_date), FALSE) AS by_outcome_date
            FROM standing_rows
            GROUP BY offender_id, offence_id, part_date, part_code
            """);
        yield return new(Conflicts, ["lines of conflicts.csv, equal ones kept, of everybody who is known."],
            $"""
            SELECT c.* FROM (
            {string.Join("\n  UNION ALL\n", Lines())}
            ) c JOIN people p ON p.offender_id = c.offender_id
            """);

        IEnumerable<string> Lines()
        {
            foreach (var field in Fields) yield return Line("offenders.csv", $"'' AS record_id, CAST(NULL AS DATE) AS record_date", Vocabulary.Word(field), $"people WHERE {Vocabulary.Word(field)}_conflict");
            yield return Line("memberships.csv", $"'', {from}", "to", "membership_rows WHERE is_conflict = 1");
            yield return Line("custody.csv", $"'', {from}", "to", "custody_rows WHERE is_conflict = 1");
            yield return Line("supervision.csv", $"'', {from}", "event_date", $"(SELECT DISTINCT offender_id, kind, {from}, {to}, active_until, event, event_date FROM {_table("supervision")} WHERE {from} <= {Day} AND event_date < {from}) s");
            yield return Line("support.csv", "pathway, CAST(NULL AS DATE)", "ended_on", $"(SELECT DISTINCT offender_id, pathway, need, lead_agency, status, waiting_since, started_on, ended_on FROM {_table("support")} WHERE ended_on <= {Day} AND started_on <= {Day} AND ended_on < started_on) s");
            yield return Line("offences.csv", "offence_id, CAST(NULL AS DATE)", "offence_id", "(SELECT DISTINCT offender_id, offence_id FROM standing_rows WHERE is_case_number = 1) s");
            yield return Line("offences.csv", "offence_id, CAST(NULL AS DATE)", "outcome_date", "(SELECT r.offender_id, r.offence_id FROM offence_rows r LEFT JOIN several s ON s.offender_id = r.offender_id AND s.offence_id = r.offence_id WHERE s.offender_id IS NULL AND r.outcome_on < r.offence_date) s");
            (string Column, string When)[] several = [("offence_code", "by_code"), ("offence_date", "by_date"), ("outcome", "by_outcome"), ("outcome_date", "by_outcome_date"), ("detected_by", "by_detected_by"), ("as_youth", "by_as_youth")];
            foreach (var (column, when) in several) yield return Line("offences.csv", "offence_id, CAST(NULL AS DATE)", column, $"conflicting WHERE {when}");
        }

        static string Line(string file, string record, string column, string rows) => $"  SELECT '{file}' AS file, offender_id, {record}, '{column}' AS conflicting_column FROM {rows}";
    }

    private IEnumerable<Step> People()
    {
        yield return new("supplied_kinds", ["which extracts were there: a table that is there and empty was supplied only if this says so."],
            $"""
            SELECT {string.Join(", ", KindsAsked.Select(kind => $"count(CASE WHEN kind = '{kind}' THEN 1 END) > 0 AS has_{kind}"))}
            FROM {_table("supplied")}
            """);
        yield return new("fields", ["repeats: rows of one id are one person; fields of which they hold several values, or which the checker found in conflict."],
            $"""
            SELECT offender_id,
            {Lines(Fields, field => $"  max({Vocabulary.Word(field)}) AS {Vocabulary.Word(field)}, count(DISTINCT {Vocabulary.Word(field)}) > 1 OR max(CASE WHEN {_dialect.HoldsName("in_conflict", [Vocabulary.Word(field)])} THEN 1 ELSE 0 END) = 1 AS {Vocabulary.Word(field)}_conflict")}
            FROM {_table("offenders")}
            GROUP BY offender_id
            """);
        foreach (var step in MustHaveRows()) yield return step;
        yield return new("people", ["conflicts: a field in conflict is not known."],
            $"""
            SELECT offender_id,
            {Lines(Fields, field => $"  CASE WHEN NOT {Vocabulary.Word(field)}_conflict THEN {Vocabulary.Word(field)} END AS {Vocabulary.Word(field)}, {Vocabulary.Word(field)}_conflict")}
            FROM fields{(_policy.MustHaveRows.IsEmpty ? "" : "\nWHERE (SELECT max(fault) FROM must_have_rows) = 0")}
            """);
    }

    // A text that is no number can't be read as one: what the engine then says repeats it. The count in it keeps the engine from trying before it is asked.
    private IEnumerable<Step> MustHaveRows()
    {
        if (_policy.MustHaveRows.IsEmpty) yield break;
        yield return new("must_have_rows", ["extracts without which the policy lets nobody be ranked: the query fails and names the table."],
            string.Join("\nUNION ALL\n", _policy.MustHaveRows.Select(kind =>
                $"SELECT CASE WHEN n = 0 THEN CAST('the policy says that this table must hold rows, and it has none: {kind} ' || CAST(n AS {_dialect.TextType}) AS INTEGER) ELSE 0 END AS fault FROM (SELECT count(*) AS n FROM {_table(kind)}) {kind}_rows")));
    }

    // What an offence takes from the rows that prevail.
    private static readonly string[] FromStanding = ["offence_code", "offence_date", "detected_by", "as_youth"];

    private static readonly string[] KindsAsked = ["custody", "drug_tests", "settling"];

    private IEnumerable<Step> Records()
    {
        var (from, to) = (_dialect.Name("from"), _dialect.Name("to"));
        yield return new("membership_rows", ["rows: memberships up to the date, equal rows once; an end before the beginning, or after the date, is read as none."],
            $"""
            SELECT offender_id, {from}, {to}, CASE WHEN {to} < {from} THEN 1 ELSE 0 END AS is_conflict,
              CASE WHEN {to} <= {Day} AND {to} >= {from} THEN 0 ELSE 1 END AS is_open
            FROM (SELECT DISTINCT offender_id, {from}, {to}, cohort, ground, exit_interview_on, informed_on, agreed FROM {_table("memberships")} WHERE {from} <= {Day}) r
            """);
        yield return new("members", ["who is a member: an open row on the date."],
            "SELECT offender_id, max(is_open) AS is_member, sum(is_conflict) AS conflicts FROM membership_rows GROUP BY offender_id");
        yield return new("nominated", [$"who was nominated in the last {NominationMonths} months."],
            $"SELECT DISTINCT offender_id FROM {_table("nominations")} WHERE {From("nominated_on", NominationMonths)}nominated_on <= {Day}");
        yield return new("custody_rows", ["rows: spells in custody up to the date, equal rows once; one that ends before it begins, or goes on for somebody in the community, is in conflict and no custody."],
            $"""
            SELECT r.offender_id, r.{from}, r.{to}, r.kind,
              CASE WHEN r.{to} < r.{from} THEN 1 WHEN p.location = 'community' AND coalesce(r.{to} > {Day}, TRUE) THEN 1 ELSE 0 END AS is_conflict
            FROM (SELECT DISTINCT offender_id, {from}, {to}, kind FROM {_table("custody")} WHERE {from} <= {Day}) r
            LEFT JOIN people p ON p.offender_id = r.offender_id
            """);
        yield return new("other_conflicts", ["conflicts of custody, supervision (an event before it began) and support (ended before it started), each record once."],
            $"""
            SELECT offender_id, sum(is_conflict) AS conflicts FROM (
              SELECT offender_id, is_conflict FROM custody_rows
              UNION ALL
              SELECT offender_id, CASE WHEN event_date < {from} THEN 1 ELSE 0 END
              FROM (SELECT DISTINCT offender_id, kind, {from}, {to}, active_until, event, event_date FROM {_table("supervision")} WHERE {from} <= {Day}) s
              UNION ALL
              SELECT offender_id, CASE WHEN ended_on <= {Day} AND started_on <= {Day} AND ended_on < started_on THEN 1 ELSE 0 END
              FROM (SELECT DISTINCT offender_id, pathway, need, lead_agency, status, waiting_since, started_on, ended_on FROM {_table("support")}) s
            ) c GROUP BY offender_id
            """);
    }

    private IEnumerable<Step> Offences()
    {
        yield return new("offence_rows", ["rows: offences that have happened, and were recorded, up to the date; an outcome dated later is not known yet."],
            $"""
            SELECT offender_id, offence_id, offence_code, CASE WHEN {_dialect.IsFiveDigits("offence_code")} THEN {_dialect.FirstThree("offence_code")} ELSE offence_code END AS offence_class,
              offence_date, CASE WHEN outcome_date > {Day} THEN 'open' ELSE outcome END AS outcome, CASE WHEN outcome_date <= {Day} THEN outcome_date END AS outcome_on,
              detected_by, as_youth, recorded_on,
              NOT coalesce(outcome_date > {Day}, FALSE) AND outcome IN ({_dialect.Texts(Decided)}) AS is_decided
            FROM {_table("offences")}
            WHERE offence_date <= {Day} AND coalesce(recorded_on <= {Day}, TRUE)
            """);
        yield return new("several", ["offences: ids that stand in several rows."],
            "SELECT offender_id, offence_id, max(recorded_on) AS last_recorded FROM offence_rows GROUP BY offender_id, offence_id HAVING count(*) > 1");
        yield return new("latest_recorded", ["1. only the rows recorded last count.", "2. several dates and several classes: the id is a case number, and each date and code an offence of its own."],
            $"""
            SELECT r.*, CASE WHEN min(r.offence_date) OVER id <> max(r.offence_date) OVER id AND {Min("r.offence_class")} OVER id <> {Max("r.offence_class")} OVER id THEN 1 ELSE 0 END AS is_case_number
            FROM offence_rows r JOIN several s ON s.offender_id = r.offender_id AND s.offence_id = r.offence_id
            WHERE s.last_recorded IS NULL OR r.recorded_on = s.last_recorded
            WINDOW id AS (PARTITION BY r.offender_id, r.offence_id)
            """);
        yield return new("parted", ["each row with the offence that it is of, and the latest date of an outcome of that offence."],
            """
            SELECT q.*, max(outcome_on) OVER offence AS latest_on
            FROM (SELECT r.*, CASE WHEN is_case_number = 1 THEN offence_date END AS part_date, CASE WHEN is_case_number = 1 THEN offence_code ELSE '' END AS part_code FROM latest_recorded r) q
            WINDOW offence AS (PARTITION BY offender_id, offence_id, part_date, part_code)
            """);
        yield return new("outcomes", ["3. what the undated decided rows say, and what the rows of the latest date say."],
            $"""
            SELECT p.*,
              {Min("CASE WHEN outcome_on IS NULL AND is_decided THEN outcome END")} OVER offence AS undated, {Max("CASE WHEN outcome_on IS NULL AND is_decided THEN outcome END")} OVER offence AS undated_other,
              {Min("CASE WHEN outcome_on = latest_on THEN outcome END")} OVER offence AS latest, {Max("CASE WHEN outcome_on = latest_on THEN outcome END")} OVER offence AS latest_other,
              {Min("CASE WHEN outcome_on = latest_on AND is_decided THEN outcome END")} OVER offence AS latest_decided, {Max("CASE WHEN outcome_on = latest_on AND is_decided THEN outcome END")} OVER offence AS latest_decided_other,
              max(CASE WHEN is_decided THEN 1 ELSE 0 END) OVER offence AS any_decided,
              max(CASE WHEN outcome = 'charged' THEN 2 WHEN outcome = 'under_investigation' THEN 1 ELSE 0 END) OVER offence AS undecided
            FROM parted p
            WINDOW offence AS (PARTITION BY offender_id, offence_id, part_date, part_code)
            """);
        yield return new("prevailing", ["3. the outcome that prevails; NULL where outcomes conflict."],
            """
            SELECT o.*,
              CASE WHEN undated <> undated_other THEN NULL
                   WHEN undated IS NOT NULL AND (latest_decided <> undated OR latest_decided_other <> undated) THEN NULL
                   WHEN undated IS NULL AND latest <> latest_other THEN NULL
                   ELSE coalesce(undated, latest, CASE undecided WHEN 2 THEN 'charged' WHEN 1 THEN 'under_investigation' ELSE 'open' END) END AS prevails
            FROM outcomes o
            """);
        yield return new("prevailing_rows", ["3. the rows with that outcome and, where any of them is dated, of their latest date."],
            """
            SELECT p.*, max(CASE WHEN outcome = prevails THEN outcome_on END) OVER offence AS prevails_on
            FROM prevailing p
            WINDOW offence AS (PARTITION BY offender_id, offence_id, part_date, part_code)
            """);
        yield return new("standing_rows", ["4. code, date, who detected it and whether as a youth come from those rows alone."],
            $"""
            SELECT offender_id, offence_id, part_date, part_code, is_case_number, any_decided, prevails, prevails_on,
              {string.Join(", ", FromStanding.Select(column => $"CASE WHEN outcome = prevails AND (prevails_on IS NULL OR outcome_on = prevails_on) THEN {column} END AS {column}"))}
            FROM prevailing_rows
            """);
        yield return new("joined", ["4. where they differ the smallest code and the earliest date stand, the others are not known, and each column is a conflict."],
            $"""
            SELECT offender_id, offence_id, max(is_case_number) AS is_case_number, max(prevails) AS outcome, max(prevails_on) AS outcome_on,
              {Min("offence_code")} AS offence_code, min(offence_date) AS offence_date,
              CASE WHEN count(DISTINCT detected_by) = 1 THEN max(detected_by) END AS detected_by, coalesce(max(as_youth) = 'yes', FALSE) AS may_be_as_youth,
              CASE WHEN max(prevails) IS NULL THEN 1 ELSE
                CASE WHEN max(any_decided) = 1 AND max(prevails) NOT IN ({_dialect.Texts(Decided)}) THEN 1 ELSE 0 END
                + CASE WHEN count(DISTINCT offence_code) > 1 THEN 1 ELSE 0 END + CASE WHEN count(DISTINCT offence_date) > 1 THEN 1 ELSE 0 END
                + CASE WHEN count(DISTINCT detected_by) > 1 THEN 1 ELSE 0 END + CASE WHEN count(DISTINCT as_youth) > 1 THEN 1 ELSE 0 END
                + CASE WHEN max(prevails_on) < min(offence_date) THEN 1 ELSE 0 END END AS conflicts
            FROM standing_rows
            GROUP BY offender_id, offence_id, part_date, part_code
            """);
        yield return new("single", ["ids that stand in one row are what the row says; an outcome before the offence is in conflict."],
            """
            SELECT r.offender_id, r.offence_code, r.offence_date, r.outcome, r.outcome_on, r.detected_by, coalesce(r.as_youth = 'yes', FALSE) AS may_be_as_youth,
              CASE WHEN r.outcome_on < r.offence_date THEN 1 ELSE 0 END AS conflicts
            FROM offence_rows r LEFT JOIN several s ON s.offender_id = r.offender_id AND s.offence_id = r.offence_id
            WHERE s.offender_id IS NULL
            """);
        yield return new("offence_conflicts", ["lines of offences for the agencies to settle; a case number has one for its id besides."],
            """
            SELECT offender_id, sum(conflicts) AS conflicts FROM (
              SELECT offender_id, conflicts FROM single WHERE conflicts > 0
              UNION ALL SELECT offender_id, conflicts FROM joined WHERE conflicts > 0
              UNION ALL SELECT i.offender_id, 1 FROM (SELECT DISTINCT offender_id, offence_id FROM joined WHERE is_case_number = 1) i
            ) c GROUP BY offender_id
            """);
        yield return new("catalogue", [$"the catalogue of offence codes: {_catalogue.Entries.Count.ToString(CultureInfo.InvariantCulture)} rows."], Catalogue());
        yield return new("offences", ["offences that count: not in conflict, each with its code looked up, exactly or, of five digits, by its class; the row found stands whole."],
            $"""
            SELECT o.offender_id, o.offence_code, o.offence_class, o.offence_date, o.outcome, o.outcome_on, o.detected_by, o.may_be_as_youth,
              {Found("offence_group")}, {Found("neighbourhood")}, {Found("acquisitive")}, {Found("severity")}, {Found("trigger_from")}, {Found("trigger_to")},
              coalesce(CASE WHEN own.code IS NOT NULL THEN own.offence_group ELSE by_class.offence_group END = {_dialect.Text(OffenceCatalogue.BreachGroup)}, FALSE) AS is_breach
            FROM (
              SELECT u.*, CASE WHEN {_dialect.IsFiveDigits("offence_code")} THEN {_dialect.FirstThree("offence_code")} ELSE offence_code END AS offence_class FROM (
                SELECT offender_id, offence_code, offence_date, outcome, outcome_on, detected_by, may_be_as_youth FROM single WHERE conflicts = 0
                UNION ALL
                SELECT offender_id, offence_code, offence_date, outcome, outcome_on, detected_by, may_be_as_youth FROM joined WHERE outcome IS NOT NULL AND coalesce(outcome_on >= offence_date, TRUE)
              ) u
            ) o
            LEFT JOIN catalogue own ON own.code = o.offence_code
            LEFT JOIN catalogue by_class ON by_class.code = o.offence_class AND o.offence_class <> o.offence_code
            """);

        static string Found(string column) => $"CASE WHEN own.code IS NOT NULL THEN own.{column} ELSE by_class.{column} END AS {column}";
    }

    private string Catalogue()
    {
        const string Columns = "code, offence_group, neighbourhood, acquisitive, severity, trigger_from, trigger_to";
        string[] types = [_dialect.TextType, _dialect.TextType, "BOOLEAN", "BOOLEAN", "DECIMAL(38, 10)", "DATE", "DATE"];
        if (_catalogue.Entries.Count == 0)
            return $"SELECT {string.Join(", ", Columns.Split(", ").Zip(types, (name, type) => $"CAST(NULL AS {type}) AS {name}"))} WHERE FALSE";
        // The first row says of which type each column is.
        var rows = _catalogue.Entries.Select((entry, i) =>
        {
            string[] cells =
            [
                _dialect.Text(entry.Code), _dialect.Text(entry.Group), entry.Neighbourhood ? "TRUE" : "FALSE", entry.Acquisitive ? "TRUE" : "FALSE",
                entry.Severity is { } severity ? Dialect.Number(severity) : "NULL", Day(entry.TriggerFrom), Day(entry.TriggerTo),
            ];
            return $"  ({string.Join(", ", i == 0 ? cells.Zip(types, (cell, type) => $"CAST({cell} AS {type})") : cells)})";
        });
        return $"SELECT * FROM (VALUES\n{string.Join(",\n", rows)}\n) AS c ({Columns})";

        static string Day(DateOnly? date) => date is { } day ? Dialect.Date(day) : "NULL";
    }

    // Runs of days inside, joined where they overlap: no day is counted twice.
    private IEnumerable<Step> Liberty()
    {
        if (_calendars.Length == 0) yield break;
        var (from, to) = (_dialect.Name("from"), _dialect.Name("to"));
        for (var i = 0; i < _calendars.Length; i++)
        {
            var kinds = _calendars[i];
            var calendar = CalendarName(i);
            yield return new(calendar, [$"days inside ({(kinds.Length == 0 ? "any custody" : kinds)}) up to the date, overlapping spells joined; none where custody was not supplied."],
                $"""
                SELECT offender_id, min(first_day) AS first_day, max(last_day) AS last_day, max(last_day) - min(first_day) + 1 AS days
                FROM (
                  SELECT s.*, sum(CASE WHEN first_day > coalesce(last_before, first_day - 2) THEN 1 ELSE 0 END) OVER (PARTITION BY offender_id ORDER BY first_day, last_day ROWS UNBOUNDED PRECEDING) AS run
                  FROM (
                    SELECT d.*, max(last_day) OVER (PARTITION BY offender_id ORDER BY first_day, last_day ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS last_before
                    FROM (
                      SELECT offender_id, {_dialect.DayNumber(from)} AS first_day, {_dialect.DayNumber($"CASE WHEN {to} < {Day} THEN {to} ELSE {Day} END")} AS last_day
                      FROM custody_rows CROSS JOIN supplied_kinds
                      WHERE is_conflict = 0{(kinds.Length == 0 ? "" : $" AND kind IN ({_dialect.Texts(kinds.Split(','))})")} AND has_custody
                    ) d
                  ) s
                ) r
                GROUP BY offender_id, run
                """);
        }
        for (var i = 0; i < _windows.Length; i++)
        {
            var (calendar, months) = _windows[i];
            var days = _asOf.DayNumber - MonthWindow.DayBefore(_asOf, months);
            yield return new($"window_{Number(i + 1)}", [$"how many days inside a window of {months.ToString(CultureInfo.InvariantCulture)} months ({days.ToString(CultureInfo.InvariantCulture)} days at liberty) reaches over, and so begins earlier."],
                $"""
                SELECT offender_id, sum(days) AS {OffenceFilterSql.DaysInside(i + 1)}
                FROM (
                  SELECT c.*, {Dialect.Whole(_asOf.DayNumber)} - last_day - coalesce(sum(days) OVER (PARTITION BY offender_id ORDER BY first_day DESC ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS free_after
                  FROM {CalendarName(Array.IndexOf(_calendars, calendar))} c
                ) f
                WHERE free_after < {Dialect.Whole(days)}
                GROUP BY offender_id
                """);
        }
    }

    private Step OffenceFigures()
    {
        var figures = new List<string>
        {
            $"  max(CASE WHEN outcome IN ({_dialect.Texts(Proven)}) AND NOT is_breach THEN 1 ELSE 0 END) AS is_proven",
        };
        foreach (var factor in _factors.Where(factor => factor.Filter is not null))
        {
            var passes = _filters.Write(factor.Filter!, WindowOf(factor.Filter!));
            string If(string then) => $"CASE WHEN {passes} THEN {then} END";
            figures.Add(Comment(factor));
            figures.AddRange(factor.Factor.Measure.Match<string[]>(
                count => [$"  count({(count.DistinctDays ? "DISTINCT " : "")}{If(count.DistinctDays ? "offence_date" : "1")}) AS {factor.Name("count")}"],
                severity =>
                {
                    var value = severity.Scale is null ? "severity"
                        : $"CASE {string.Concat(severity.Scale.Select(pair => $"WHEN offence_group = {_dialect.Text(pair.Key)} THEN {Decimal(pair.Value)} "))}WHEN offence_group IS NOT NULL THEN {Decimal(0)} END";
                    return
                    [
                        $"  count({If("1")}) AS {factor.Name("count")}, count(CASE WHEN {passes} AND {(severity.Scale is null ? "severity" : "offence_group")} IS NULL THEN 1 END) AS {factor.Name("unknown")},",
                        $"  {(severity.Statistic == SeverityStatistic.Sum ? "sum" : "max")}({If(value)}) AS {factor.Name("severity")}",
                    ];
                },
                _ => [$"  max({If("offence_date")}) AS {factor.Name("latest")}"],
                _ => [], _ => [], _ => []));
        }
        return new Step("offence_figures", ["measures of offences."],
            $"""
            SELECT o.offender_id,
            {Listed(figures)}
            FROM offences o{string.Concat(_windows.Select((_, i) => $"\nLEFT JOIN window_{Number(i + 1)} w{Number(i + 1)} ON w{Number(i + 1)}.offender_id = o.offender_id"))}
            GROUP BY o.offender_id
            """);
    }

    private IEnumerable<Step> DaysSince()
    {
        foreach (var factor in _factors.Where(factor => factor is { Filter.AtLiberty: true, Factor.Measure: Measure.DaysSinceOffence }))
        {
            var latest = _dialect.DayNumber($"f.{factor.Name("latest")}");
            yield return new(factor.Name("inside"), [$"days inside after the latest offence: {Dialect.Inline(factor.Factor.Id)}."],
                $"""
                SELECT f.offender_id, sum(1 + c.last_day - (CASE WHEN c.first_day > {latest} THEN c.first_day ELSE {latest} + 1 END)) AS days
                FROM offence_figures f JOIN {CalendarName(Array.IndexOf(_calendars, OffenceFilterSql.Calendar(factor.Filter!)!))} c ON c.offender_id = f.offender_id AND c.last_day > {latest}
                GROUP BY f.offender_id
                """);
        }
    }

    private IEnumerable<Step> DrugTests()
    {
        var factors = _factors.Where(factor => factor is { IsValid: true, Factor.Measure: Measure.DrugTestCount }).ToArray();
        if (factors.Length == 0) yield break;
        var result = _dialect.Name("result");
        yield return new("tests", ["rows and repeats: of the rows of one test up to the date, the one that says least against the person, then the earliest, then the smallest."],
            $"""
            SELECT * FROM (
              SELECT offender_id, test_date, {result}, substance_names, context, prescribed,
                row_number() OVER (PARTITION BY offender_id, test_id ORDER BY
                  CASE {result} WHEN 'negative' THEN 1 WHEN 'inconclusive' THEN 2 WHEN 'refused' THEN 3 ELSE 4 END, test_date,
                  {_dialect.ByBytes("coalesce(substances, '')")}, {_dialect.ByBytes("coalesce(context, '')")}, {_dialect.ByBytes("coalesce(prescribed, '')")}) AS place
              FROM {_table("drug_tests")} WHERE test_date <= {Day}
            ) t WHERE place = 1
            """);
        var figures = new List<string>();
        foreach (var factor in factors)
        {
            var measure = (Measure.DrugTestCount)factor.Factor.Measure;
            var inContext = $"context IN ({_dialect.Texts(measure.Contexts.Select(Vocabulary.Word))})";
            var asked = new List<string> { inContext, Result(measure, result) };
            if (!measure.Substances.IsEmpty) asked.Add(_dialect.HoldsName("substance_names", measure.Substances));
            var passes = string.Join(" AND ", asked);
            var inWindow = From("test_date", measure.Months);
            figures.Add(Comment(factor));
            figures.Add($"  count(CASE WHEN {inWindow}coalesce({passes}, FALSE) THEN 1 END) AS {factor.Name("known")}, count(CASE WHEN {inWindow}coalesce({passes}, TRUE) THEN 1 END) AS {factor.Name("possible")},");
            figures.Add($"  max(CASE WHEN coalesce({inContext}, TRUE) THEN 1 ELSE 0 END) AS {factor.Name("maybe_tested")}, max(CASE WHEN coalesce({inContext}, FALSE) THEN 1 ELSE 0 END) AS {factor.Name("tested")}");
        }
        yield return new("test_figures", ["measures of drug tests: those known to pass and those that may; whether any is, or may be, of the contexts."],
            $"""
            SELECT offender_id,
            {Listed(figures)}
            FROM tests GROUP BY offender_id
            """);
    }

    // A positive test of somebody to whom it was prescribed never passes. An inconclusive one may have been positive or negative.
    private string Result(Measure.DrugTestCount measure, string result)
    {
        var (positive, negative) = (measure.Results.Contains(DrugTestResult.Positive), measure.Results.Contains(DrugTestResult.Negative));
        var unprescribed = "coalesce(prescribed <> 'yes', TRUE)";
        var inconclusive = (positive, negative) switch
        {
            (true, true) => $"WHEN {result} = 'inconclusive' THEN CASE WHEN {unprescribed} THEN TRUE END ",
            (true, false) => $"WHEN {result} = 'inconclusive' THEN CASE WHEN {unprescribed} THEN NULL ELSE FALSE END ",
            (false, true) => $"WHEN {result} = 'inconclusive' THEN NULL ",
            (false, false) => "",
        };
        var whenPositive = positive ? $"WHEN {result} = 'positive' THEN {unprescribed} " : "";
        return $"CASE {whenPositive}{inconclusive}ELSE {result} IN ({_dialect.Texts(measure.Results.Select(Vocabulary.Word))}) END";
    }

    private Step RiskScores()
    {
        var instruments = _factors.Where(factor => factor.IsValid).Select(factor => factor.Factor.Measure).OfType<Measure.RiskScore>().Select(measure => measure.Instrument).Distinct(StringComparer.Ordinal);
        var value = _dialect.Name("value");
        return new Step("risks", ["the latest value of each instrument up to the date; of two on one day, the lower."],
            $"""
            SELECT * FROM (
              SELECT offender_id, instrument, assessed_on, CAST({value} AS DECIMAL(38, 10)) AS {value}, row_number() OVER (PARTITION BY offender_id, instrument ORDER BY assessed_on DESC, {value}) AS place
              FROM {_table("risk_scores")} WHERE assessed_on <= {Day} AND instrument IN ({_dialect.Texts(instruments)})
            ) r WHERE place = 1
            """);
    }

    private Step ToSettle() => new("to_settle", ["matters for the agencies to settle: rows refused and possible people from the checker, and conflicts; not known where the checker's table was not supplied."],
        $"""
        SELECT p.offender_id, CASE WHEN has_settling THEN coalesce(s.matters, 0) + coalesce(o.conflicts, 0) + coalesce(c.conflicts, 0) + coalesce(m.conflicts, 0)
          + {string.Join(" + ", Fields.Select(field => $"CASE WHEN p.{Vocabulary.Word(field)}_conflict THEN 1 ELSE 0 END"))} END AS to_settle
        FROM people p CROSS JOIN supplied_kinds
        LEFT JOIN (SELECT offender_id, sum(rows_refused + possible_people) AS matters FROM {_table("settling")} GROUP BY offender_id) s ON s.offender_id = p.offender_id
        LEFT JOIN offence_conflicts o ON o.offender_id = p.offender_id
        LEFT JOIN other_conflicts c ON c.offender_id = p.offender_id
        LEFT JOIN members m ON m.offender_id = p.offender_id
        """);

    private Step Measures()
    {
        var columns = new List<string>();
        var joins = new List<string>();
        foreach (var factor in _factors.Where(factor => factor.IsValid))
        {
            columns.Add(Comment(factor));
            columns.Add(Reading(factor, joins));
        }
        var fields = string.Join(", ", Fields.Where(field => field is not (OffenderField.Area or OffenderField.DiedOn)).Select(field => $"p.{Vocabulary.Word(field)}, p.{Vocabulary.Word(field)}_conflict"));
        if (_factors.Any(factor => factor is { IsValid: true, Factor.Measure: Measure.DrugTestCount })) joins.Insert(0, "LEFT JOIN test_figures t ON t.offender_id = p.offender_id");
        return new Step("measures", ["measures: what each factor reads of each person."],
            $"""
            SELECT p.offender_id, {fields}, n.offender_id IS NOT NULL AS is_nominated, coalesce(m.is_member = 1, FALSE) AS is_member, coalesce(f.is_proven = 1, FALSE) AS is_proven, s.to_settle{(columns.Count == 0 ? "" : ",")}
            {Listed(columns)}
            FROM people p CROSS JOIN supplied_kinds g
            LEFT JOIN nominated n ON n.offender_id = p.offender_id
            LEFT JOIN members m ON m.offender_id = p.offender_id
            LEFT JOIN to_settle s ON s.offender_id = p.offender_id
            LEFT JOIN offence_figures f ON f.offender_id = p.offender_id
            {string.Join('\n', joins)}
            """.TrimEnd());
    }

    private string Reading(FactorColumns factor, List<string> joins)
    {
        return factor.Factor.Measure.Match(
            _ => $"  coalesce(f.{factor.Name("count")}, 0) AS {factor.Value}",
            severity =>
            {
                var known = $"coalesce(f.{factor.Name("severity")}, {Decimal(0)})";
                if (severity.Cap is { } cap) known = $"CASE WHEN f.{factor.Name("severity")} > {Dialect.Number(cap)} THEN {Decimal(cap)} ELSE {known} END";
                return $"  CASE WHEN f.{factor.Name("count")} > 0 THEN {known} END AS {factor.Value}, coalesce(f.{factor.Name("unknown")} > 0, FALSE) AS {factor.Missing}, coalesce(f.{factor.Name("count")} = 0, TRUE) AS {factor.NotApplicable}"
                    + (factor.HasLimit ? $", {Decimal(severity.Cap!.Value)} AS {factor.UpTo}" : "");
            },
            measure =>
            {
                var days = $"{Dialect.Whole(_asOf.DayNumber)} - {_dialect.DayNumber($"f.{factor.Name("latest")}")}";
                if (measure.Filter.AtLiberty)
                {
                    joins.Add($"LEFT JOIN {factor.Name("inside")} ON {factor.Name("inside")}.offender_id = p.offender_id");
                    days += $" - coalesce({factor.Name("inside")}.days, 0)";
                }
                return $"  {days} AS {factor.Value}, f.{factor.Name("latest")} IS NULL AS {factor.NotApplicable}";
            },
            _ =>
            {
                var (supplied, tested, maybe) = ("g.has_drug_tests", $"t.{factor.Name("tested")}", $"t.{factor.Name("maybe_tested")}");
                return $"  CASE WHEN NOT {supplied} THEN 0 WHEN {maybe} = 1 THEN t.{factor.Name("known")} END AS {factor.Value}, CASE WHEN {supplied} THEN t.{factor.Name("possible")} END AS {factor.UpTo},\n"
                    + $"  CASE WHEN {supplied} THEN coalesce({maybe} = 1 AND ({tested} = 0 OR t.{factor.Name("possible")} > t.{factor.Name("known")}), FALSE) ELSE TRUE END AS {factor.Missing}, CASE WHEN {supplied} THEN coalesce({tested}, 0) = 0 ELSE TRUE END AS {factor.NotApplicable}";
            },
            _ => $"  CASE p.mappa_level WHEN '2' THEN 2 WHEN '3' THEN 3 WHEN 'none' THEN NULL ELSE 1 END AS {factor.Value}, p.mappa_level IS NULL AS {factor.Missing}, coalesce(p.mappa_level = 'none', TRUE) AS {factor.NotApplicable}, 3 AS {factor.UpTo}",
            risk =>
            {
                var alias = factor.Name("risk");
                joins.Add($"LEFT JOIN risks {alias} ON {alias}.offender_id = p.offender_id AND {alias}.instrument = {_dialect.Text(risk.Instrument)}{After($"{alias}.assessed_on", risk.Months)}");
                return $"  coalesce({alias}.{_dialect.Name("value")}, {Decimal(0)}) AS {factor.Value}, {alias}.offender_id IS NULL AS {factor.Missing}";
            });
    }

    private Step Points()
    {
        var read = FactorsAsked();
        var columns = _factors.SelectMany(factor =>
        {
            var points = new PointsSql(factor);
            List<string> lines = [Comment(factor), $"  {points.Least()} AS {factor.Least}"];
            if (factor.MayBeMissing) lines.Add($"  {points.Most()} AS {factor.Most}");
            if (factor.MayBeMissing && read.Contains(factor.Factor.Id)) lines.Add($"  {points.Best()} AS {factor.Best}");
            return lines;
        });
        return new Step("points", ["points: the fewest and the most that each reading can mean, and what gives most where a rule asks for it."],
            $"""
            SELECT m.*,
            {Listed([.. columns])}
            FROM measures m
            """);

        HashSet<string> FactorsAsked() =>
            [.. _policy.Eligibility.Select(rule => rule.When).Concat(_policy.Cohorts.Select(cohort => cohort.When)).OfType<Condition>().SelectMany(condition => condition.Parts).OfType<Condition.FactorAtLeast>().Select(part => part.FactorId)];
    }

    private Step Totals() => new("totals", ["least and most added up; whether anything that is read is not known; who is in scope."],
        $"""
        SELECT p.*, {string.Join(" + ", _factors.Select(factor => factor.Least))} AS total, {string.Join(" + ", _factors.Select(MostOf))} AS most,
          {(_factors.Any(factor => factor.MayBeMissing) ? string.Join(" OR ", _factors.Where(factor => factor.MayBeMissing).Select(factor => factor.Missing)) : "FALSE")} AS is_something_missing,
          is_proven OR is_member OR is_nominated AS is_in_scope
        FROM points p
        """);

    private Step Conditions()
    {
        var columns = new List<string>();
        foreach (var rule in _policy.Eligibility)
        {
            columns.Add($"  -- {Number(rule.Number)}. {Vocabulary.Word(rule.Then)}: {Dialect.Inline(rule.Why)}");
            columns.Add($"  {_conditions.Write(rule.When, atMost: false)} AS rule_{Number(rule.Number)}");
            if (rule.Then != EligibilityEffect.Flag && _conditions.MayDiffer(rule.When)) columns.Add($"  {_conditions.Write(rule.When, atMost: true)} AS rule_{Number(rule.Number)}_at_most");
        }
        columns.Add("  -- the first cohort whose condition holds");
        columns.Add($"  {Cohort(atMost: false)} AS cohort_number");
        if (CohortMayDiffer) columns.Add($"  {Cohort(atMost: true)} AS cohort_number_at_most");
        return new Step("conditions", ["conditions: true, false, or NULL for not known."],
            $"""
            SELECT t.*,
            {Listed(columns)}
            FROM totals t
            """);
    }

    private bool CohortMayDiffer => _policy.Cohorts.Any(cohort => cohort.When is { } when && _conditions.MayDiffer(when));

    private string Cohort(bool atMost)
    {
        var whens = new List<string>();
        for (var i = 0; i < _policy.Cohorts.Length; i++)
        {
            if (_policy.Cohorts[i].When is not { } when) return whens.Count == 0 ? Number(i + 1) : $"CASE {string.Join(" ", whens)} ELSE {Number(i + 1)} END";
            whens.Add($"WHEN {_conditions.Write(when, atMost)} THEN {Number(i + 1)}");
        }
        return $"CASE {string.Join(" ", whens)} END";
    }

    private Step Person()
    {
        var flags = _policy.Eligibility.Where(rule => rule.Then == EligibilityEffect.Flag).Select(rule => $"coalesce(rule_{Number(rule.Number)}, FALSE)").ToArray();
        return new Step(Last, ["scorecards: all that the ranking needs of a person, and no record or field of theirs."],
            $"""
            SELECT offender_id, is_member, is_nominated, is_in_scope{(flags.Length == 0 ? " AND FALSE" : $" AND ({string.Join(" OR ", flags)})")} AS is_flagged, to_settle,
              CASE {Decision(atMost: false, reason: false)} END AS not_ranked,
              CASE {Decision(atMost: false, reason: true)} END AS not_ranked_reason,
              CASE {Decision(atMost: true, reason: false)} END AS not_ranked_at_most,
              cohort_number, {(CohortMayDiffer ? "cohort_number_at_most" : "cohort_number")} AS cohort_number_at_most, is_something_missing, total, most,
              {string.Join(", ", _factors.Select(factor => factor.Least))}{string.Concat(_policy.TieBreak.Select(i => _factors[i]).Where(factor => factor.MayBeMissing).Select(factor => $", {factor.Most}"))}
            FROM conditions
            """);
    }

    /// <summary>The column of the most points of a factor.</summary>
    public static string MostOf(FactorColumns factor) => factor.MayBeMissing ? factor.Most : factor.Least;

    /// <summary>The factors, in the policy's order.</summary>
    public IReadOnlyList<FactorColumns> Factors => _factors;

    private string Decision(bool atMost, bool reason)
    {
        var whens = new List<string> { $"WHEN NOT is_in_scope THEN {(reason ? "'no-offence'" : "'not_in_scope'")}" };
        foreach (var rule in _policy.Eligibility.Where(rule => rule.Then != EligibilityEffect.Flag))
        {
            var column = $"rule_{Number(rule.Number)}{(atMost && _conditions.MayDiffer(rule.When) ? "_at_most" : "")}";
            var place = $"'eligibility:{Number(rule.Number)}'";
            whens.Add($"WHEN {column} THEN {(reason ? place : $"'{Vocabulary.Word(rule.Then)}'")}");
            var fields = rule.When.Fields.Select(Vocabulary.Word).ToArray();
            if (!rule.WithholdIfUnknown && fields.Length == 0) continue;
            var withheld = rule.WithholdIfUnknown ? $"{column} IS NULL" : $"{column} IS NULL AND ({string.Join(" OR ", fields.Select(field => $"{field}_conflict"))})";
            var unknown = string.Concat(fields.Select(field => $" || CASE WHEN {field}_conflict THEN ';conflict:{field}' WHEN {field} IS NULL THEN ';missing:{field}' ELSE '' END"));
            whens.Add($"WHEN {withheld} THEN {(reason ? place + unknown : "'withheld'")}");
        }
        whens.Add($"WHEN cohort_number{(atMost && CohortMayDiffer ? "_at_most" : "")} IS NULL AND NOT is_member THEN {(reason ? "'no-cohort'" : "'no_cohort'")}");
        return string.Join("\n    ", whens);
    }

    private int WindowOf(OffenceFilter filter) =>
        filter is { AtLiberty: true, Months: { } months } ? Array.IndexOf(_windows, (OffenceFilterSql.Calendar(filter)!, months)) + 1 : 0;

    private static string CalendarName(int index) => $"inside_{Number(index + 1)}";

    private string From(string date, int? months) => After(date, months) is { Length: > 0 } after ? after[" AND ".Length..] + " AND " : "";

    private string After(string date, int? months) =>
        months is { } length && MonthWindow.DayBefore(_asOf, length) is >= 0 and var before ? $" AND {date} > {Dialect.Date(DateOnly.FromDayNumber(before))}" : "";

    private string Min(string text) => $"min({_dialect.ByBytes($"({text})")})";

    private string Max(string text) => $"max({_dialect.ByBytes($"({text})")})";

    private static string Decimal(decimal number) => $"CAST({Dialect.Number(number)} AS DECIMAL(38, 10))";

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Comment(FactorColumns factor) => $"  -- {Number(factor.Number)}. {factor.Factor.Id}: {Dialect.Inline(factor.Factor.Title)}";

    private static string Lines<T>(IEnumerable<T> items, Func<T, string> line) => Listed([.. items.Select(line)]);

    // Comments between the columns, and a comma behind each column but the last.
    private static string Listed(IReadOnlyList<string> lines)
    {
        var written = lines.ToArray();
        var last = Array.FindLastIndex(written, line => !IsComment(line));
        for (var i = 0; i < last; i++)
        {
            if (!IsComment(written[i]) && !written[i].EndsWith(',')) written[i] += ",";
        }
        return string.Join('\n', written);

        static bool IsComment(string line) => line.TrimStart().StartsWith("--", StringComparison.Ordinal);
    }
}
