using System.Globalization;
using Iom.Selection.Agreement.Tests.Reference;

namespace Iom.Selection.Agreement.Tests.Generation;

/// <summary>How often each hard class was reached, by its name.</summary>
internal sealed class Coverage
{
    private readonly SortedDictionary<string, int> _classes = new(StringComparer.Ordinal);

    public IEnumerable<string> Empty => _classes.Where(pair => pair.Value == 0).Select(pair => pair.Key);

    public override string ToString() =>
        string.Join('\n', _classes.Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Value,7} {pair.Key}")));

    public void Add(MessyFolder folder, ReferenceRanking reference)
    {
        OfRun(folder, reference);
        OfIds(folder);
        foreach (var file in folder.Extracts) OfFile(folder, file);
        foreach (var name in ReferenceColumn.Files.Keys.Where(name => name is not ("offenders.csv" or "offences.csv")))
        {
            Count($"file: {name} left out", folder[name] is null);
            Count($"file: {name} a header alone", folder[name]?.Rows.Length == 0);
        }

        OfMaps(folder);
        OfNoise(folder, reference.Folder);
        OfAccount(reference.Folder.Account);
        OfOffenders(folder["offenders.csv"]!);
        OfOffences(folder, folder["offences.csv"]!);
        OfCustody(folder, reference);
        OfPanel(folder);
        if (folder["drug_tests.csv"] is { } tests)
        {
            Count("drug test: repeats differ in result", Repeats(tests, "test_id").Count(rows => Differ(tests, rows, "result")));
            Count("drug test: repeats differ in context alone", Repeats(tests, "test_id").Count(rows =>
                Differ(tests, rows, "context") && !Differ(tests, rows, "result") && !Differ(tests, rows, "test_date")));
            Count("drug test: repeats differ in substances and context", Repeats(tests, "test_id").Count(rows =>
                Differ(tests, rows, "substances") && Differ(tests, rows, "context") && !Differ(tests, rows, "result") && !Differ(tests, rows, "test_date")));
        }

        OfPolicy(folder);
        OfWindows(folder, reference);
        OfReadings(reference);
        OfRanking(folder, reference);
    }

    private void Count(string name, int times) => _classes[name] = _classes.GetValueOrDefault(name) + times;

    private void Count(string name, bool reached) => Count(name, reached ? 1 : 0);

    private void OfRun(MessyFolder folder, ReferenceRanking reference)
    {
        var day = folder.AsOf;
        Count("as of: 29 February", day is { Month: 2, Day: 29 });
        Count("as of: 28 February", day is { Month: 2, Day: 28 });
        Count("as of: 1 March", day is { Month: 3, Day: 1 });
        Count("as of: 31 March", day is { Month: 3, Day: 31 });
        var members = reference.Entries.Count(entry => entry.Person.IsMember);
        Count("capacity: 0", folder.Capacity == 0);
        Count("capacity: below the members", folder.Capacity < members);
        Count("capacity: more than all", folder.Capacity > reference.Entries.Count);
        Count("people: nobody left", reference.Entries.Count == 0);
        Count("people: 1 to 10", reference.Entries.Count is >= 1 and <= 10);
        Count("people: more than 40", reference.Entries.Count > 40);
    }

    private void OfIds(MessyFolder folder)
    {
        var ids = folder["offenders.csv"]!.Rows.Select(row => row.Cells[0]).Where(id => id.Trim().Length > 0).Distinct().ToList();
        foreach (var first in "-=+@'") Count($"id: begins with {first}", ids.Count(id => id[0] == first));
        foreach (var (name, first) in new[] { ("Greek", 'Ω'), ("Arabic", 'ب'), ("CJK", '中') }) Count($"id: {name}", ids.Count(id => id[0] == first));
        Count("id: beyond U+FFFF", ids.Count(id => char.IsSurrogate(id[0])));
        Count("id: comma", ids.Count(id => id.Contains(',', StringComparison.Ordinal)));
        Count("id: quote", ids.Count(id => id.Contains('"', StringComparison.Ordinal)));
        Count("id: space at an end", ids.Count(id => id != id.Trim()));
        Count("id: differs from another in case alone", ids.Count - ids.Select(id => id.ToUpperInvariant()).Distinct().Count());
        Count("id: full width", ids.Count(id => id[0] == '\uFF4E'));
        Count("id: order in UTF-8 is not that in UTF-16",
            !ids.Order(StringComparer.Ordinal).SequenceEqual(ids.Order(ReferenceText.Utf8)));
    }

