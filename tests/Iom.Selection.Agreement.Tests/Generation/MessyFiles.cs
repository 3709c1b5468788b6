using System.Globalization;
using FsCheck;
using FsCheck.Fluent;

namespace Iom.Selection.Agreement.Tests.Generation;

/// <summary>Generators of the files of a folder.</summary>
internal static class MessyFiles
{
    private const string Outcomes =
        "convicted convicted convicted taken_into_consideration cautioned out_of_court charged under_investigation discontinued no_further_action acquitted acquitted";

    private static readonly Gen<MessyLayout> Layouts =
        from mark in Words.OnceIn(2)
        from crlf in Words.OnceIn(2)
        from quoting in Gen.Choose(0, 3)
        from rotation in Gen.Choose(0, 7)
        from casing in Gen.Choose(0, 2)
        from unknown in Words.OnceIn(3)
        select new MessyLayout(mark, crlf, quoting, rotation, casing, unknown);

    public static Gen<MessyFile> Offenders(DateOnly asOf, string[] ids)
    {
        string[] columns = ["offender_id", "area", "supervision", "location", "expected_release", "mappa_category", "mappa_level", "youth", "deceased", "schemes"];
        Gen<string[]> Row(string id) => Cells(
            Gen.Constant(id), Words.Maybe(Gen.Elements("North", "South, \"old\""), 3), Words.Maybe(Words.Word("statutory non_statutory"), 2),
            Words.Maybe(Words.Word("community custody hospital"), 2),
            Words.Maybe(Gen.OneOf(Words.DayText(asOf), Release(asOf)), 5), Words.Maybe(Words.Word("1 2 3 4 none none"), 3),
            Words.Maybe(Words.Word("1 2 3 none none none"), 2), Words.Maybe(Words.Word("yes no no no no no"), 1), Words.Maybe(Words.Word("yes no no no no no no"), 1),
            Words.Maybe(Gen.Elements("PPO", "DIP", "GOM", "PPO;DIP", "DIP;PPO", "GOM;DIP"), 3));

        // Most people stand in one row; some in two that differ, or of which the second only lacks cells.
        Gen<string[][]> Rows(string id) =>
            from first in Row(id)
            from second in Row(id)
            from gaps in Gen.Choose(0, 1 << 9).Select(bits => first.Select((cell, column) => column > 0 && (bits >> column & 1) == 1 ? "" : cell).ToArray())
            from some in Gen.Choose(0, 9).Select(column => first.Select((cell, index) => index == column && column > 0 ? second[index] : cell).ToArray())
            from kind in Gen.Choose(0, 19)
            select kind switch { 0 => new[] { first, second }, 1 or 2 => [first, gaps], 3 or 4 => [some, first], _ => [first] };
        return File("offenders.csv", columns, PerPerson(ids, Rows, asOf), true);
    }

    public static Gen<MessyFile> Offences(DateOnly asOf, string[] ids)
    {
        string[] columns = ["offender_id", "offence_id", "offence_code", "offence_date", "outcome", "outcome_date", "detected_by", "source"];
        Gen<string[]> Row(string id, string offence, string code, string day, Gen<string> outcomeDay) => Cells(
            Gen.Constant(id), Gen.Constant(offence), Gen.Frequency((6, Gen.Constant(code)), (1, Gen.Elements(Words.Codes))),
            Gen.Frequency((5, Gen.Constant(day)), (1, Words.DayText(asOf))), Words.Word(Outcomes), Words.Maybe(outcomeDay, 2),
            Words.Maybe(Words.Word("public police store"), 4), Gen.Elements("", "pnd", "niche"));
        Gen<string[][]> Offence(string id) =>
            from number in Gen.Choose(0, 40)
            from code in Gen.Elements(Words.Codes)
            from day in Words.DayText(asOf)
            from otherDay in Words.DayText(asOf)
            from count in Gen.Frequency((6, Gen.Constant(1)), (3, Gen.Constant(2)), (1, Gen.Constant(3)))
            let outcomeDay = Gen.OneOf(Gen.Constant(otherDay), Words.DayText(asOf))
            from rows in Row(id, "F" + number.ToString(CultureInfo.InvariantCulture), code, day, outcomeDay).ArrayOf(count)
            select rows;
        Gen<string[][]> Rows(string id) =>
            from count in Gen.Frequency((1, Gen.Constant(0)), (6, Gen.Choose(1, 4)), (3, Gen.Choose(5, 9)))
            from offences in Offence(id).ArrayOf(count)
            select offences.SelectMany(rows => rows).ToArray();
        return File("offences.csv", columns, PerPerson(ids, Rows, asOf));
    }

