using System.Text;
using Iom.Selection.Agreement.Tests.Reference;
using static Iom.Selection.Agreement.Tests.Noise.NoiseEnd;

namespace Iom.Selection.Agreement.Tests.Noise;

/// <summary>The kinds of corruption that were met in the field, each with where it was met and how it may end.</summary>
/// <remarks><c>docs/noise.md</c> shows the same table; <c>The_page_shows_the_table</c> holds the two together.</remarks>
internal static class NoiseKinds
{
    private const NoiseEnd Anything = Unchanged | Settled | Refused | Counted;

    public static readonly IReadOnlyList<NoiseKind> All =
    [
        // About a cell.
        new("blanks about a cell", "capitalone/giraffez#37", Unchanged, Cell(_ => true, (cell, _) => cell.Length > 0 ? "  " + cell + " " : null)),
        new("a no-break space behind a cell", "NHSDigital/manage-vaccinations-in-schools#3410", Unchanged, Cell(_ => true, (cell, _) => cell.Length > 0 ? cell + "\u00A0" : null)),
        new("a zero-width space before a cell", "our own attempts: look-alike ids", Unchanged, Cell(_ => true, (cell, _) => cell.Length > 0 ? "\u200B" + cell : null)),
        new("a byte order mark in the middle of a file", "plaintextaccounting/hledger#2189", Unchanged, Cell(_ => true, (cell, _) => cell.Length > 0 ? "\uFEFF" + cell : null)),
        new("a tab behind a cell", "GoogleCloudPlatform/professional-services-data-validator#1778", Unchanged, Cell(_ => true, (cell, _) => cell.Length > 0 ? cell + "\t" : null)),
        new("a no-break space inside an id or a code", "NHSDigital/manage-vaccinations-in-schools#3410", Refused, Cell(IsIdOrCode, (cell, _) => Inside(cell, "\u00A0"))),
        new("a zero-width character inside an id or a code", "our own attempts: look-alike ids", Refused, Cell(IsIdOrCode, (cell, _) => Inside(cell, "\u200D"))),
        new("a control character in a cell", "our own attempts: bytes", Refused | Settled, Cell(_ => true, (cell, _) => cell + "\u0001")),
        new("a byte that is no UTF-8", "cfsimplicity/spreadsheet-cfml#423", Refused, Bytes(0xFF)),
        new("a required cell is empty", "ministryofjustice/prison-api#2118", Refused, Cell(column => column.Required, (_, _) => "")),
        new("a word that is in no list", "NASA-PDS/validate#881", Refused | Settled, Cell(column => column.Words.Length > 0, (_, _) => "Charged / Summonsed")),
        new("an amount with a comma", "tilo/smarter_csv#345", Refused, Cell(column => column.IsNumber, (_, _) => "62,5")),
        new("an amount below zero", "our own attempts: numbers", Refused, Cell(column => column.IsNumber, (cell, _) => "-" + cell)),

        // Ids of people.
        new("an id in another case", "ministryofjustice/prison-visits-2#345", Anything, Id((id, _) => Flipped(id))),
        new("an id in full-width characters", "our own attempts: look-alike ids", Anything, Id((id, _) => Wide(id))),
        new("an id as a spreadsheet writes it", "tilo/smarter_csv#345", Refused, Id((_, random) => Pick(random, "1.23E+11", "2.026E17", "2,026E+17", "4E+15"))),
        new("an id with .0 behind it", "agrc/palletjack#22", Refused, Id((id, _) => id + ".0")),
        new("an id whose end became zeros", "pulibrary/orangelight#2695", Refused, Id((_, _) => "201800000012345000")),
        new("an id that lost its zeros", "dfinke/ImportExcel#33", Anything, Id((id, _) => id.TrimStart('0') is { Length: > 0 } left && left != id ? left : null)),
        new("a word that stands for no id", "National-Police-Index/us-post-data#15", Refused, Id((_, random) => Pick(random, "0", "UNKNOWN", "NULL", "n/a", "Withheld", "not recorded"))),
        new("an id written as a formula of a text", "JoshClose/CsvHelper#758", Unchanged, Id((id, _) => id.Contains('"', StringComparison.Ordinal) ? null : $"=\"{id}\"")),
        new("an id of somebody who is not there", "translate/translate#178", Refused, Id((_, _) => "nobody-at-all")),
        new("one external id of two people", "zinggAI/zingg#892", Settled | Refused, ExternalIdOfTwo),
        new("a person twice, with another value", "ministryofjustice/hmpps-tier, two registrations", Settled, OffenderAgain),

        // Codes.
        new("a code with a slash and one digit", "carcrime.uk/home-office-counting", Unchanged, Cell(column => column.IsCode, (code, _) => code switch { "02803" => "28/3", "02811" => "28/11", "10501" => "105/1", "00801" => "8/1", _ => null })),
        new("a code that lost a zero", "pandas-dev/pandas#28335", Unchanged, Cell(column => column.IsCode, (code, _) => code is ['0', _, _, _, _] && code is "02803" or "02811" or "03402" or "09240" ? code[1..] : null)),
        new("a code that lost two zeros", "pandas-dev/pandas#28335", Unchanged | Refused, Cell(column => column.IsCode, (code, _) => code is "00801" or "00805" ? code[2..] : null)),
        new("a code with .0 behind it", "pandas-dev/pandas#28335", Refused, Cell(column => column.IsCode, (code, _) => code.All(char.IsAsciiDigit) ? code + ".0" : null)),
        new("a code that nobody knows", "ONSdigital/csvcubed#138", Unchanged | Counted, Cell(column => column.IsCode, (_, _) => "Q7")),

        // Dates.
        new("a date with day and month the other way", "wireservice/csvkit#280", Refused | Settled, Dates(date => date.ToString("dd/MM/yyyy", null))),
        new("a date with a time", "tidyverse/readr#126", Refused | Settled, Dates(date => date.ToString("yyyy-MM-dd", null) + " 00:00:00.000")),
        new("a date without dashes", "OHDSI/DatabaseConnector#28", Refused | Settled, Dates(date => date.ToString("yyyyMMdd", null))),
        new("a date with two digits of the year", "opensanctions/opensanctions#4974", Refused | Settled, Dates(date => date.ToString("dd-MMM-yy", System.Globalization.CultureInfo.InvariantCulture))),
        new("a date as a spreadsheet counts", "SheetJS/sheetjs#2704", Refused | Settled, Dates(date => (date.DayNumber - new DateOnly(1899, 12, 30).DayNumber).ToString(System.Globalization.CultureInfo.InvariantCulture))),
        new("a month alone", "data.police.uk/about", Refused | Settled, Dates(date => date.ToString("yyyy-MM", null))),
        new("a day that no calendar has", "18F/culper#340", Refused | Settled, Dates(_ => "2026-02-30")),
        new("a date that stands for no date, required", "SORMAS-Foundation/SORMAS-Project#792", Refused, Cell(column => column is { IsDate: true, Required: true }, (_, random) => Pick(random, "1900-01-01", "9999-12-31", "0001-01-01"))),
        new("a date that stands for no date, optional", "SORMAS-Foundation/SORMAS-Project#792", Unchanged | Counted, Cell(column => column is { IsDate: true, Required: false }, (_, random) => Pick(random, "1900-01-01", "2999-12-31", "1899-12-30"), (file, _) => file.Name != "custody.csv")),
        new("an offence of a year to come", "18F/culper#339", Unchanged | Counted, Cell(column => column.Name == "offence_date", (cell, _) => "2062" + cell[4..] is var day && ReferenceText.Date(day) is null ? null : day)),

        // Order of dates.
        new("an outcome before its offence", "recordexpungPDX#1320", Unchanged | Settled, Before("offences.csv", "offence_date", "outcome_date")),
        new("custody that ends before it begins", "ministryofjustice/prison-api#2334", Unchanged | Settled, Before("custody.csv", "from", "to")),
        new("a membership that ends before it begins", "rebuilt from panel practice", Unchanged | Settled, Before("memberships.csv", "from", "to")),
        new("a breach before the order", "rebuilt from panel practice", Unchanged | Settled, Before("supervision.csv", "from", "event_date")),
        new("support that ends before it starts", "rebuilt from panel practice", Unchanged | Settled, Before("support.csv", "started_on", "ended_on")),
        new("custody never closed of someone in the community", "ministryofjustice/prison-api#2334", Unchanged | Settled, CustodyLeftOpen),

        // One offence, several rows.
        new("a case number as the id of two offences", "Recidiviz/recidiviz-data#607", Settled | Unchanged, CaseNumber),
        new("an offence again with another date", "deardurham/dear-petition#463", Settled | Unchanged, OffenceAgain(row => row[3] = Shifted(row[3], -40))),
        new("an offence again with another code", "recordexpungPDX#644", Settled | Unchanged, OffenceAgain(row => row[2] = row[2] == "X1" ? "049" : "X1")),
        new("an offence again with another outcome of the same day", "carcrime.uk/home-office-counting", Settled | Unchanged, OffenceAgain(row => row[4] = row[4] is "acquitted" or "convicted" ? "cautioned" : "acquitted", row => row[5].Length > 0)),
        new("a conviction corrected back to a charge", "an outcome entered in error, Guardian 2020-10", Settled | Unchanged, OffenceAgain(row => (row[4], row[5]) = ("charged", Shifted(row[5], 1)), row => row[4] == "convicted" && row[5].Length > 0)),
        new("an offence again that is marked as a youth's", "Commons Justice Committee, HC 416", Settled | Unchanged | Counted, OffenceAgain(row => row[8] = row[8] == "yes" ? "no" : "yes", row => row[8].Length > 0)),
        new("an offence again, its id in another case", "GoogleCloudPlatform/professional-services-data-validator#1778", Unchanged | Counted, OffenceAgain(row => row[1] = Flipped(row[1]) ?? row[1])),
        new("a test told again with another result", "two laboratories, rebuilt", Unchanged | Counted, TestAgain) { CountsDuplicates = true },
        new("a row told again as it is", "capitalone/giraffez#37", Unchanged, RowAgain),

        // Rows.
        new("a delimiter too many", "getdango/dango#215", Refused, Line(line => line + ",")),
        new("a delimiter lost", "JoshClose/CsvHelper#1031", Refused, Line(line => line.Contains('"', StringComparison.Ordinal) ? null : line[..line.LastIndexOf(',')])),
        new("a quote that is never closed", "our own attempts: quotes", Refused, Line(line => line.Contains('"', StringComparison.Ordinal) ? null : "\"" + line)),
        new("a quote closed too soon", "our own attempts: quotes", Refused, Line(line => line.Contains('"', StringComparison.Ordinal) ? null : "\"" + line.Insert(line.IndexOf(','), "\"x"))),
        new("the header again in the middle", "performant-software/textlab#91", Refused, Text((file, text, random) => Inserted(text, random, string.Join(',', file.Header)))),
        new("a line of totals", "adaltas/node-csv-parse#81", Refused, Text((file, text, _) => text + "Total: 4" + new string(',', file.Header.Length - 1) + "\n", file => file.Header[0] == "offender_id")),
        new("a line of dashes under the header", "cockroachdb/cockroach#18584", Refused, Text((file, text, _) => Inserted(text, null, string.Join(',', file.Header.Select(_ => "-----"))))),
        new("a count of rows at the end", "cockroachdb/cockroach#18584", Refused, Text((file, text, _) => text + "(4 rows affected)\n", file => file.Header.Length > 1)),
        new("rows in another order", "law 4", Unchanged, Shuffled),

        // Files.
        new("line ends of another system", "RFC 4180", Unchanged, Text((_, text, _) => text.Replace("\n", "\r\n", StringComparison.Ordinal))),
        new("a byte order mark at the start", "textlab#91", Unchanged, Text((_, text, _) => "\uFEFF" + text)),
        new("a delimiter at the end of the header", "fsprojects/FSharp.Data#830", Unchanged | Counted, Text((_, text, _) => text.Insert(text.IndexOf('\n', StringComparison.Ordinal), ","))),
        new("a delimiter at the end of all lines", "codeforamerica/gogen_pilots", Unchanged | Counted, Trailing),
        new("the delimiter named on the first line", "tspence/csharp-csv-reader#28", Unchanged, Text((_, text, _) => "sep=,\n" + text)),
        new("a column that nobody knows", "section 4", Unchanged | Counted, Column("Jahrgang")),
        new("an optional column under another name", "JoshClose/CsvHelper#1496", Unchanged | Counted, Renamed(required: false)),
        new("a required column under another name", "JoshClose/CsvHelper#1496", Stopped, Renamed(required: true)),
        new("title lines before the header", "mhertzfeld/CrystalReportsNinja#20", Stopped, Text((_, text, _) => "Monthly report\n\n" + text)),
        new("semicolons for commas", "mechatroner/vscode_rainbow_csv#108", Stopped, Text((_, text, _) => text.Replace(',', ';'))),
        new("UTF-16 without a word in the map", "Unstructured-IO/unstructured#4443", Stopped | Unchanged, Encoded(Encoding.Unicode)),
        new("a workbook under the name of a CSV file", "datopian/data-cli#262", Stopped, Whole("PK\u0003\u0004\u0014\0\u0006\0")),
        new("a file of nothing", "getdango/dango#215", Stopped, Whole("")),
        new("offenders.csv without a row", "getdango/dango#215", Stopped, Emptied("offenders.csv")),
        new("a file of a header alone", "getdango/dango#215", Unchanged | Counted, Emptied(null)),
        new("a required file is missing", "section 4", Stopped, Missing(required: true)),
        new("an optional file is missing", "section 4", Unchanged | Counted, Missing(required: false)),

        // What no reader can see.
        new("day and month swapped, both up to 12", "dannymcc/may#250", None, null),
        new("another valid date", "18F/culper#340", None, null),
        new("another valid word of a list", "NASA-PDS/validate#881", None, null),
        new("an optional cell emptied", "law 7 says what it may do", None, null),
        new("the id of another person who is there", "zinggAI/zingg#892", None, null),
        new("a row lost", "law 7 says what it may do", None, null),
        new("another valid number", "18F/culper#340", None, null),
        new("an outcome in a file that is one month old", "deardurham/dear-petition#463", None, null),
    ];