    private void OfFile(MessyFolder folder, MessyFile file)
    {
        Count("written: with a mark", file.Layout.Mark);
        Count("written: without a mark", !file.Layout.Mark);
        Count("written: LF", !file.Layout.Crlf);
        Count("written: CRLF", file.Layout.Crlf);
        Count("written: every cell quoted", file.Layout.Quoting == 1);
        Count("written: some cells quoted without need", file.Layout.Quoting > 1);
        Count("written: columns in another order", file.Layout.Rotation % file.Columns.Length > 0);
        Count("written: header in capitals", file.Layout.Casing == 1);
        Count("written: header with spaces", file.Layout.Casing == 2);
        Count("written: a column nobody knows", file.Layout.Unknown);

        var columns = ReferenceColumn.Files[file.Name];
        var people = folder["offenders.csv"]!.Rows.Select(row => row.Cells[0]).ToHashSet();
        var bad = file.Rows.SelectMany(row => columns.Take(row.Cells.Length).Where((column, index) => row.Cells[index].Trim().Length == 0 ? column.Required : !column.Allows(row.Cells[index]))
            .Select(column => (Column: column.Name, Cell: file[row, column.Name]))).ToList();
        Count("row: too many fields", file.Rows.Count(row => row.TooMany > 0));
        Count("row: too few fields", file.Rows.Count(row => row.TooMany < 0));
        Count("row: a required cell is empty", bad.Count(cell => cell.Cell.Trim().Length == 0));
        Count("row: a control character", bad.Count(cell => cell.Cell.Any(char.IsControl)));
        Count("row: not a date", bad.Count(cell => cell.Column.EndsWith("_date", StringComparison.Ordinal) && cell.Cell.Length > 0));
        Count("row: not in the list", bad.Count(cell => cell.Column is "outcome" or "result" or "context" or "supervision" or "location" && cell.Cell.Length > 0));
        Count("row: not a number", bad.Count(cell => cell.Column == "value" && cell.Cell.Length > 0));
        Count("row: of an unknown person", file.Rows.Count(row => !people.Contains(file[row, "offender_id"])));
        Count("row: a damaged id", file.Rows.Count(row => file[row, "offender_id"] == "1.23E+11"));
        Count("row: a date that a spreadsheet made a number", bad.Count(cell => cell.Cell == "45992"));
        Count("row: repeated as it is", file.Rows.Length - file.Rows.Select(row => string.Join('\n', row.Cells)).Distinct().Count());
        var dated = file.Name switch
        {
            "offences.csv" => 3,
            "drug_tests.csv" or "risk_scores.csv" or "nominations.csv" or "supervision.csv" or "engagement.csv" => 2,
            "offenders.csv" or "support.csv" or "identities.csv" => -1,
            _ => 1,
        };
        Count("row: dated after the date", dated < 0 ? 0 : file.Rows.Count(row => ReferenceText.Date(row.Cells[dated]) > folder.AsOf));
        Count("row: dated on the date", dated < 0 ? 0 : file.Rows.Count(row => ReferenceText.Date(row.Cells[dated]) == folder.AsOf));
    }