    public static Gen<MessyFile> Memberships(DateOnly asOf, string[] ids) => File(
        "memberships.csv", ["offender_id", "from", "to", "cohort", "ground", "exit_interview_on", "informed_on", "agreed"],
        PerPerson(ids, id => Some(5, Cells(
            Gen.Constant(id), Words.DayText(asOf), Words.Maybe(Words.DayText(asOf), 6), Gen.Elements("fixed", ""), Gen.Constant(""), Words.Maybe(Words.DayText(asOf), 8),
            Gen.Constant(""), Words.Maybe(Words.Word("yes no not_asked"), 5))), asOf));

    public static Gen<MessyFile> DrugTests(DateOnly asOf, string[] ids)
    {
        Gen<string[]> Row(string id) => Cells(
            Gen.Constant(id), Gen.Choose(0, 4).Select(number => "T" + number.ToString(CultureInfo.InvariantCulture)), Words.DayText(asOf),
            Words.Word("positive positive negative refused"), Gen.Elements("", "", "opiates", "Cocaine"), Words.Maybe(Words.Word("arrest supervision scheme"), 2));
        // Now and then the laboratory sends a test again, and only substances and context tell the rows apart.
        Gen<string[][]> Again(string id) =>
            from first in Row(id)
            from second in Row(id)
            from again in Words.OnceIn(3)
            select again ? new[] { first, [.. first[..4], .. second[4..]] } : [first];
        return File("drug_tests.csv", ["offender_id", "test_id", "test_date", "result", "substances", "context"], PerPerson(ids, id =>
            from count in Gen.Choose(0, 4)
            from tests in Again(id).ArrayOf(count)
            select tests.SelectMany(rows => rows).ToArray(), asOf));
    }

    public static Gen<MessyFile> RiskScores(DateOnly asOf, string[] ids)
    {
        Gen<string[]> Row(string id, string day) => Cells(
            Gen.Constant(id), Gen.Elements("OGRS3-2yr", "OGRS3-2yr", "RSR", "ogrs3-2yr"), Gen.Frequency((2, Gen.Constant(day)), (1, Words.DayText(asOf))),
            Gen.Elements("0", "12", "49.99", "50", "50.00", "74", "75", "62.5", "100"));
        return File("risk_scores.csv", ["offender_id", "instrument", "assessed_on", "value"], PerPerson(ids, id =>
            from day in Words.DayText(asOf)
            from count in Gen.Choose(0, 3)
            from rows in Row(id, day).ArrayOf(count)
            select rows, asOf));
    }

    public static Gen<MessyFile> Nominations(DateOnly asOf, string[] ids) => File(
        "nominations.csv", ["offender_id", "agency", "nominated_on", "reason"],
        PerPerson(ids, id => Some(6, Cells(Gen.Constant(id), Gen.Elements("police", "Probation", "NHS"), Words.DayText(asOf), Gen.Elements("", "asked, twice"))), asOf));

    public static Gen<MessyFile> Custody(DateOnly asOf, string[] ids)
    {
        // One short spell within every window, or anything.
        Gen<string[][]> Short(string id) =>
            from spell in Gen.Elements(Words.Spells)
            select new[] { new[] { id, Words.Text(asOf.AddDays(-spell)), Words.Text(asOf.AddDays(-1)) } };
        return File("custody.csv", ["offender_id", "from", "to"], PerPerson(ids, id => Gen.Frequency(
            (2, Short(id)), (5, Some(2, Cells(Gen.Constant(id), Words.DayText(asOf), Words.Maybe(Words.DayText(asOf), 2))))), asOf));
    }

    public static Gen<MessyFile> Supervision(DateOnly asOf, string[] ids) => File(
        "supervision.csv", ["offender_id", "kind", "from", "to", "active_until", "event", "event_date"],
        PerPerson(ids, id => Some(2, Cells(
            Gen.Constant(id), Words.Word("community_order suspended_sentence licence other"), Words.DayText(asOf), Words.Maybe(Words.DayText(asOf), 5),
            Words.Maybe(Words.DayText(asOf), 8), Words.Maybe(Words.Word("breach recall revoked"), 6), Words.Maybe(Words.DayText(asOf), 7))), asOf));

