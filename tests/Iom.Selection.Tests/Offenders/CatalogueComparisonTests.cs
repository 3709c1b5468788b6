using System.Globalization;
using System.Text;
using Iom.Selection.Offences;
using Xunit.Abstractions;

namespace Iom.Selection.Tests.Offenders;

/// <summary>The built-in catalogue beside published lists that are not part of the project. Every disagreement is written down with the reason it stands.</summary>
public class CatalogueComparisonTests(ITestOutputHelper output)
{
    private const string Codes = "ho_offence_codes_moj_actuarial.csv";
    private const string Triggers = "trigger_offences_ho_candidates.csv";
    private const string Maxima = "cjs_offence_max_indictment_period.csv";

    // The ministry's category for prediction -> the groups that say the same.
    private static readonly Dictionary<string, string[]> GroupsOfCategory = new()
    {
        ["ACQUISITIVE_VIOLENCE"] = ["robbery", "burglary"],
        ["BURGLARY_DOMESTIC"] = ["burglary"],
        ["BURGLARY_OTHER"] = ["burglary"],
        ["THEFT_NON_MOTOR"] = ["theft"],
        ["HANDLING_STOLEN_GOODS"] = ["theft"],
        ["VEHICLE_RELATED_THEFT"] = ["vehicle"],
        ["FRAUD_AND_FORGERY"] = ["fraud"],
        ["WELFARE_FRAUD"] = ["fraud"],
        ["VIOLENCE_AGAINST_THE_PERSON_ABH_PLUS"] = ["violence"],
        ["VIOLENCE_AGAINST_THE_PERSON_SUB_ABH"] = ["violence"],
        ["SEXUAL_AGAINST_CHILD"] = ["sexual"],
        ["SEXUAL_NOT_AGAINST_CHILD"] = ["sexual"],
        ["FIREARMS_MOST_SERIOUS"] = ["weapons"],
        ["FIREARMS_OTHER"] = ["weapons"],
        ["WEAPONS_NON_FIREARM"] = ["weapons"],
        ["DRUG_POSSESSION_OR_SUPPLY"] = ["drugs"],
        ["DRUG_IMPORT_EXPORT_OR_PRODUCTION"] = ["drugs"],
        ["PUBLIC_ORDER_AND_HARRASSMENT"] = ["public-order"],
        ["DRUNKENNESS"] = ["public-order"],
        ["CRIMINAL_DAMAGE"] = ["damage"],
        ["MOTORING_OFFENCES"] = ["motoring"],
        ["DRINK_DRIVING"] = ["motoring"],
        ["ABSCONDING_OR_BAIL"] = ["justice", "breach"],
        ["OTHER_OFFENCES"] = ["other", "justice", "begging"],  // it has no category for the last two
        ["UNKNOWN"] = ["other", "justice", "breach"],
    };

    // Its parent group speaks too, where the category is a catch-all or puts harassment of a person and disorder together.
    private static readonly Dictionary<string, string> GroupOfParent = new()
    {
        ["Sexual offences"] = "sexual",
        ["Violence against the person"] = "violence",
        ["Summary motoring offences"] = "motoring",
    };

    [Fact]
    public void Each_row_of_the_built_in_catalogue_is_whole()
    {
        var rows = BuiltInRows();
        Assert.All(rows, row =>
        {
            Assert.True(row["code"].Length is 3 or 5 && row["code"].All(char.IsAsciiDigit), row["code"]);
            Assert.False(string.IsNullOrWhiteSpace(row["title"]), row["code"]);
            Assert.Contains(row["group"], Groups);
            Assert.True(row["severity"].Length == 0 || row["provision"].Length > 0, row["code"] + " has a severity and cites nothing");
            Assert.True(row["trigger_from"].Length == 0 || row["provision"].Length > 0, row["code"] + " is a trigger offence and cites nothing");
        });
        var codes = rows.Select(row => row["code"]).ToList();
        Assert.Equal(codes.Distinct().Order(StringComparer.Ordinal), codes);
        Assert.Empty(codes.Where(code => code.Length == 5).Select(code => code[..3]).Except(codes));
    }

    [FactWithData(Codes)]
    public void Every_class_of_the_published_list_has_a_row() =>
        Assert.All(Read(Codes).Select(row => row["ho_code"][..3]).Distinct(), code => Assert.True(OffenceCatalogue.BuiltIn.Lists(code), code));