    private void OfMaps(MessyFolder folder)
    {
        var mapped = folder.Extracts.Where(file => file.Mapping is not null).ToList();
        Count("map: none", mapped.Count == 0);
        foreach (var name in ReferenceColumn.Files.Keys)
        {
            var mapping = mapped.SingleOrDefault(file => file.Name == name)?.Mapping;
            Count($"map: of {name}", mapping is not null);
            Count($"map: several files of {name}", mapping?.Parts > 1);
            if (name != "identities.csv") Count($"map: ids of another system in {name}", mapping?.IdSystem is not null);
        }
        var keys = mapped.Select(file => (file.Name, file.Mapping!.Keys)).ToList();
        Count("map: lines before the header", keys.Count(one => one.Keys.SkipLines > 0));
        Count("map: no header", keys.Count(one => one.Keys.Headless));
        Count("map: ids without case", keys.Count(one => one.Keys.IgnoresCase));
        Count("map: words that mean empty", keys.Count(one => one.Keys.Missing));
        Count("map: decimals with a comma", keys.Count(one => one.Keys.Comma && one.Name == "risk_scores.csv"));
        Count("map: rows chosen", keys.Count(one => one.Keys.Chosen));
        Count("map: rows left out", mapped.Sum(file => file.Mapping!.Keys.Chosen ? file.Rows.Count(row => MessyMapping.Role(file, row) == "Victim") : 0));
        Count("map: the first of two columns", mapped.Count(file => file.Columns.Any(column => column != "offence_id" && file.Mapping!.IsSplit(file, column))));
        Count("map: an id of two columns", mapped.Count(file => file.Rows.Length > 0 && file.Columns.Any(column => column == "offence_id" && file.Mapping!.IsSplit(file, column))));
        foreach (var encoding in new[] { "utf-8", "windows-1252", "iso-8859-1", "utf-16" }) Count($"map: encoding {encoding}", mapped.Count(file => file.Mapping!.Encoding == encoding));
        foreach (var delimiter in ",;\t|") Count($"map: delimiter {(int)delimiter}", mapped.Count(file => file.Mapping!.Delimiter == delimiter));
        foreach (var format in new[] { "dd/MM/yyyy", "d.M.yyyy", "dd MMM yyyy", "MM-dd-yyyy", "yyyyMMdd", "ddMMyyyy", "d MMMM yyyy", "dd-MMM-yy", "yyyy-MM-dd HH:mm:ss.fff", "dd/MM/yyyy HH:mm" }) Count($"map: dates {format}", mapped.Count(file => file.Mapping!.Dates.Contains(format)));
        Count("map: dates in two formats", mapped.Count(file => file.Mapping!.Dates.Length > 1));
        Count("map: names of the agency's own", mapped.Count(file => file.Mapping!.OwnNames));
        Count("map: words of the agency's own", mapped.Count(file => file.Mapping!.OwnWords));
        Count("map: empty cells and whole columns filled", mapped.Count(file => file.Mapping!.Filled && file.Name == "offences.csv"));
        if (folder["identities.csv"] is not { } identities) return;
        var ids = identities.Rows.GroupBy(row => (row.Cells[0], row.Cells[1])).ToList();
        Count("identity: of two people", ids.Count(same => same.Select(row => row.Cells[2]).Distinct().Count() > 1));
        Count("identity: told twice of one person", ids.Count(same => same.Count() > 1 && same.Select(row => row.Cells[2]).Distinct().Count() == 1));
        Count("identity: one of several of a person", identities.Rows.GroupBy(row => (row.Cells[0], row.Cells[2])).Count(same => same.Select(row => row.Cells[1]).Distinct().Count() > 1));
    }

    // What becomes of the rows of each file, and why they are refused.
    private void OfAccount(ReferenceAccount account)
    {
        foreach (var name in ReferenceColumn.Files.Keys)
        {
            var counts = account.Counts.SingleOrDefault(file => file.File == name);
            Count($"account: {name} used", (int)(counts?.Used ?? 0));
            Count($"account: {name} duplicate", (int)(counts?.Duplicate ?? 0));
            Count($"account: {name} refused", (int)(counts?.Refused ?? 0));
            if (name is not ("offenders.csv" or "support.csv" or "identities.csv")) Count($"account: {name} later", (int)(counts?.Later ?? 0));
            if (name is not ("offenders.csv" or "identities.csv")) Count($"account: {name} of an ambiguous id", account.Refused.Count(row => row[0] == name && row[5] == "ambiguous-id"));
        }
        foreach (var problem in ("empty not-a-date not-a-number not-in-list unknown-offender ambiguous-id too-few-fields too-many-fields control-character spreadsheet-damage "
            + "placeholder-id sentinel-date repeated-header not-utf8 quote-not-closed").Split(' '))
            Count($"account: {problem}", account.Refused.Count(row => row[5] == problem));
        Count("account: an identity of two people", account.Refused.Count(row => row[4] == "external_id" && row[5] == "ambiguous-id"));
        Count("account: several problems of one row", account.Refused.GroupBy(row => (row[0], row[1], row[2])).Count(row => row.Count() > 1));
    }