    // ---- Cells.

    private static bool IsIdOrCode(ReferenceColumn column) => column.IsId || column.IsCode;

    private static Func<NoisyFolder, Random, NoisyChange?> Cell(
        Func<ReferenceColumn, bool> columns, Func<string, Random, string?> change, Func<NoisyFile, string[], bool>? rows = null) => (folder, random) =>
    {
        var places = folder.Files.SelectMany(file => ReferenceColumn.Files[file.Name].Where(columns).Where(column => file.Column(column.Name) >= 0)
            .SelectMany(column => file.Rows.Where(row => rows is null || rows(file, row)).Select(row => (file, column, row)))).ToArray();
        random.Shuffle(places);
        foreach (var (file, column, row) in places.Take(200))
        {
            var cell = file.Cell(row, column.Name);
            if (column.Name == "offender_id" && file.Name == "offenders.csv" && !HasRecords(folder, cell)) continue;
            if (change(cell, random) is not { } noisy || noisy == cell) continue;
            string[] cells = [.. row];
            cells[file.Column(column.Name)] = noisy;
            return new NoisyChange(folder.With(file with { Rows = [.. file.Rows.Select(other => ReferenceEquals(other, row) ? cells : other)] }),
                [.. new[] { file.IdOf(row), file.IdOf(cells) }.Distinct()], $"{file.Name}, {column.Name}: '{cell}' became '{noisy}'");
        }
        return null;
    };