    public static Gen<MessyFile> Engagement(DateOnly asOf, string[] ids)
    {
        Gen<string[]> Row(string id) => Cells(
            Gen.Constant(id), Gen.Choose(0, 5).Select(number => "C" + number.ToString(CultureInfo.InvariantCulture)), Words.DayText(asOf),
            Words.Word("appointment planned_visit random_visit drug_test"), Words.Maybe(Words.Word("order licence voluntary"), 4),
            Words.Word("kept missed excused refused cancelled_by_agency not_at_home"));
        // Now and then a contact is told again with another outcome, or only who required it differs.
        Gen<string[][]> Again(string id) =>
            from first in Row(id)
            from second in Row(id)
            from kind in Gen.Choose(0, 5)
            select kind switch { 0 => new[] { first, [.. first[..5], second[5]] }, 1 => [first, [.. first[..4], second[4], first[5]]], _ => [first] };
        return File("engagement.csv", ["offender_id", "contact_id", "contact_date", "kind", "required", "outcome"], PerPerson(ids, id =>
            from count in Gen.Choose(0, 4)
            from contacts in Again(id).ArrayOf(count)
            select contacts.SelectMany(rows => rows).ToArray(), asOf));
    }

    public static Gen<MessyFile> Support(DateOnly asOf, string[] ids) => File(
        "support.csv", ["offender_id", "pathway", "need", "lead_agency", "status", "waiting_since", "started_on", "ended_on"],
        PerPerson(ids, id => Some(3, Cells(
            Gen.Constant(id), Gen.Elements("housing", "drugs"), Words.Maybe(Gen.Constant("high"), 6), Words.Maybe(Gen.Elements("council", "health"), 3),
            Words.Word("needed waiting active completed withdrawn"), Words.Maybe(Words.DayText(asOf), 6), Words.Maybe(Words.DayText(asOf), 5), Words.Maybe(Words.DayText(asOf), 7))), asOf));

    public static Gen<MessyFile> Panel(DateOnly asOf, string[] ids) => File(
        "panel.csv", ["offender_id", "meeting_date", "agency", "view", "reason"],
        PerPerson(ids, id => Some(3, Cells(
            Gen.Constant(id), Words.DayText(asOf), Gen.Elements(MessyPolicy.Agencies), Words.Word("select decline retain deselect abstain"), Gen.Elements("", "as said"))), asOf));

    /// <summary>Ids of two systems, some of them of two people, some of strangers, some told again.</summary>
    public static Gen<MessyFile> Identities(DateOnly asOf, string[] ids)
    {
        Gen<string[]> Row(string id, int number) => Cells(
            Gen.Elements("niche", "niche", "court"),
            Gen.Frequency((8, Gen.Elements("", "-b").Select(suffix => string.Create(CultureInfo.InvariantCulture, $"E{number}{suffix}"))), (1, Gen.Elements("E0", "an id of the other system that is long", "é"))),
            Gen.Constant(id));
        return File("identities.csv", ["system", "external_id", "offender_id"], PerPerson(ids, id =>
            from count in Gen.Choose(0, 3)
            from rows in Row(id, Array.IndexOf(ids, id)).ArrayOf(count)
            select rows, asOf));
    }

    /// <summary>How an agency's own file differs from the contract's.</summary>
    public static Gen<MessyMapping?> Mapping(string file, bool hasIdentities) =>
        from mapped in Words.OnceIn(3)
        from parts in Gen.Frequency((2, Gen.Constant(1)), (1, Gen.Choose(2, 3)))
        from encoding in Gen.Elements("utf-8", "utf-8", "utf-8", "windows-1252", "iso-8859-1", "utf-16")
        from delimiter in Gen.Elements(',', ';', '\t', '|')
        from dates in Gen.Elements(
            new[] { "yyyy-MM-dd" }, ["dd/MM/yyyy"], ["d.M.yyyy"], ["dd MMM yyyy"], ["yyyy-MM-dd", "dd/MM/yyyy"], ["MM-dd-yyyy"])
        from names in Words.OnceIn(2)
        from words in Words.OnceIn(2)
        from filled in Words.OnceIn(3)
        from system in Gen.Frequency((file == "offenders.csv" ? 8 : 1, Gen.Constant<string?>(null)), (1, Gen.Elements<string?>("niche", "niche", "court")))
        select mapped ? new MessyMapping(parts, encoding, delimiter, dates, names, words, filled, hasIdentities && file != "identities.csv" ? system : null) : null;