    // What the design calls by name: what is taken off, set aside, contradicts itself or looks like somebody else.
    private void OfNoise(MessyFolder folder, ReferenceFolder reference)
    {
        var account = reference.Account;
        foreach (var row in folder.Extracts.SelectMany(file => file.Rows).Where(row => row.Dress is not null))
        {
            Count("cell: written as a formula of a text", row.Dress!.Before == "=\"");
            Count("cell: with blanks or what can't be seen about it", row.Dress.Before != "=\"");
        }
        foreach (var (name, texts) in new (string, string[])[]
        {
            ("an exponent without a sign", ["2.026E17"]), ("an exponent with a comma", ["2,026E+17"]), ("an exponent of a whole number", ["1E+5"]), ("an id that is no exponent", ["1E5"]), ("with .0", ["1001.0"]),
            ("of 16 digits and more", ["1234567890123400000"]), ("with something unseen inside", ["not\u00A0one"]), ("a total", ["Total: 4"]), ("dashes", ["-----"]),
        })
        {
            Count("id: " + name, folder.Extracts.Sum(file => file.Rows.Count(row => row.Cells.Take(2).Any(texts.Contains))));
        }
        Count("id: all long ones of a column end in zeros", ReferenceColumn.Files.Keys.Sum(file => reference.Rows(file).Count(row => row.RoundedColumns.Count > 0)));
        Count("id: not all long ones of a column end in zeros", ReferenceColumn.Files.Keys.Sum(file => reference.Rows(file).Count(row =>
            row.RoundedColumns.Count == 0 && row.Cells.Values.Contains("1234567890123400000"))));
        Count("file: sep= on the first line", folder.Extracts.Count(file => file.Mapping is null && file.Layout.NamesDelimiter));
        for (var trailing = 1; trailing <= 3; trailing++)
        {
            Count($"file: a delimiter at the end of {trailing switch { 1 => "the header", 2 => "all rows", _ => "both" }}", folder.Extracts.Count(file =>
                file.Layout.Trailing == trailing && file.Tail.Length == 0 && file.Mapping?.Keys.Headless != true && file.Rows.Length > 0 && file.Rows.All(row => row.TooMany == 0)));
        }
        foreach (var column in new[] { "offence_date", "outcome_date", "recorded_on" })
            Count($"sentinel: {column}", reference.Rows("offences.csv").Count(row => ReferenceText.IsSentinel(row[column])));
        Count("sentinel: the end of custody", reference.Rows("custody.csv").Count(row => ReferenceText.IsSentinel(row["to"])));

        // The day of death is not generated: it scores nobody.
        foreach (var column in ReferenceColumn.Files["offenders.csv"].Skip(1).Where(column => column.Name != "died_on")) Count($"conflict: offenders.csv {column.Name}", account.Conflicts.Count(row => row[0] == "offenders.csv" && row[3] == column.Name));
        foreach (var (file, column) in new[]
        {
            ("memberships.csv", "to"), ("offences.csv", "outcome"), ("offences.csv", "outcome_date"), ("offences.csv", "offence_id"), ("offences.csv", "offence_code"), ("offences.csv", "offence_date"),
            ("offences.csv", "detected_by"), ("offences.csv", "as_youth"), ("custody.csv", "to"), ("supervision.csv", "event_date"), ("support.csv", "ended_on"),
        })
        {
            Count($"conflict: {file} {column}", account.Conflicts.Count(row => row[0] == file && row[3] == column));
        }
        Count("conflict: custody that goes on of someone in the community", account.Conflicts.Count(row => row[0] == "custody.csv"
            && reference.People.Single(person => person.Id == row[1]).Fields["location"] == "community"));
        Count("conflict: custody that ends before it began", account.Conflicts.Count(row => row[0] == "custody.csv"
            && reference.People.Single(person => person.Id == row[1]).Fields["location"] != "community"));
        foreach (var why in new[] { "alike", "external-id" }) Count($"possible people: {why}", account.PossiblePeople.Count(row => row[2] == why));

        Count("offence: superseded rows", reference.OffenceIds.Sum(id => id.SupersededCount));
        Count("offence: recorded after the date alone", reference.Rows("offences.csv").Count(row => row.Date("recorded_on") > folder.AsOf && row.Date("offence_date") <= folder.AsOf));
        Count("offence: a case number", reference.OffenceIds.Count(id => id.IsCaseNumber));
        Count("offence: a case number, one of whose offences does not count", reference.OffenceIds.Count(id => id.IsCaseNumber && id.ConflictColumns.Count > 1 && id.Offences.Count > 0));
        Count("offence: a charge prevails over an earlier outcome", reference.OffenceIds.Count(id => id.ConflictColumns.Contains("outcome") && id.Offences.Any(one => one.Outcome is "charged" or "under_investigation")));
        Count("offence: as a youth", reference.People.Sum(person => person.Offences.Count(offence => offence.AsYouth == "yes")));
        Count("to settle: nothing", reference.People.Count(person => person.ToSettle == 0));
        Count("to settle: something", reference.People.Count(person => person.ToSettle > 0));

        foreach (var kind in new[] { "", "remand", "sentence", "recall" }) Count($"custody: kind '{kind}'", reference.People.Count(person => person.CustodyDays.Values.Any(kinds => kinds.Contains(kind))));
        Count("drug test: inconclusive", reference.People.Sum(person => person.Tests.Count(test => test.Result == "inconclusive")));
        Count("drug test: inconclusive and prescribed", reference.People.Sum(person => person.Tests.Count(test => test is { Result: "inconclusive", IsPrescribed: true })));
        Count("drug test: positive and prescribed", reference.People.Sum(person => person.Tests.Count(test => test is { Result: "positive", IsPrescribed: true })));
        Count("drug test: only without a context", reference.People.Count(person => person.Tests.Count > 0 && person.Tests.All(test => test.Context.Length == 0)));
    }