    [FactWithData(Codes)]
    public void Groups_agree_with_the_published_categories_or_say_why_not()
    {
        var found = new Dictionary<string, int>();
        foreach (var row in Read(Codes))
        {
            var entry = OffenceCatalogue.BuiltIn.Find(row["ho_code"])!;
            var category = row["ogrs4_actuarial_category"];
            if (GroupsOfCategory[category].Contains(entry.Group)) continue;
            if (category is "OTHER_OFFENCES" or "PUBLIC_ORDER_AND_HARRASSMENT" && GroupOfParent.GetValueOrDefault(row["parent_group"]) == entry.Group) continue;
            var key = $"{entry.Code} {entry.Group}, not {category}";
            found[key] = found.GetValueOrDefault(key) + 1;
        }
        Compare(found, GroupDisagreements);
    }

    [FactWithData(Triggers, Codes)]
    public void Trigger_offences_agree_with_the_published_candidates_or_say_why_not()
    {
        var found = new Dictionary<string, int>();
        var candidates = Read(Triggers).ToDictionary(row => row["ho_code"]);
        var ours = OffenceCatalogue.BuiltIn.Entries.Where(entry => entry.TriggerFrom is not null && entry.Code.Length == 5).Select(entry => entry.Code);
        var listed = Read(Codes).Select(row => row["ho_code"]);
        foreach (var code in candidates.Keys.Union(ours).Union(listed))
        {
            var entry = OffenceCatalogue.BuiltIn.Find(code);
            var candidate = candidates.GetValueOrDefault(code);
            if (candidate is null && entry?.TriggerFrom is null) continue;
            if (candidate is null) found[$"{code} here alone"] = 1;
            else if (entry?.TriggerFrom is not { } from) found[$"{code} there alone"] = 1;
            else if (from != Began(candidate)) found[$"{code} from {from:yyyy-MM-dd}, not {Began(candidate):yyyy-MM-dd}"] = 1;
            else if (entry.TriggerTo is { } to) found[$"{code} to {to:yyyy-MM-dd}"] = 1;
        }
        Compare(found, TriggerDisagreements);
    }

    [FactWithData(Maxima)]
    public void Severities_agree_with_the_published_maxima_or_say_why_not()
    {
        var found = new Dictionary<string, int>();
        var cited = 0;
        var maxima = Read(Maxima).ToDictionary(row => row["cjs_offence_code"]);
        foreach (var row in BuiltInRows())
        {
            foreach (var code in row["cjs_code"].Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                cited++;
                var (ours, theirs) = (row["severity"], Severity(maxima[code]));
                if (ours.Length == 0 || decimal.Parse(ours, CultureInfo.InvariantCulture) != theirs)
                    found[string.Create(CultureInfo.InvariantCulture, $"{row["code"]} {ours}, not {theirs} ({code})")] = 1;
            }
        }
        output.WriteLine($"{cited} CJS codes compared.");
        Compare(found, SeverityDisagreements);
    }

    private static readonly string[] Groups =
    [
        "burglary", "robbery", "theft", "vehicle", "fraud", "violence", "sexual", "weapons", "drugs", "public-order", "begging", "damage", "breach", "motoring", "justice", "other",
    ];

