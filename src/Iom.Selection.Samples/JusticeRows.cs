
namespace Iom.Selection.Samples;

/// <summary>Writes what courts, prisons and probation know: custody, supervision, risk scores and drug tests.</summary>
internal static class JusticeRows
{
    public static void Custody(SampleFile file, in SyntheticPerson person, Tally tally)
    {
        var chance = person.Chance(Matter.CustodyKinds);
        Span<(int From, int To)> spells = stackalloc (int, int)[SyntheticPerson.MaxSpells];
        foreach (var (from, to) in spells[..person.Spells(spells)])
        {
            var kind = chance.Weighted([25, 50, 20, 5]) switch { 0 => "remand", 1 => "sentence", 2 => "recall", _ => null };
            var isTurned = to < person.AsOf && chance.OneIn(80);
            if (isTurned) tally.CustodyTurned++;
            file.Person(person.Number).Date(from).Date(to == int.MaxValue ? null : isTurned ? from - 3 : to).Text(kind).End(from);
        }
    }

    public static void Supervision(SampleFile file, in SyntheticPerson person)
    {
        var chance = person.Chance(Matter.Supervision);
        if (!person.IsSupervised) return;
        var from = person.AsOf - chance.Between(20, 500);
        var happened = chance.Weighted([75, 17, 6, 2]);
        file.Person(person.Number).Text(chance.Weighted([50, 20, 25, 5]) switch { 0 => "community_order", 1 => "suspended_sentence", 2 => "licence", _ => "other" })
            .Date(from).Date(from + chance.Between(510, 1100)).Date(chance.Percent(30) ? from + chance.Between(90, 500) : null)
            .Text(happened switch { 0 => null, 1 => "breach", 2 => "recall", _ => "revoked" }).Date(happened == 0 ? null : from + chance.Between(10, 400))
            .End(from);
        if (!chance.Percent(30)) return;

        var earlier = from - chance.Between(400, 900);
        file.Person(person.Number).Text("community_order").Date(earlier).Date(earlier + 365).Date(null).Text(null).Date(null).End(earlier);
    }

    public static void RiskScores(SampleFile file, in SyntheticPerson person)
    {
        var chance = person.Chance(Matter.RiskScores);
        if (person.IsYouth || !chance.Percent(person.IsSupervised ? 90 : 25)) return;
        var centre = person.Activity switch { Activity.Prolific => 78, Activity.Often => 58, Activity.Some => 38, _ => 20 };
        var ogrs = Math.Clamp(centre + chance.Between(-18, 18), 1, 99);
        var day = person.AsOf - chance.Between(0, 600);
        file.Person(person.Number).Text("OGRS3-2yr").Date(day).Tenths(10 * ogrs).End(day);
        if (chance.Percent(20))
        {
            var before = day - chance.Between(100, 700);
            file.Person(person.Number).Text("OGRS3-2yr").Date(before).Tenths(10 * Math.Clamp(ogrs + chance.Between(-10, 10), 1, 99)).End(before);
        }
        if (!chance.Percent(40)) return;
        var later = chance.OneIn(50) ? person.AsOf + chance.Between(1, 30) : day;
        file.Person(person.Number).Text("SYNTH-2yr").Date(later).Tenths(Math.Clamp((10 * centre) + chance.Between(-200, 200), 5, 995)).End(later);
    }

    public static void DrugTests(SampleFile file, in SyntheticPerson person, Tally tally)
    {
        var chance = person.Chance(Matter.DrugTests);
        var count = person.Activity switch
        {
            Activity.Prolific => chance.Between(0, 8),
            Activity.Often => chance.Between(0, 3),
            Activity.Some => chance.Percent(25) ? 1 : 0,
            _ => 0,
        };
        if (person.IsMember) count += chance.Between(0, 6);
        for (var i = 1; i <= count; i++)
        {
            var day = chance.OneIn(200) ? person.AsOf + chance.Between(1, 20) : person.AsOf - chance.Between(0, 730);
            var result = chance.Weighted([44, 44, 8, 4]);
            var context = person.IsMember && chance.Percent(50) ? "scheme" : chance.OneIn(30) ? null : chance.Percent(60) ? "arrest" : "supervision";
            var substances = result != 0 ? null : chance.Weighted([40, 30, 20, 10]) switch { 0 => "cocaine", 1 => "opiates", 2 => "cocaine;opiates", _ => null };
            var prescribed = result != 0 || !chance.OneIn(12) ? null : chance.Percent(60) ? "yes" : "no";
            if (result == 3) tally.InconclusiveDrugTests++;
            Test(file, person, i, day, result, substances, context, prescribed).End(day);
            if (chance.OneIn(100)) Test(file, person, i, day, result, substances, context, prescribed).End(day, repeats: true);
            else if (result < 2 && chance.OneIn(150))
            {
                Test(file, person, i, day, 1 - result, null, context, null).End(day, repeats: true);
                tally.DifferingDrugTests++;
            }
        }
    }

    private static SampleFile Test(SampleFile file, in SyntheticPerson person, int place, int day, int result, string? substances, string? context, string? prescribed) =>
        file.Person(person.Number).Record("T", person.Number, place).Date(day).Text(result switch { 0 => "positive", 1 => "negative", 2 => "refused", _ => "inconclusive" })
            .Text(substances).Text(context).Text(prescribed);
}