    private void OfOffenders(MessyFile file)
    {
        var several = file.Rows.GroupBy(row => row.Cells[0]).Where(rows => rows.Count() > 1).ToList();
        bool Conflict(IEnumerable<MessyRow> rows, int column) =>
            rows.Select(row => row.Cells[column].Trim().ToLowerInvariant()).Where(cell => cell.Length > 0).Distinct().Count() > 1;
        bool Filled(IEnumerable<MessyRow> rows, int column) =>
            rows.Any(row => row.Cells[column].Trim().Length > 0) && rows.Any(row => row.Cells[column].Trim().Length == 0);
        Count("offenders: rows that differ", several.Count(rows => Enumerable.Range(1, 8).Any(column => Conflict(rows, column))));
        Count("offenders: a filled cell over an empty one", several.Count(rows => Enumerable.Range(1, 8).Any(column => Filled(rows, column))));
        Count("offenders: a bad cell in a row that is used", file.Rows.Count(row => row.Cells[0].Trim().Length > 0 && row.TooMany == 0
            && ReferenceColumn.Files["offenders.csv"].Take(row.Cells.Length).Where((column, index) => row.Cells[index].Trim().Length > 0 && !column.Allows(row.Cells[index])).Any()));
        Count("offenders: schemes in two orders", several.Count(rows => rows.Any(row => row.Cells[9] == "PPO;DIP") && rows.Any(row => row.Cells[9] == "DIP;PPO")));
    }

    private void OfOffences(MessyFolder folder, MessyFile file)
    {
        string Outcome(MessyRow row) => file[row, "outcome"].ToLowerInvariant();
        DateOnly? OutcomeDate(MessyRow row) => ReferenceText.Date(file[row, "outcome_date"]);
        var several = Repeats(file, "offence_id").ToList();
        var resolved = several.Select(rows => rows.Where(row => Outcome(row) is not ("charged" or "under_investigation") && !(OutcomeDate(row) > folder.AsOf)).ToList())
            .Where(rows => rows.Select(Outcome).Distinct().Count() > 1).ToList();
        Count("offence: repeats differ in code", several.Count(rows => Differ(file, rows, "offence_code")));
        Count("offence: repeats differ in date", several.Count(rows => Differ(file, rows, "offence_date")));
        Count("offence: repeats differ in detected_by", several.Count(rows => Differ(file, rows, "detected_by")));
        Count("offence: acquitted after convicted", resolved.Count(rows => rows.Any(convicted => Outcome(convicted) == "convicted"
            && rows.Any(acquitted => Outcome(acquitted) == "acquitted" && OutcomeDate(acquitted) > OutcomeDate(convicted)))));
        Count("offence: contested, one undated", resolved.Count(rows => rows.Any(row => OutcomeDate(row) is null)));
        Count("offence: contested, two on the latest day", resolved.Count(rows => rows.All(row => OutcomeDate(row) is not null)
            && rows.Where(row => OutcomeDate(row) == rows.Max(OutcomeDate)).Select(Outcome).Distinct().Count() > 1));
        Count("offence: outcome after the date", file.Rows.Count(row => OutcomeDate(row) > folder.AsOf));
        Count("offence: outcome on the date", file.Rows.Count(row => OutcomeDate(row) == folder.AsOf));
        Count("offence: outcome undated", file.Rows.Count(row => file[row, "outcome_date"].Trim().Length == 0));
        Count("offence: same id of two people", file.Rows.GroupBy(row => file[row, "offence_id"]).Count(rows => rows.Select(row => row.Cells[0]).Distinct().Count() > 1));

        var catalogue = folder.Catalogue.Rows.Select(row => row.Cells[0]).ToHashSet();
        var codes = file.Rows.Select(row => file[row, "offence_code"]).ToList();
        Count("code: with a slash", codes.Count(code => code.Contains('/', StringComparison.Ordinal)));
        Count("code: a leading zero lost", codes.Count(code => code is "2803" or "2811" or "4911" or "9240"));
        Count("code: four digits that are no code", codes.Count(code => code == "9999"));
        Count("code: both a class and a damaged code", codes.Count(code => code == "805" && catalogue.Contains("00805")));
        Count("code: by its class alone", codes.Count(code => code is "02811" or "03402" or "09240"));
        Count("code: exact over its class", codes.Count(code => code == "02803"));
        Count("code: unknown", codes.Count(code => code is "ZZ" or "99999"));
        Count("code: the catalogue's own", codes.Count(code => code == "X1"));
        Count("catalogue: severity unknown", folder.Catalogue.Rows.Count(row => row.Cells[5].Length == 0));
    }