    // Whoever has a record that needs the row: without one a person of another name is what the file says.
    private static bool HasRecords(NoisyFolder folder, string id) =>
        folder.Files.Any(file => file.Name is not ("offenders.csv" or "identities.csv") && file.Rows.Any(row => file.IdOf(row) == id));

    private static Func<NoisyFolder, Random, NoisyChange?> Id(Func<string, Random, string?> change) =>
        Cell(column => column.Name == "offender_id", change, (file, _) => file.Name != "identities.csv");

    private static Func<NoisyFolder, Random, NoisyChange?> Dates(Func<DateOnly, string> write) =>
        Cell(column => column.IsDate, (cell, _) => ReferenceText.Date(cell) is { } date ? write(date) : null);

    private static string? Inside(string cell, string what) => cell.Length > 1 && !char.IsSurrogate(cell[0]) ? cell.Insert(1, what) : null;

    private static string? Flipped(string id) => id.Any(char.IsLower) ? id.ToUpperInvariant() : id.Any(char.IsUpper) ? id.ToLowerInvariant() : null;

    private static string? Wide(string id) => id.Any(char.IsAsciiLetter)
        ? string.Concat(id.Select(c => char.IsAsciiLetterOrDigit(c) ? (char)(c - '!' + '\uFF01') : c)) : null;

