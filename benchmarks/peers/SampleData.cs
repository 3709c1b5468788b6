using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Iom.Selection.Peers;

/// <summary>Makes the extracts of the benchmark: the same bytes for the same numbers, about nobody.</summary>
/// <remarks>
/// Offences stand in no order of people, as in an export by date of entry. A hundredth of the people have about an eighth of all offences and a
/// tenth about half. One row in a hundred is of an offence of which there was a row before, anywhere: the same again, a charge before its
/// conviction, or an appeal. Outcomes lie on both sides of the as-of date; a few rows can't be used.
/// For the light job there are offenders and offences alone, nothing is later than the date, a repeat is the same row again, whatever was decided
/// has its date, codes are written in one way, and all rows can be used.
/// For the commands there are besides, of 500,000 people, 1,000 members, 2 million contacts, 10,000 rows of supervision and two characteristics of five groups.
/// </remarks>
internal sealed class SampleData(string folder, long offences, int people, bool isLight, bool isForAll = false, string ids = SampleData.PlainIds)
{
    public const string PlainIds = "NOM00000001";
    public const string GuidIds = "GUID";
    public const string LongIds = "NOMINAL-00000001-WEST";

    /// <summary>Of so many people one is a member.</summary>
    public const int PeopleForEachMember = 500;
    public const int ContactsForEachPerson = 4;

    private const int PeopleForEachSupervised = 50;

    // The kind of repeat that says nothing new.
    private const int SameAgain = 1;
    private const ulong RowSeed = 0x1234_5678_9ABC_DEF1;

    public static readonly DateOnly AsOf = new(2026, 10, 31);

    private static readonly (string Code, int Weight)[] Codes =
    [
        ("046", 16), ("04600", 6), ("045/10", 5), ("02803", 4), ("02810", 3), ("03401", 2), ("04910", 5), ("058", 6), ("10501", 8), ("10500", 4), ("00805", 3),
        ("09251", 4), ("09240", 3), ("12509", 3), ("04801", 3), ("04500", 2), ("03700", 2), ("13001", 1), ("14900", 3), ("05301", 2), ("00807", 3), ("18804", 1),
        ("80701", 2), ("82100", 2), ("08110", 1), ("X99", 1),
    ];

    private static readonly string[] CodeWheel = [.. Codes.SelectMany(code => Enumerable.Repeat(code.Code, code.Weight))];

    private readonly int _asOf = AsOf.DayNumber;

    public void Write()
    {
        Directory.CreateDirectory(folder);
        WriteOffences();
        WriteFile("offenders.csv", "offender_id,area,supervision,location,expected_release,mappa_category,mappa_level,youth,deceased,schemes", Offender);
        if (isLight) return;
        WriteFile("risk_scores.csv", "offender_id,instrument,assessed_on,value", RiskScores);
        WriteFile("drug_tests.csv", "offender_id,test_id,test_date,result,substances,context", DrugTests);
        WriteFile("memberships.csv", "offender_id,from,to,cohort,ground,exit_interview_on,informed_on,agreed", Memberships);
        WriteFile("nominations.csv", "offender_id,agency,nominated_on,reason", Nominations);
        if (!isForAll) return;
        WriteFile("engagement.csv", "offender_id,contact_id,contact_date,kind,required,outcome", Contacts);
        WriteFile("supervision.csv", "offender_id,kind,from,to,active_until,event,event_date", Supervised);
        WriteFile("characteristics.csv", "offender_id,one,other", Characteristics);
    }

    private void WriteFile(string name, string header, Action<StringBuilder, int> rows)
    {
        using var file = new StreamWriter(Path.Combine(folder, name), append: false, new UTF8Encoding(false), 1 << 16) { NewLine = "\n" };
        file.WriteLine(header);
        var text = new StringBuilder();
        for (var person = 0; person < people; person++)
        {
            rows(text, person);
            if (text.Length < 32_000) continue;
            file.Write(text);
            text.Clear();
        }
        file.Write(text);
    }