    public static readonly Gen<MessyFile> Catalogue =
        from severity in Gen.Elements("0", "0.5", "1", "7", "14", "100", "").ArrayOf(9)
        from yes in Gen.Elements("yes", "Yes", "no", "").ArrayOf(18)
        from since in Gen.Elements("2001-07-02", "2023-07-01", "2025-08-13", "").ArrayOf(9)
        from until in Gen.Elements("2025-08-13", "2023-06-30", "", "").ArrayOf(9)
        from count in Gen.Choose(7, 9)
        from layout in Layouts
        let rows = new[] { ("028", "burglary"), ("02803", "burglary"), ("034", "robbery"), ("049", "theft"), ("105", "violence"), ("008", "violence"), ("X1", "other"), ("805", "other"), ("00805", "violence") }
        select new MessyFile(
            "catalogue.csv", ["code", "title", "group", "neighbourhood", "acquisitive", "severity", "trigger_from", "trigger_to"],
            [.. rows.Take(count).Select((row, i) => new MessyRow(
                [row.Item1, "A \"local\" thing, " + row.Item1, row.Item2, yes[i], yes[i + 9], severity[i], since[i], Window(since[i], until[i])]))], layout);

    // A trigger that ends before it begins, or ends without a beginning, says nothing that section 4 settles.
    private static string Window(string from, string to) => from.Length == 0 || string.CompareOrdinal(to, from) < 0 ? "" : to;

    private static Gen<string> Release(DateOnly asOf) =>
        from months in Gen.Elements(0, 1, 6)
        from aside in Gen.Choose(-1, 1)
        select Words.Text(asOf.AddMonths(months).AddDays(aside));

    private static Gen<string[]> Cells(params Gen<string>[] cells) => Gen.CollectToArray(cells);

    private static Gen<string[][]> Some(int onceIn, Gen<string[]> row) =>
        from any in Words.OnceIn(onceIn)
        from count in Gen.Choose(1, 3)
        from rows in row.ArrayOf(any ? count : 0)
        select rows;

    /// <summary>The rows of everybody and of two strangers, some repeated, some spoilt, in any order.</summary>
    private static Gen<MessyRow[]> PerPerson(string[] ids, Func<string, Gen<string[][]>> rows, DateOnly asOf) =>
        from all in Gen.CollectToArray(ids, rows)
        let plain = all.SelectMany(row => row).ToArray()
        from repeats in Gen.SubListOf(plain).Select(list => list.Take(list.Count / 8))
        from messy in Gen.CollectToArray(plain.Concat(repeats), row => Spoil(row, asOf))
        from shuffled in Gen.Shuffle(messy)
        select shuffled;

    private static Gen<MessyRow> Spoil(string[] cells, DateOnly asOf) =>
        from chance in Gen.Choose(1, 100)
        from column in Gen.Choose(0, cells.Length - 1)
        let isSchemes = cells.Length == 10 && column == 9 // Whether schemes are a closed vocabulary section 4 doesn't settle.
        from bad in Gen.Elements("", "bad", "2026-13-01", "01/02/2025", "-1", "45992", "1.23E+11", "a\u0007b", Words.Text(asOf.AddDays(1)))
        select chance switch
        {
            <= 4 when !isSchemes => new MessyRow([.. cells[..column], bad, .. cells[(column + 1)..]]),
            5 => new MessyRow(cells, 1),
            6 => new MessyRow(cells, -1),
            _ => new MessyRow(cells),
        };

    private static Gen<MessyFile> File(string name, string[] columns, Gen<MessyRow[]> rows, bool needsRows = false) =>
        from all in rows
        from layout in Layouts
        from bare in Words.OnceIn(15)
        select new MessyFile(name, columns, bare && !needsRows ? [] : all, layout);
}