    private static string Pick(Random random, params string[] words) => words[random.Next(words.Length)];

    private static string Shifted(string date, int days) => ReferenceText.Date(date)!.Value.AddDays(days).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    // ---- Rows.

    private static NoisyChange? Rows(NoisyFolder folder, Random random, string name, Func<NoisyFile, string[], bool> where, Func<NoisyFile, string[], string[][]?> change)
    {
        if (folder[name] is not { } file) return null;
        var rows = file.Rows.Where(row => where(file, row)).ToArray();
        random.Shuffle(rows);
        foreach (var row in rows)
        {
            if (change(file, row) is not { } noisy) continue;
            return new NoisyChange(folder.With(file with { Rows = [.. file.Rows.SelectMany(other => ReferenceEquals(other, row) ? noisy : [other])] }), [file.IdOf(row)],
                $"{name}: '{string.Join(',', row)}' became '{string.Join("' and '", noisy.Select(one => string.Join(',', one)))}'");
        }
        return null;
    }

    private static string[] With(NoisyFile file, string[] row, string column, string cell)
    {
        string[] cells = [.. row];
        cells[file.Column(column)] = cell;
        return cells;
    }

    private static Func<NoisyFolder, Random, NoisyChange?> Before(string name, string first, string second) => (folder, random) =>
        Rows(folder, random, name, (file, row) => ReferenceText.Date(file.Cell(row, first)) is { } date && date.Year > 1960 && date <= folder.Asked.AsOf,
            (file, row) => [With(file, row, second, Shifted(file.Cell(row, first), -1 - random.Next(4000)))]);

