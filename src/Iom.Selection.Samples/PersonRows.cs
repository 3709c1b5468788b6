
namespace Iom.Selection.Samples;

/// <summary>Writes what stands once for each person: <c>offenders.csv</c>, <c>identities.csv</c> and <c>characteristics.csv</c>.</summary>
internal static class PersonRows
{
    private static readonly string[] Areas = ["Synthetic North", "Synthetic East", "Synthetic South", "Synthetic West"];

    public static void Offender(SampleFile file, in SyntheticPerson person, Tally tally)
    {
        var chance = person.Chance(Matter.Offender);
        Span<(int From, int To)> spells = stackalloc (int, int)[SyntheticPerson.MaxSpells];
        spells = spells[..person.Spells(spells)];
        var isInside = spells is [.., (_, int.MaxValue)];
        var category = chance.Weighted([880, 40, 70, 10]);
        var level = category switch { 0 => 0, 3 => chance.Between(2, 3), _ => 1 + chance.Weighted([80, 15, 5]) };

        var area = chance.Pick<string>(Areas);
        var supervision = chance.OneIn(13) ? null : person.IsSupervised ? "statutory" : "non_statutory";
        var location = chance.OneIn(40) ? null : isInside ? "custody" : chance.OneIn(200) ? "hospital" : "community";
        var release = chance.OneIn(10) || !isInside ? (int?)null : person.AsOf + chance.Between(10, 400);
        var mappaLevel = chance.OneIn(20) ? null : level == 0 ? "none" : Digit(level);
        bool? youth = chance.OneIn(80) ? null : person.IsYouth;
        if (supervision is null) tally.NoSupervision++;
        if (mappaLevel is null) tally.NoMappaLevel++;
        if (youth is null) tally.NoYouth++;

        // 0 = a row that stands there twice; 1 to 3 = two rows that contradict each other.
        var second = chance.Below(200);
        var schemes = chance.Weighted([94, 4, 2]) switch { 0 => null, 1 => "DIP", _ => "DIP;PPO" };
        Write(file, person, area, supervision, location, release, category, mappaLevel, youth, schemes).End(null);
        if (second == 0) Write(file, person, area, supervision, location, release, category, mappaLevel, youth, schemes).End(null, repeats: true);
        if (second is not (1 or 2 or 3)) return;

        if (second == 1 && youth is not null) youth = !youth;
        else area = area == Areas[0] ? Areas[1] : Areas[0];
        Write(file, person, area, supervision, location, release, category, mappaLevel, youth, schemes).End(null, repeats: true);
        tally.OffenderConflicts++;
    }

    public static void Identities(SampleFile file, in SyntheticPerson person)
    {
        var chance = person.Chance(Matter.Identities);
        file.Text("synthetic-niche").Numbered("SYN-N-", person.Number).Person(person.Number).End(null);
        if (person.IsSupervised || chance.Percent(30)) file.Text("synthetic-delius").Numbered("SYN-D-", person.Number).Person(person.Number).End(null);
    }

    public static void Characteristics(SampleFile file, in SyntheticPerson person, Tally tally)
    {
        var chance = person.Chance(Matter.Characteristics);
        if (chance.OneIn(25))
        {
            tally.NoCharacteristics++;
            return;
        }
        file.Person(person.Number)
            .Text(chance.OneIn(100) ? null : SyntheticPerson.Sexes[person.Sex])
            .Text(chance.OneIn(50) ? null : SyntheticPerson.Groups[person.Group])
            .Text(SyntheticPerson.AgeGroups[person.AgeGroup])
            .End(null);
    }

    private static SampleFile Write(
        SampleFile file, in SyntheticPerson person, string area, string? supervision, string? location, int? release, int category, string? mappaLevel, bool? youth, string? schemes) =>
        file.Person(person.Number).Text(area).Text(supervision).Text(location).Date(release).Text(category == 0 ? "none" : Digit(category))
            .Text(mappaLevel).YesNo(youth).YesNo(person.IsDeceased).Text(schemes);

    private static string Digit(int digit) => digit switch { 1 => "1", 2 => "2", _ => "3" };
}