    private static readonly (string What, string Reason)[] GroupDisagreements =
    [
        ("00525 other, not VIOLENCE_AGAINST_THE_PERSON_ABH_PLUS", "A duty of the job, without an assault."),
        ("007 other, not VIOLENCE_AGAINST_THE_PERSON_ABH_PLUS", "A duty of the job, without an assault."),
        ("00832 public-order, not OTHER_OFFENCES", "Kept with other anti-social behaviour and criminal behaviour orders, where disorder is scored."),
        ("008 violence, not MOTORING_OFFENCES", "Furious driving (008/04) has no row of its own: 804 alone could then be read as it."),
        ("00871 sexual, not PUBLIC_ORDER_AND_HARRASSMENT", "The image is sexual; the ministry has it under harassment."),
        ("015 other, not VIOLENCE_AGAINST_THE_PERSON_ABH_PLUS", "Nobody is attacked."),
        ("035 robbery, not VIOLENCE_AGAINST_THE_PERSON_ABH_PLUS", "A demand with menaces for gain, so beside robbery."),
        ("03701 vehicle, not VIOLENCE_AGAINST_THE_PERSON_ABH_PLUS", "The way of committing it is taking a vehicle; the policy counts it there."),
        ("041 theft, not FRAUD_AND_FORGERY", "A theft under section 1, whoever commits it."),
        ("044 theft, not VEHICLE_RELATED_THEFT", "Vehicle here means motor vehicles and what is in them, as in neighbourhood crime; a pedal cycle is theft."),
        ("05914 weapons, not CRIMINAL_DAMAGE", "Explosives are weapons."),
        ("059 damage, not VIOLENCE_AGAINST_THE_PERSON_ABH_PLUS", "One subclass of a class about damage; explosives with intent."),
        ("06602 justice, not FRAUD_AND_FORGERY", "Against the course of justice; the ministry has no such category."),
        ("06608 sexual, not OTHER_OFFENCES", "The order exists because of sexual offending."),
        ("06617 sexual, not OTHER_OFFENCES", "The order exists because of sexual offending."),
        ("06618 sexual, not OTHER_OFFENCES", "The order exists because of sexual offending."),
        ("06619 sexual, not OTHER_OFFENCES", "The order exists because of sexual offending."),
        ("06620 sexual, not OTHER_OFFENCES", "The order exists because of sexual offending."),
        ("06638 violence, not PUBLIC_ORDER_AND_HARRASSMENT", "The order protects a named person, as a restraining order does."),
        ("06639 violence, not PUBLIC_ORDER_AND_HARRASSMENT", "The order protects a named person, as a restraining order does."),
        ("066 public-order, not OTHER_OFFENCES", "Six subclasses about notification and travel in a class about public order."),
        ("06694 justice, not PUBLIC_ORDER_AND_HARRASSMENT", "Against the course of justice; the ministry has no such category."),
        ("06698 public-order, not OTHER_OFFENCES", "Kept with other anti-social behaviour and criminal behaviour orders, where disorder is scored."),
        ("067 justice, not FRAUD_AND_FORGERY", "Against the course of justice; the ministry has no such category."),
        ("06801 other, not PUBLIC_ORDER_AND_HARRASSMENT", "Organised crime has no group of its own."),
        ("06802 fraud, not PUBLIC_ORDER_AND_HARRASSMENT", "Computer misuse stands with the other computer offences."),
        ("06803 fraud, not PUBLIC_ORDER_AND_HARRASSMENT", "Computer misuse stands with the other computer offences."),
        ("06819 violence, not PUBLIC_ORDER_AND_HARRASSMENT", "The order protects a named person, as a restraining order does."),
        ("06820 violence, not PUBLIC_ORDER_AND_HARRASSMENT", "The order protects a named person, as a restraining order does."),
        ("078 other, not FRAUD_AND_FORGERY", "Immigration is regulation here; not all of it is deceit."),
        ("07801 other, not FRAUD_AND_FORGERY", "Immigration is regulation here; not all of it is deceit."),
        ("07902 justice, not VIOLENCE_AGAINST_THE_PERSON_ABH_PLUS", "Against the course of justice; the ministry has no such category."),
        ("07903 justice, not VIOLENCE_AGAINST_THE_PERSON_ABH_PLUS", "Against the course of justice; the ministry has no such category."),
        ("07904 justice, not VIOLENCE_AGAINST_THE_PERSON_ABH_PLUS", "Against the course of justice; the ministry has no such category."),
        ("07905 justice, not VIOLENCE_AGAINST_THE_PERSON_ABH_PLUS", "Against the course of justice; the ministry has no such category."),
        ("07911 justice, not FRAUD_AND_FORGERY", "Against the course of justice; the ministry has no such category."),
        ("095 other, not PUBLIC_ORDER_AND_HARRASSMENT", "A mixed class, mostly regulation; the subclasses do not matter for selection."),
        ("095 other, not FRAUD_AND_FORGERY", "A mixed class, mostly regulation; the subclasses do not matter for selection."),
        ("09806 violence, not OTHER_OFFENCES", "A person is ill-treated."),
        ("099 other, not FRAUD_AND_FORGERY", "A mixed class, mostly regulation; the subclasses do not matter for selection."),
        ("099 other, not DRUNKENNESS", "A mixed class, mostly regulation; the subclasses do not matter for selection."),
        ("099 other, not PUBLIC_ORDER_AND_HARRASSMENT", "A mixed class, mostly regulation; the subclasses do not matter for selection."),
        ("09977 theft, not OTHER_OFFENCES", "Done to stolen phones, so beside handling."),
        ("09978 theft, not OTHER_OFFENCES", "Done to stolen phones, so beside handling."),
        ("09986 violence, not OTHER_OFFENCES", "A person is ill-treated."),
        ("099 other, not HANDLING_STOLEN_GOODS", "A mixed class, mostly regulation; the subclasses do not matter for selection."),
        ("104 violence, not PUBLIC_ORDER_AND_HARRASSMENT", "One subclass of a class of assaults on officers."),
        ("111 other, not VIOLENCE_AGAINST_THE_PERSON_SUB_ABH", "Keeping or not controlling a dog; where a dog injures, the offence is in class 008, violence."),
        ("121 other, not HANDLING_STOLEN_GOODS", "Licences, seasons and dealers in game are regulation; poaching itself is theft."),
        ("121 other, not THEFT_NON_MOTOR", "Licences, seasons and dealers in game are regulation; poaching itself is theft."),
        ("13718 theft, not VEHICLE_RELATED_THEFT", "Vehicle here means motor vehicles and what is in them, as in neighbourhood crime; a pedal cycle is theft."),
        ("177 justice, not FRAUD_AND_FORGERY", "Against the course of justice; the ministry has no such category."),
        ("182 begging, not PUBLIC_ORDER_AND_HARRASSMENT", "Begging is a group of its own, so that a policy can leave it out."),
        ("183 other, not PUBLIC_ORDER_AND_HARRASSMENT", "Sleeping rough is not disorder."),
        ("997 breach, not OTHER_OFFENCES", "A breach, which the ministry counts apart from reoffending."),
        ("99701 breach, not PUBLIC_ORDER_AND_HARRASSMENT", "A breach, which the ministry counts apart from reoffending."),
        ("998 breach, not OTHER_OFFENCES", "A breach, which the ministry counts apart from reoffending."),
        ("193 drugs, not ABSCONDING_OR_BAIL", "Follows from a drug test, so with drugs."),
        ("19348 drugs, not ABSCONDING_OR_BAIL", "Follows from a drug test, so with drugs."),
        ("19353 drugs, not ABSCONDING_OR_BAIL", "Follows from a drug test, so with drugs."),
        ("19354 drugs, not ABSCONDING_OR_BAIL", "Follows from a drug test, so with drugs."),
        ("194 other, not FRAUD_AND_FORGERY", "Immigration is regulation here; not all of it is deceit."),
        ("194 other, not VIOLENCE_AGAINST_THE_PERSON_SUB_ABH", "Immigration is regulation here; five subclasses of assault on officers stay with their class."),
        ("19512 violence, not PUBLIC_ORDER_AND_HARRASSMENT", "Directed at a person, as harassment on indictment is."),
        ("195 other, not HANDLING_STOLEN_GOODS", "A mixed class, mostly regulation; the subclasses do not matter for selection."),
        ("195 other, not PUBLIC_ORDER_AND_HARRASSMENT", "A mixed class, mostly regulation; the subclasses do not matter for selection."),
        ("19594 violence, not PUBLIC_ORDER_AND_HARRASSMENT", "Directed at a person, as harassment on indictment is."),
        ("502 other, not PUBLIC_ORDER_AND_HARRASSMENT", "Not an offence but an order."),
        ("79520 weapons, not OTHER_OFFENCES", "The same offence as 195/20, which the ministry has under weapons."),
        ("820 motoring, not FRAUD_AND_FORGERY", "Evading a charge for driving is a motoring offence."),
        ("950 other, not FRAUD_AND_FORGERY", "A mixed class of service discipline."),
        ("99959 violence, not PUBLIC_ORDER_AND_HARRASSMENT", "Directed at a person, as harassment on indictment is."),
    ];