    private static NoisyChange? CustodyLeftOpen(NoisyFolder folder, Random random)
    {
        var outside = folder["offenders.csv"]!.Rows.Where(row => row[3].Equals("community", StringComparison.OrdinalIgnoreCase)).Select(row => row[0]).ToHashSet();
        return Rows(folder, random, "custody.csv", (file, row) => row[2].Length > 0 && outside.Contains(row[0]) && ReferenceText.Date(row[1]) <= folder.Asked.AsOf, (file, row) => [With(file, row, "to", "")]);
    }

    private static NoisyChange? OffenderAgain(NoisyFolder folder, Random random) => Rows(folder, random, "offenders.csv", (_, row) => row[6].Length > 0,
        (file, row) => [row, With(file, row, "mappa_level", row[6] == "3" ? "2" : "3")]);

    private static NoisyChange? ExternalIdOfTwo(NoisyFolder folder, Random random)
    {
        if (folder["identities.csv"] is not { Rows.Length: > 0 } file) return null;
        var row = file.Rows[random.Next(file.Rows.Length)];
        var others = folder["offenders.csv"]!.Rows.Select(person => person[0]).Where(id => id != row[2]).ToArray();
        if (others.Length == 0) return null;
        var other = others[random.Next(others.Length)];
        return new NoisyChange(folder.With(file with { Rows = [.. file.Rows, [row[0], row[1], other]] }), [row[2], other], $"identities.csv: '{row[1]}' of {row[0]} stands for {other} too");
    }