    private void WriteOffences()
    {
        using var file = new FileStream(Path.Combine(folder, "offences.csv"), FileMode.Create, FileAccess.Write, FileShare.None, 1 << 20);
        file.Write("offender_id,offence_id,offence_code,offence_date,outcome,outcome_date,detected_by,source\n"u8);
        var row = new byte[256];
        for (long i = 0; i < offences; i++)
        {
            var chance = Chance(RowSeed, (ulong)i);
            var isAgain = i > 1000 && chance.Below(100) == 0;
            var length = isAgain ? Row(row, (long)(chance.Next() % (ulong)i), isLight ? SameAgain : 1 + chance.Below(4)) : Row(row, i, 0);
            file.Write(row, 0, length);
        }
    }

    // What row i says; as a repeat, what one of its other reports says.
    private int Row(byte[] to, long i, int repeat)
    {
        var chance = Chance(RowSeed ^ 0xABCDEF, (ulong)i);
        var kind = chance.Below(100);
        var person = kind < 12 ? chance.Below(Math.Max(1, people / 100))
            : kind < 50 ? chance.Below(Math.Max(1, people / 10))
            : (int)(people * Math.Sqrt(chance.Below(1 << 20) / (double)(1 << 20)));
        var code = CodeWheel[chance.Below(CodeWheel.Length)];
        if (isLight) code = code.Replace("/", "", StringComparison.Ordinal);
        var isLater = chance.Below(400) == 0 && !isLight;
        var day = isLater ? _asOf + 1 + chance.Below(40) : _asOf - chance.Below(6 * 365);
        var outcome = chance.Below(100) switch
        {
            < 45 => "convicted",
            < 50 => "taken_into_consideration",
            < 60 => "cautioned",
            < 66 => "out_of_court",
            < 78 => "charged",
            < 84 => "under_investigation",
            < 90 => "no_further_action",
            < 95 => "discontinued",
            _ => "acquitted",
        };
        var isUndated = outcome is "charged" or "under_investigation" || (chance.Below(40) == 0 && !isLight);
        int? outcomeDay = isUndated ? null : isLight ? Math.Min(day + chance.Below(250), _asOf) : day + chance.Below(250);
        var detectedBy = chance.Below(10) switch { < 5 => "police", < 8 => "public", < 9 => "store", _ => "" };
        var source = chance.Below(2) == 0 ? "court" : "niche";
        var spoilt = isLight ? -1 : chance.Below(20_000);
        if (repeat == 2) (outcome, outcomeDay) = ("charged", null);
        if (repeat == 3 && outcome == "convicted" && outcomeDay is { } was) (outcome, outcomeDay) = ("acquitted", was + 30 + chance.Below(60));
        if (repeat == 4) source = "archive";

        var text = string.Create(CultureInfo.InvariantCulture,
            $"{(spoilt == 0 ? "UNLISTED" : Id(person))},OFF-{i:D10},{code},{(spoilt == 1 ? "31/12/2025" : Day(day))},{(spoilt == 2 ? "pending" : outcome)},{(outcomeDay is { } on ? Day(on) : "")},{detectedBy},{source}\n");
        return Encoding.ASCII.GetBytes(text, to);
    }

    private void Offender(StringBuilder text, int person)
    {
        var chance = Chance(2, (ulong)person);
        var inCustody = chance.Below(20) == 0;
        text.Append(CultureInfo.InvariantCulture,
            $"{Id(person)},area {chance.Below(40)},{Pick(ref chance, "statutory", "non_statutory", "")},{(inCustody ? "custody" : Pick(ref chance, "community", "community", ""))},{(inCustody ? Day(_asOf + chance.Below(700)) : "")},{Pick(ref chance, "none", "none", "1", "2", "")},{Pick(ref chance, "none", "none", "none", "none", "none", "1", "2", "3", "")},{Pick(ref chance, "no", "no", "no", "no", "no", "no", "no", "no", "no", "no", "no", "no", "no", "no", "no", "no", "no", "yes", "")},{(chance.Below(200) == 0 ? "yes" : "no")},\n");
    }

    private void RiskScores(StringBuilder text, int person)
    {
        var chance = Chance(3, (ulong)person);
        for (var count = chance.Below(5) switch { 0 => 0, 4 => 2, _ => 1 }; count > 0; count--)
            text.Append(CultureInfo.InvariantCulture, $"{Id(person)},OGRS3-2yr,{Day(_asOf - chance.Below(1500))},{1 + chance.Below(98)}\n");
    }