    private static IEnumerable<List<MessyRow>> Repeats(MessyFile file, string id) =>
        file.Rows.Where(row => row.TooMany == 0).GroupBy(row => (row.Cells[0], file[row, id])).Select(rows => rows.ToList()).Where(rows => rows.Count > 1);

    private static bool Differ(MessyFile file, List<MessyRow> rows, string column) => rows.Select(row => file[row, column].ToLowerInvariant()).Distinct().Count() > 1;

    private void OfCustody(MessyFolder folder, ReferenceRanking reference)
    {
        if (folder["custody.csv"] is not { } file) return;
        var spells = file.Rows.Select(row => (Id: row.Cells[0], From: ReferenceText.Date(row.Cells[1]), To: ReferenceText.Date(row.Cells[2]), Open: row.Cells[2].Trim().Length == 0)).ToList();
        Count("custody: still open", spells.Count(spell => spell.Open));
        Count("custody: ends before it began", spells.Count(spell => spell.To < spell.From));
        Count("custody: begins after the date", spells.Count(spell => spell.From > folder.AsOf));
        Count("custody: ends after the date", spells.Count(spell => spell.From <= folder.AsOf && spell.To > folder.AsOf));
        Count("custody: overlapping spells", spells.GroupBy(spell => spell.Id).Count(own => own.Any(a => own.Any(b =>
            a != b && a.From <= b.From && (a.Open || a.To >= b.From) && (b.Open || b.To >= b.From)))));
        Count("custody: an offence on a day inside", reference.Folder.People.Sum(person => person.Offences.Count(offence => person.IsInside(offence.Date, null))));
    }

    private void OfPanel(MessyFolder folder)
    {
        if (folder["panel.csv"] is not { } file) return;
        var unlisted = file.Rows.Where(row => row.TooMany == 0 && file[row, "agency"] == MessyPolicy.Unlisted).ToList();
        Count("panel: a row of an agency that it does not list", folder.Policy.Panel ? unlisted.Count : 0);
        Count("panel: such a row with another problem", folder.Policy.Panel ? unlisted.Count(row => ReferenceText.Date(file[row, "meeting_date"]) is null) : 0);
        Count("panel: a row of any agency, without a panel", folder.Policy.Panel ? 0 : unlisted.Count);
    }