    private static NoisyChange? CaseNumber(NoisyFolder folder, Random random)
    {
        var file = folder["offences.csv"]!;
        var rows = file.Rows.ToArray();
        random.Shuffle(rows);
        foreach (var row in rows)
        {
            // Of one person, not later, not recorded again, of other dates and of classes that no repair makes one.
            var other = rows.FirstOrDefault(other => other[0] == row[0] && other[1] != row[1] && other[3] != row[3] && other[2] == "X1" && row[2] is "028" or "049" or "034"
                && Counts(folder, other) && Counts(folder, row));
            if (other is null) continue;
            var joined = With(file, other, "offence_id", row[1]);
            return new NoisyChange(folder.With(file with { Rows = [.. file.Rows.Select(one => ReferenceEquals(one, other) ? joined : one)] }), [row[0]], $"offences.csv: '{other[1]}' became '{row[1]}'");
        }
        return null;
    }

    private static bool Counts(NoisyFolder folder, string[] row) => row[9].Length == 0 && ReferenceText.Date(row[3]) <= folder.Asked.AsOf && !(ReferenceText.Date(row[5]) > folder.Asked.AsOf);

    private static Func<NoisyFolder, Random, NoisyChange?> OffenceAgain(Action<string[]> change, Func<string[], bool>? where = null) => (folder, random) =>
        Rows(folder, random, "offences.csv", (_, row) => Counts(folder, row) && (where is null || where(row)), (_, row) =>
        {
            string[] again = [.. row];
            change(again);
            return again.SequenceEqual(row) || !Counts(folder, again) ? null : [row, again];
        });

    private static NoisyChange? TestAgain(NoisyFolder folder, Random random) => Rows(folder, random, "drug_tests.csv", (_, row) => ReferenceText.Date(row[2]) <= folder.Asked.AsOf,
        (file, row) => [row, With(file, row, "result", row[3].Equals("negative", StringComparison.OrdinalIgnoreCase) ? "positive" : "negative")]);

    private static NoisyChange? RowAgain(NoisyFolder folder, Random random) =>
        Rows(folder, random, folder.Files[random.Next(folder.Files.Length)].Name, (_, _) => true, (_, row) => [row, row]);

    // ---- Text.

    private static NoisyChange? Of(NoisyFolder folder, NoisyFile file, string place) => new(folder.With(file), [], $"{file.Name}: {place}");

    private static NoisyFile? AnyFile(NoisyFolder folder, Random random, Func<NoisyFile, bool>? where = null)
    {
        var files = folder.Files.Where(file => file.Rows.Length > 0 && (where is null || where(file))).ToArray();
        return files.Length == 0 ? null : files[random.Next(files.Length)];
    }

    private static Func<NoisyFolder, Random, NoisyChange?> Text(Func<NoisyFile, string, Random, string> change, Func<NoisyFile, bool>? where = null) => (folder, random) =>
        AnyFile(folder, random, where) is not { } file ? null : Of(folder, file with { Text = text => change(file, text, random) }, "the text as a whole");

    // A line that is a row of its own.
    private static Func<NoisyFolder, Random, NoisyChange?> Line(Func<string, string?> change) => (folder, random) =>
    {
        if (AnyFile(folder, random, file => file.Header.Length > 1) is not { } file) return null;
        // A file whose every row has one delimiter more at its end is another kind.
        var index = random.Next(file.Rows.Length);
        var row = file.Rows[index];
        if (file.Rows.Length < 2 || row.Any(cell => cell.AsSpan().IndexOfAny("\",\n") >= 0) || change(string.Join(',', row)) is null) return null;
        string[] mark = ["\uE000", .. row[1..]];
        return new NoisyChange(folder.With(file with
        {
            Rows = [.. file.Rows.Select(other => ReferenceEquals(other, row) ? mark : other)],
            Text = text => text.Replace(string.Join(',', mark), change(string.Join(',', row)), StringComparison.Ordinal),
        }), [file.IdOf(row)], $"{file.Name}: the line '{string.Join(',', row)}'");
    };