    private static readonly (string What, string Reason)[] TriggerDisagreements =
    [
        ("05301 here alone", "In the Schedule until the Fraud Act 2006 took its place; the candidates are the list of today."),
        ("09212 there alone", "LSD is Class A but not specified: only heroin, cocaine and crack are."),
        ("09213 there alone", "MDMA is Class A but not specified: only heroin, cocaine and crack are."),
        ("09215 there alone", "Methadone is Class A but not specified: only heroin, cocaine and crack are."),
        ("09219 there alone", "Only heroin, cocaine and crack are specified; this is the rest of Class A."),
        ("09232 there alone", "LSD is Class A but not specified: only heroin, cocaine and crack are."),
        ("09233 there alone", "MDMA is Class A but not specified: only heroin, cocaine and crack are."),
        ("09235 there alone", "Methadone is Class A but not specified: only heroin, cocaine and crack are."),
        ("09239 there alone", "Only heroin, cocaine and crack are specified; this is the rest of Class A."),
        ("09252 there alone", "LSD is Class A but not specified: only heroin, cocaine and crack are."),
        ("09253 there alone", "MDMA is Class A but not specified: only heroin, cocaine and crack are."),
        ("09255 there alone", "Methadone is Class A but not specified: only heroin, cocaine and crack are."),
        ("09259 there alone", "Only heroin, cocaine and crack are specified; this is the rest of Class A."),
        ("09272 there alone", "LSD is Class A but not specified: only heroin, cocaine and crack are."),
        ("09273 there alone", "MDMA is Class A but not specified: only heroin, cocaine and crack are."),
        ("09275 there alone", "Methadone is Class A but not specified: only heroin, cocaine and crack are."),
        ("09279 there alone", "Only heroin, cocaine and crack are specified; this is the rest of Class A."),
    ];

