using System.Globalization;
using Iom.Selection.Extracts.Contract;
using Iom.Selection.Extracts.Problems;
using Iom.Selection.Extracts.Store;
using Iom.Selection.Foundation;
using Iom.Selection.Records;

namespace Iom.Selection.Extracts;

/// <summary>Makes tables of what was read: rows of any date, refused ones and those not chosen left out; ids looked up, codes repaired, words and dates as the contract has them.</summary>
internal sealed class ExtractTables(ExtractStore store)
{
    private const int Decimals = 10;
    private const int WholeDigits = 28;

    public IReadOnlyList<ExtractTable> All()
    {
        var records = store.Records;
        (FileContract Contract, PackedRows? Rows)[] tables =
        [
            (ExtractContract.Memberships, records.Memberships.Rows), (ExtractContract.DrugTests, records.DrugTests.Rows), (ExtractContract.RiskScores, records.RiskScores.Rows),
            (ExtractContract.Nominations, records.Nominations.Rows), (ExtractContract.Custody, records.Custody.Rows), (ExtractContract.Supervision, records.Supervisions.Rows),
            (ExtractContract.Engagement, records.Contacts.Rows), (ExtractContract.Support, records.Support.Rows), (ExtractContract.Panel, records.PanelViews.Rows),
        ];
        return
        [
            Offenders(), Offences(),
            .. tables.Select(table => Records(table.Contract, table.Rows)),
            Settling(), Supplied(),
        ];
    }

    private ExtractTable Offenders()
    {
        return new(ExtractContract.Offenders.Name, [.. ExtractContract.Offenders.Columns.Select(column => column.Name), "in_conflict"], InOrder().Select(Row));

        IReadOnlyList<string?> Row(int person)
        {
            var offender = store.People.Offender(person);
            return
            [
                offender.Id.Value, offender.Area, offender.WordOf(OffenderField.Supervision), offender.WordOf(OffenderField.Location), IsoDate.Text(offender.ExpectedRelease),
                offender.WordOf(OffenderField.MappaCategory), offender.WordOf(OffenderField.MappaLevel), offender.WordOf(OffenderField.Youth), offender.WordOf(OffenderField.Deceased),
                offender.Schemes.IsEmpty ? null : string.Join(';', offender.Schemes), IsoDate.Text(offender.DiedOn),
                offender.Conflicts.IsEmpty ? null : string.Join(';', offender.Conflicts.Select(Vocabulary.Word)),
            ];
        }
    }

    private ExtractTable Offences() => new(ExtractContract.Offences.Name, [.. ExtractContract.Offences.Columns.Select(column => column.Name)], OffenceRows());

    private IEnumerable<IReadOnlyList<string?>> OffenceRows()
    {
        var (offences, tables) = (store.Offences, store.OffenceTables);
        var rows = new List<OffenceRow>();
        for (var part = 0; part < offences.PartCount; part++) rows.AddRange(offences.ToArray(part));
        rows.Sort(tables.CompareInFiles);
        store.LongIds.Read(rows.Select(row => tables.NameOf(row)));
        foreach (var row in rows)
        {
            var origin = tables.Origins[row.Origin];
            yield return
            [
                store.People.IdOf(row.Person), store.LongIds.Find(tables.NameOf(row)), tables.Codes[row.Code], Day(row.Day), Vocabulary.Word(row.Outcome), row.OutcomeDay == 0 ? null : Day(row.OutcomeDay - 1),
                row.DetectedBy is { } by ? Vocabulary.Word(by) : null, origin.Source, row.AsYouth switch { null => null, true => "yes", false => "no" },
                origin.RecordedDay >= 0 ? Day(origin.RecordedDay) : null,
            ];
        }
    }

    private ExtractTable Records(FileContract contract, PackedRows? rows)
    {
        // The names in a set as they are looked up, beside the cell as it is read, by which repeats are put in order.
        var set = contract == ExtractContract.DrugTests ? contract.IndexOf("substances") : -1;
        IEnumerable<string> columns = contract.Columns.Select(column => column.Name);
        if (set >= 0) columns = columns.Append("substance_names");
        return new(contract.Name, [.. columns], rows is null ? [] : Enumerable.Range(0, rows.Count).Select(Row));

        IReadOnlyList<string?> Row(int row)
        {
            var cells = contract.Columns.Select((column, i) => column.IsPerson ? store.People.IdOf(rows!.PersonOf(row))
                : rows!.IsEmpty(row, i) ? null
                : column.Kind switch
                {
                    CellKind.Date => Day(rows.Day(row, i)),
                    CellKind.Word => rows.Text(row, i)!.ToLowerInvariant(),
                    CellKind.Number => Number(rows.Text(row, i)!, contract, column, rows.LineOf(row)),
                    CellKind.Id or CellKind.Text or CellKind.Code => rows.Text(row, i),
                });
            if (set >= 0) cells = cells.Append(Names(rows!.Text(row, set)));
            return [.. cells];
        }
    }

    private ExtractTable Settling()
    {
        var (refused, named) = (store.Account.CountRefusedRows(store.People.Count), new int[store.People.Count]);
        foreach (var person in store.PossiblePeople.Named) named[person]++;
        return new("settling", ["offender_id", "rows_refused", "possible_people"], InOrder().Where(person => refused[person] + named[person] > 0)
            .Select(person => (IReadOnlyList<string?>)[store.People.IdOf(person), Whole(refused[person]), Whole(named[person])]));
    }

    private ExtractTable Supplied() =>
        new("supplied", ["kind"], store.Folder.Present.Select(contract => contract.Name).Append("settling").Select(name => (IReadOnlyList<string?>)[name]));

    // By id, ordinally.
    private int[] InOrder()
    {
        int[] people = [.. Enumerable.Range(0, store.People.Count)];
        store.People.Ids.Sort(people);
        return people;
    }

    private static string? Names(string? cell)
    {
        string[] names = cell is null ? [] : [.. cell.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal)];
        return names.Length == 0 ? null : string.Join(';', names);
    }

    private static string Number(string text, FileContract contract, Column column, int line)
    {
        var number = decimal.Parse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);
        if (decimal.Round(number, Decimals) == number && decimal.Truncate(number).ToString(CultureInfo.InvariantCulture).Length <= WholeDigits) return text;
        throw new ExtractException(string.Create(CultureInfo.InvariantCulture,
            $"{contract.FileName}, line {line}, column {column.Name}: the number has more than {Decimals} digits behind the point, which a table of DECIMAL(38, 10) would cut off. Round it, or leave out the tables."));
    }

    private static string Day(int day) => IsoDate.Text(DateOnly.FromDayNumber(day));

    private static string Whole(int number) => number.ToString(CultureInfo.InvariantCulture);
}