    private static string Inserted(string text, Random? random, string line)
    {
        // Not inside a cell of two lines: the contract's own header has none, so right behind it is always a place.
        var at = text.IndexOf('\n', StringComparison.Ordinal) + 1;
        if (random is not null && !text.Contains('"', StringComparison.Ordinal))
        {
            var ends = text.Select((c, index) => (c, index)).Where(pair => pair.c == '\n').Select(pair => pair.index + 1).ToList();
            at = ends[random.Next(ends.Count)];
        }
        return text.Insert(at, line + "\n");
    }

    private static NoisyChange? Shuffled(NoisyFolder folder, Random random)
    {
        if (AnyFile(folder, random) is not { } file) return null;
        string[][] rows = [.. file.Rows];
        random.Shuffle(rows);
        return Of(folder, file with { Rows = rows }, "rows in another order");
    }

    private static NoisyChange? Trailing(NoisyFolder folder, Random random) => AnyFile(folder, random, file => file.Rows.All(row => row.All(cell => !cell.Contains('\n', StringComparison.Ordinal)))) is not { } file
        ? null : Of(folder, file with { Text = text => text.Replace("\n", ",\n", StringComparison.Ordinal) }, "a delimiter at the end of all lines");

    private static Func<NoisyFolder, Random, NoisyChange?> Column(string name) => (folder, random) => AnyFile(folder, random) is not { } file
        ? null : Of(folder, file with { Header = [.. file.Header, name], Rows = [.. file.Rows.Select(row => (string[])[.. row, "x"])] }, "one more column");

    private static Func<NoisyFolder, Random, NoisyChange?> Renamed(bool required) => (folder, random) =>
    {
        if (AnyFile(folder, random, file => ReferenceColumn.Files[file.Name].Any(column => column.Required == required)) is not { } file) return null;
        var columns = ReferenceColumn.Files[file.Name].Where(column => column.Required == required).ToArray();
        var renamed = columns[random.Next(columns.Length)].Name;
        return Of(folder, file with { Header = [.. file.Header.Select(column => column == renamed ? "our " + column : column)] }, $"{renamed} under another name");
    };

    private static Func<NoisyFolder, Random, NoisyChange?> Encoded(Encoding encoding) => (folder, random) => AnyFile(folder, random) is not { } file
        ? null : Of(folder, file with { Bytes = text => [.. encoding.GetPreamble(), .. encoding.GetBytes(text)] }, "in another encoding");

    private static Func<NoisyFolder, Random, NoisyChange?> Whole(string instead) => (folder, random) => AnyFile(folder, random) is not { } file
        ? null : Of(folder, file with { Text = _ => instead }, "something else altogether");

    private static Func<NoisyFolder, Random, NoisyChange?> Bytes(byte bad) => (folder, random) =>
    {
        if (AnyFile(folder, random, file => file.Header.Length > 1) is not { } file) return null;
        var row = file.Rows[random.Next(file.Rows.Length)];
        string[] cells = ["\uE000" + row[0], .. row[1..]];
        return new NoisyChange(folder.With(file with
        {
            Rows = [.. file.Rows.Select(other => ReferenceEquals(other, row) ? cells : other)],
            Bytes = text => [.. Encoding.UTF8.GetBytes(text[..text.IndexOf('\uE000', StringComparison.Ordinal)]), bad, .. Encoding.UTF8.GetBytes(text[(text.IndexOf('\uE000', StringComparison.Ordinal) + 1)..])],
        }), [file.IdOf(row)], $"{file.Name}: a byte in '{string.Join(',', row)}'");
    };

    private static Func<NoisyFolder, Random, NoisyChange?> Emptied(string? name) => (folder, random) =>
        AnyFile(folder, random, file => name is null ? file.Name != "offenders.csv" : file.Name == name) is not { } file ? null : Of(folder, file with { Rows = [] }, "a header alone");

    private static Func<NoisyFolder, Random, NoisyChange?> Missing(bool required) => (folder, random) =>
        AnyFile(folder, random, file => file.Name is "offenders.csv" or "offences.csv" == required) is not { } file ? null : new NoisyChange(folder.Without(file.Name), [], $"{file.Name} is missing");
}