    private void OfPolicy(MessyFolder folder)
    {
        var text = folder.Policy.ToString();
        foreach (var kind in "offence-count offence-severity days-since-offence drug-test-count mappa-level risk-score".Split(' '))
            Count($"policy: kind {kind}", text.Contains($"\"kind\": \"{kind}\"", StringComparison.Ordinal));
        foreach (var key in ("outcomes groups codes exceptCodes neighbourhood acquisitive trigger detectedBy months atLiberty dateBy count statistic cap scale "
            + "results contexts substances exceptAsYouth instrument validFrom validTo notApplicable laterThanMonths atLeast nominated all any not ifMissing").Split(' '))
        {
            Count($"policy: key {key}", text.Contains($"\"{key}\":", StringComparison.Ordinal));
        }

        foreach (var field in "supervision location mappa_category mappa_level deceased schemes youth expected_release".Split(' '))
            Count($"policy: field {field}", text.Contains($"\"field\": \"{field}\"", StringComparison.Ordinal));
        foreach (var (name, part) in new[]
        {
            ("count of days", "\"count\": \"days\""), ("sum", "\"statistic\": \"sum\""), ("max", "\"statistic\": \"max\""), ("flag", "\"then\": \"flag\""),
            ("refer", "\"then\": \"refer\""), ("not_eligible", "\"then\": \"not_eligible\""), ("a decimal band", ".5, \"points\""),
            ("at liberty, remand apart", "\"atLiberty\": [\"sentence\", \"recall\"]"), ("at liberty, remand alone", "\"atLiberty\": [\"remand\"]"),
            ("breach named as a group", "\"breach\""), ("breach named as a code", "\"998"), ("at liberty by the outcome's date", "\"atLiberty\": true, \"dateBy\""), ("valid from the date", $"\"validFrom\": \"{Words.Text(folder.AsOf)}\""),
            ("valid from the day after", $"\"validFrom\": \"{Words.Text(folder.AsOf.AddDays(1))}\""), ("valid to the date", $"\"validTo\": \"{Words.Text(folder.AsOf)}\""),
            ("valid to the day before", $"\"validTo\": \"{Words.Text(folder.AsOf.AddDays(-1))}\""),
        })
        {
            Count("policy: " + name, text.Contains(part, StringComparison.Ordinal));
        }

        Count("policy: cohort before points", folder.Policy.CohortFirst);
        Count("policy: two keys to break a tie", folder.Policy.TieBreak.Length == 2);
        Count("policy: reserve", folder.Policy.Reserve > 0);
        Count("policy: no cohort for everybody", folder.Policy.Cohorts.All(cohort => cohort.Contains("when", StringComparison.Ordinal)));
    }

    private void OfWindows(MessyFolder folder, ReferenceRanking reference)
    {
        foreach (var factor in reference.Factors.Where(factor => factor.Measure.TryGetProperty("months", out _)))
        {
            var months = factor.Measure.GetProperty("months").GetInt32();
            var isOffences = factor.Measure.GetProperty("kind").GetString()!.StartsWith("offence", StringComparison.Ordinal);
            var byOutcome = factor.Measure.TryGetProperty("dateBy", out _);
            var plain = folder.AsOf.AddMonths(-months).AddDays(1);
            foreach (var person in reference.Folder.People)
            {
                var start = reference.Measures.WindowStart(factor.Measure, person);
                var days = isOffences ? person.Offences.Select(offence => byOutcome ? offence.OutcomeDate : offence.Date)
                    : factor.Measure.GetProperty("kind").GetString() == "risk-score" ? person.Risks.Select(risk => (DateOnly?)risk.On)
                    : person.Tests.Select(test => (DateOnly?)test.Date);
                var name = !isOffences ? "tests and scores" : byOutcome ? "outcomes" : "offences";
                foreach (var day in days)
                {
                    Count($"window: {name} on its first day", day == start);
                    Count($"window: {name} on the day before it", day == start.AddDays(-1));
                    Count($"window: {name} on its last day", day == folder.AsOf);
                    if (!isOffences) continue;
                    Count("window: lengthened by custody, on its first day", start < plain && day == start);
                    Count("window: lengthened by custody, on the day before it", start < plain && day == start.AddDays(-1));
                    Count("window: lengthened by custody, on a day that it won by that", start < plain && day >= start && day < plain);
                }
            }
        }
    }