    private void DrugTests(StringBuilder text, int person)
    {
        var chance = Chance(4, (ulong)person);
        var count = chance.Below(4) == 0 ? 1 + chance.Below(3) : 0;
        for (var i = 0; i < count; i++)
            text.Append(CultureInfo.InvariantCulture, $"{Id(person)},T{person:D7}-{i},{Day(_asOf - chance.Below(900))},{Pick(ref chance, "positive", "negative", "negative", "refused")},,{Pick(ref chance, "arrest", "supervision", "scheme", "")}\n");
    }

    private void Memberships(StringBuilder text, int person)
    {
        var chance = Chance(5, (ulong)person);
        if (isForAll && person % PeopleForEachMember == 0) text.Append(CultureInfo.InvariantCulture, $"{Id(person)},{Day(_asOf - 30 - chance.Below(900))},,flex,,,,\n");
        if (chance.Below(5_000) != 0) return;
        var from = _asOf - 30 - chance.Below(900);
        text.Append(CultureInfo.InvariantCulture, $"{Id(person)},{Day(from)},{(chance.Below(2) == 0 ? Day(from + chance.Below(600)) : "")},flex,,,,\n");
    }

    private void Nominations(StringBuilder text, int person)
    {
        var chance = Chance(6, (ulong)person);
        if (chance.Below(5_000) == 0) text.Append(CultureInfo.InvariantCulture, $"{Id(person)},{Pick(ref chance, "probation", "health")},{Day(_asOf - chance.Below(700))},\n");
    }

    private void Contacts(StringBuilder text, int person)
    {
        for (var i = 0; i < ContactsForEachPerson; i++)
        {
            // In no order of people, as by day.
            var chance = Chance(7, ((ulong)person * ContactsForEachPerson) + (ulong)i);
            var whose = chance.Below(4) == 0 ? chance.Below(Math.Max(1, people / PeopleForEachMember)) * PeopleForEachMember : chance.Below(people);
            text.Append(CultureInfo.InvariantCulture,
                $"{Id(whose)},C{person:D7}-{i},{Day(_asOf - chance.Below(500))},{Pick(ref chance, "appointment", "appointment", "planned_visit", "random_visit")},{Pick(ref chance, "order", "licence", "voluntary", "")},{Pick(ref chance, "kept", "kept", "kept", "missed", "excused", "refused")}\n");
        }
    }

    private void Supervised(StringBuilder text, int person)
    {
        if (person % PeopleForEachSupervised != 0) return;
        var chance = Chance(8, (ulong)person);
        var from = _asOf - 30 - chance.Below(400);
        text.Append(CultureInfo.InvariantCulture, $"{Id(person)},{Pick(ref chance, "community_order", "suspended_sentence", "licence")},{Day(from)},{Day(from + 365)},{(chance.Below(3) == 0 ? Day(from + 200) : "")},,\n");
    }

    private void Characteristics(StringBuilder text, int person)
    {
        var chance = Chance(9, (ulong)person);
        text.Append(CultureInfo.InvariantCulture, $"{Id(person)},{Pick(ref chance, "A", "A", "A", "A", "B", "B", "C", "D", "E")},{Pick(ref chance, "V", "V", "W", "W", "X", "Y", "Z")}\n");
    }

    // Ids don't stand in the order of how much there is of a person.
    private string Id(int person)
    {
        var number = person * 7_368_787L % 9_999_991L;
        return ids switch
        {
            PlainIds => string.Create(CultureInfo.InvariantCulture, $"NOM{number:D8}"),
            LongIds => string.Create(CultureInfo.InvariantCulture, $"NOMINAL-{number:D8}-WEST"),
            GuidIds => new Guid(SHA256.HashData(BitConverter.GetBytes(number)).AsSpan(0, 16)).ToString(),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    private static string Day(int day) => DateOnly.FromDayNumber(day).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Pick(ref SplitMix chance, params ReadOnlySpan<string> words) => words[chance.Below(words.Length)];

    private static SplitMix Chance(ulong seed, ulong number)
    {
        var chance = new SplitMix(seed + (number * 0xD1342543DE82EF95ul));
        chance.Next();
        return chance;
    }

    private struct SplitMix(ulong state)
    {
        public ulong Next()
        {
            state += 0x9E3779B97F4A7C15ul;
            var mixed = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9ul;
            mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBul;
            return mixed ^ (mixed >> 31);
        }

        public int Below(int end) => (int)Math.BigMul(Next(), (ulong)end, out _);
    }
}