    private static readonly (string What, string Reason)[] SeverityDisagreements =
    [
        ("00406 100, not 14 (RT88501)", "Raised to life by the Police, Crime, Sentencing and Courts Act 2022, section 86."),
        ("00808 2, not 1 (CJ88149)", "Raised to two years by the Police, Crime, Sentencing and Courts Act 2022, section 2."),
        ("00873 2, not 1 (CJ88149)", "Raised to two years by the Police, Crime, Sentencing and Courts Act 2022, section 2."),
        ("00873 2, not 1 (CJ88150)", "Raised to two years by the Police, Crime, Sentencing and Courts Act 2022, section 2."),
        ("19353 0.25, not 0.9808 (DA05001)", "The 51 weeks of the Act are to be read as three months until section 281(5) of the Criminal Justice Act 2003 is in force; it is not."),
        ("19353 0.25, not 0.9808 (DA05002)", "The 51 weeks of the Act are to be read as three months until section 281(5) of the Criminal Justice Act 2003 is in force; it is not."),
        ("19354 0.25, not 0.9808 (DA05001)", "The 51 weeks of the Act are to be read as three months until section 281(5) of the Criminal Justice Act 2003 is in force; it is not."),
        ("19354 0.25, not 0.9808 (DA05002)", "The 51 weeks of the Act are to be read as three months until section 281(5) of the Criminal Justice Act 2003 is in force; it is not."),
    ];

    private void Compare(Dictionary<string, int> found, (string What, string Reason)[] expected)
    {
        var reasons = expected.ToDictionary(item => item.What, item => item.Reason);
        foreach (var (what, codes) in found.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            output.WriteLine($"{what} [{codes} code{(codes == 1 ? "" : "s")}]: {reasons.GetValueOrDefault(what, "NOT EXPLAINED")}");
        Assert.Empty(found.Keys.Except(reasons.Keys));
        Assert.Empty(reasons.Keys.Except(found.Keys));
    }

    // All four cells empty means life.
    private static decimal Severity(Dictionary<string, string> row)
    {
        var (years, months, weeks, days) = (Number(row["years"]), Number(row["months"]), Number(row["weeks"]), Number(row["days"]));
        if (years is null && months is null && weeks is null && days is null) return 100;
        return decimal.Round((years ?? 0) + (months ?? 0) / 12 + (weeks ?? 0) / 52 + (days ?? 0) / 365, 4) / 1.0000m;

        static decimal? Number(string cell) => cell.Length == 0 ? null : decimal.Parse(cell, CultureInfo.InvariantCulture);
    }

    // The Schedule began on 2 July 2001; what came later says when, and the Fraud Act came as a whole.
    private static DateOnly Began(Dictionary<string, string> candidate)
    {
        if (candidate["trigger_provision"].StartsWith("Fraud Act 2006", StringComparison.Ordinal)) return new DateOnly(2007, 1, 15);
        var paragraph = candidate["schedule6_paragraph"];
        for (var at = 0; at + 10 <= paragraph.Length; at++)
        {
            if (DateOnly.TryParseExact(paragraph.AsSpan(at, 10), "dd/MM/yyyy", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)) return date;
        }
        return new DateOnly(2001, 7, 2);
    }

    private static List<Dictionary<string, string>> BuiltInRows()
    {
        using var reader = new StreamReader(OffenceCatalogue.OpenBuiltIn());
        return Rows(reader.ReadToEnd());
    }

    private static List<Dictionary<string, string>> Read(string name) => Rows(File.ReadAllText(FactWithDataAttribute.Find(name)!));

    private static List<Dictionary<string, string>> Rows(string text)
    {
        var lines = text.ReplaceLineEndings("\n").TrimStart('\uFEFF').Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var header = Cells(lines[0]);
        return [.. lines.Skip(1).Select(line => header.Zip(Cells(line)).ToDictionary(pair => pair.First, pair => pair.Second))];
    }

    private static List<string> Cells(string line)
    {
        var (cells, cell, quoted) = (new List<string>(), new StringBuilder(), false);
        foreach (var letter in line)
        {
            if (letter == '"') quoted = !quoted;
            else if (letter == ',' && !quoted)
            {
                cells.Add(cell.ToString());
                cell.Clear();
            }
            else cell.Append(letter);
        }
        cells.Add(cell.ToString());
        return cells;
    }
}