    private void OfReadings(ReferenceRanking reference)
    {
        foreach (var factor in reference.Factors)
        {
            var kind = factor.Measure.GetProperty("kind").GetString()!;
            var readings = reference.Entries.Select(entry => entry.Readings[factor.Id]).ToList();
            Count($"reading: {kind} known", readings.OfType<ReferenceReading.Known>().Count());
            if (kind is not ("offence-count" or "days-since-offence")) Count($"reading: {kind} missing", readings.OfType<ReferenceReading.Missing>().Count());
            if (kind is not ("offence-count" or "risk-score")) Count($"reading: {kind} not applicable", readings.OfType<ReferenceReading.NotApplicable>().Count());
            Count("reading: the band of most points holds no whole number of tests", kind == "drug-test-count" && readings.Any(reading =>
                reading is ReferenceReading.Missing && MostInAnyBand(factor) > factor.Most(reading)));
            if (kind == "drug-test-count" && reference.Folder.DrugTestsSupplied)
            {
                var tests = readings.OfType<ReferenceReading.Missing>().ToList();
                Count("reading: some tests may pass", tests.Count(missing => missing.Least < missing.Most));
                Count("reading: some tests pass, others may", tests.Count(missing => missing.Least > 0));
                Count("reading: no test may be of those contexts", tests.Count(missing => missing.MaybeNotApplicable));
            }
            if (kind.StartsWith("offence", StringComparison.Ordinal)) Count("reading: of breaches that are named", factor.Measure.GetRawText().Contains("breach", StringComparison.Ordinal) ? readings.Count : 0);
            var severities = kind == "offence-severity" ? readings.OfType<ReferenceReading.Missing>().ToList() : [];
            Count("reading: severity partly known", severities.Count(missing => missing.Least > 0));
            Count("reading: severity missing under a cap", severities.Count(missing => missing.Most is not null));
            Count("reading: missing is best at NotApplicable alone", readings.Count(reading =>
                reading is ReferenceReading.Missing && factor.AtMost(reading) is ReferenceReading.NotApplicable));
            Count("reading: missing is best above the lower end of its band", readings.Count(reading =>
                reading is ReferenceReading.Missing { Least: > 0 } missing && factor.AtMost(reading) is ReferenceReading.Known known && known.Value == missing.Least));
        }
    }

    private static int MostInAnyBand(ReferenceFactor factor) =>
        factor.Most(new ReferenceReading.Missing(0, null, MaybeNotApplicable: true, WholeOnly: false));

    private void OfRanking(MessyFolder folder, ReferenceRanking reference)
    {
        if (reference.Entries.Count == 0) return;
        var rows = reference.Rows(allPoints: true).Skip(1).ToList();
        foreach (var recommendation in "select reserve no_place below_line retain below_exit no_cohort not_eligible refer withheld not_in_scope".Split(' '))
        {
            Count($"row: {recommendation}", rows.Count(row => row[2] == recommendation));
            if (recommendation is "select" or "reserve" or "no_place" or "below_line")
                Count($"row: {recommendation}, provisional", rows.Count(row => row[2] == recommendation && row[10] == "yes"));
        }

        Count("row: a member, provisional", rows.Count(row => row[4] == "yes" && row[10] == "yes"));
        Count("row: a member not ranked", rows.Count(row => row[0].Length == 0 && row[4] == "yes"));
        Count("row: a member without a cohort", rows.Count(row => row[0].Length > 0 && row[3].Length == 0));
        Count("row: nominated", rows.Count(row => row[5] == "yes"));
        Count("row: flagged", rows.Count(row => row[6] == "yes"));
        Count("row: tied", rows.Count(row => row[7] == "yes"));
        Count("row: tied between five or more", rows.Count(row => row[7] == "yes" && int.Parse(row[^1].Split("tie:")[1].Split(';')[0].Split('/')[1], CultureInfo.InvariantCulture) >= 5));
        Count("row: withheld for something missing", rows.Count(row => row[^1].Contains("missing:", StringComparison.Ordinal)));
        Count("row: withheld for a conflict", rows.Count(row => row[^1].Contains("conflict:", StringComparison.Ordinal)));
        Count("row: withheld for a factor alone", rows.Count(row => row[2] == "withheld" && !row[^1].Replace(";to-settle", "", StringComparison.Ordinal).Contains(';', StringComparison.Ordinal)));
        Count("row: incomplete", rows.Count(row => row[^1].Contains("incomplete", StringComparison.Ordinal)));
        Count("row: points hidden in the list for others", reference.Rows(allPoints: false).Count(row => row[0].Length > 0 && row[8].Length == 0));
        Count("row: the draw alone set two people apart", rows.Zip(rows.Skip(1)).Count(pair =>
            pair.First[0].Length > 0 && pair.Second[0].Length > 0 && pair.First[8] == pair.Second[8] && (!folder.Policy.CohortFirst || pair.First[3] == pair.Second[3])
            && folder.Policy.TieBreak.All(key => pair.First[ColumnOf(folder, key)] == pair.Second[ColumnOf(folder, key)])));
    }

    private static int ColumnOf(MessyFolder folder, string factor) => 12 + Array.FindIndex(folder.Policy.Factors, one => one.Id == factor);
}
