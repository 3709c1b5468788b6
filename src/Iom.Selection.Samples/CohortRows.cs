
namespace Iom.Selection.Samples;

/// <summary>Writes what the partnership itself knows: who is in the cohort, who was put before the panel and what came of it, contacts and support.</summary>
internal static class CohortRows
{
    private static readonly string[] Agencies = ["police", "probation", "council", "health", "charity"];

    private static readonly string[] Pathways = ["accommodation", "drugs", "alcohol", "employment", "finance", "mental_health", "families", "attitudes"];

    private static readonly string[] Grounds = ["programme_complete", "support_complete", "moved_away", "long_sentence"];

    private static readonly string[] Cohorts = ["fixed", "flex", "free"];

    public static void Memberships(SampleFile file, in SyntheticPerson person, Tally tally)
    {
        var chance = person.Chance(Matter.Memberships);
        var from = person.JoinedOn(ref chance);
        var cohort = Cohorts[chance.Weighted([45, 40, 15])];
        if (person.IsMember)
        {
            tally.Members++;
            // A last day that has been agreed and lies ahead: still open.
            var to = chance.OneIn(12) ? person.AsOf + chance.Between(1, 60) : (int?)null;
            Membership(file, person, from, to, cohort, null, chance.OneIn(15) ? null : from + chance.Between(0, 20), chance.Weighted([70, 15, 15]));
        }
        if (person.Activity is Activity.Prolific or Activity.Often && chance.OneIn(9))
        {
            var to = from - chance.Between(30, 300);
            Membership(file, person, to - chance.Between(90, 500), to, Cohorts[chance.Weighted([45, 40, 15])], chance.Pick<string>(Grounds), null, chance.Weighted([80, 10, 10]));
        }
        if (!person.IsMember && person.Activity == Activity.Prolific && chance.OneIn(40))
            Membership(file, person, person.AsOf + chance.Between(1, 30), null, cohort, null, null, 2);
    }

    public static void Nominations(SampleFile file, in SyntheticPerson person)
    {
        var chance = person.Chance(Matter.Nominations);
        if (chance.Below(1000) >= person.Activity switch { Activity.Prolific => 100, Activity.Often => 50, _ => 15 }) return;
        var first = chance.Below(Agencies.Length);
        var count = chance.OneIn(6) ? 2 : 1;
        for (var i = 0; i < count; i++)
        {
            var day = chance.OneIn(40) ? person.AsOf + chance.Between(1, 20) : person.AsOf - chance.Between(0, 500);
            file.Person(person.Number).Text(Agencies[(first + i) % Agencies.Length]).Date(day).Text("synthetic").End(day);
        }
    }

    public static void Engagement(SampleFile file, in SyntheticPerson person)
    {
        var chance = person.Chance(Matter.Engagement);
        var count = person.IsMember ? chance.Between(8, 30) : person.IsSupervised ? chance.Between(1, 8) : 0;
        // How reliable the person is: of a hundred contacts that could be kept, how many are.
        var keeps = chance.Between(35, 95);
        for (var i = 1; i <= count; i++)
        {
            var day = chance.OneIn(150) ? person.AsOf + chance.Between(1, 14) : person.AsOf - chance.Between(0, 365);
            var kind = chance.Weighted([65, 15, 10, 10]);
            var required = chance.OneIn(25) ? null : !person.IsSupervised ? "voluntary" : chance.Weighted([60, 25, 15]) switch { 0 => "order", 1 => "licence", _ => "voluntary" };
            var outcome = chance.Percent(keeps) ? "kept" : chance.Weighted([55, 20, 8, 9, 8]) switch
            {
                0 => "missed",
                1 => "excused",
                2 => "refused",
                3 => "cancelled_by_agency",
                _ => kind is 1 or 2 ? "not_at_home" : "missed",
            };
            Contact(file, person, i, day, kind, required, outcome).End(day);
            if (chance.OneIn(200)) Contact(file, person, i, day, kind, required, outcome).End(day, repeats: true);
        }
    }

    public static void Support(SampleFile file, in SyntheticPerson person)
    {
        var chance = person.Chance(Matter.Support);
        var count = person.IsMember ? chance.Between(1, 5) : person.IsSupervised && chance.Percent(30) ? chance.Between(1, 2) : 0;
        var first = chance.Below(Pathways.Length);
        for (var i = 0; i < count; i++)
        {
            var status = chance.Weighted([12, 15, 45, 20, 8]);
            var waiting = person.AsOf - chance.Between(200, 500);
            int? started = status < 2 ? null : waiting + chance.Between(5, 90);
            int? ended = status < 3 ? null : started + chance.Between(20, 100);
            file.Person(person.Number).Text(Pathways[(first + i) % Pathways.Length]).Text(chance.Weighted([20, 50, 30]) switch { 0 => null, 1 => "medium", _ => "high" })
                .Text(Agencies[1 + chance.Below(Agencies.Length - 1)])
                .Text(status switch { 0 => "needed", 1 => "waiting", 2 => "active", 3 => "completed", _ => "withdrawn" })
                .Date(status == 0 ? null : waiting).Date(started).Date(ended).End(null);
        }
    }

    public static void Panel(SampleFile file, in SyntheticPerson person)
    {
        var chance = person.Chance(Matter.Panel);
        if (!person.IsMember || !chance.Percent(70)) return;
        // The panel meets every six weeks, about everybody on the same days.
        var meeting = person.AsOf - 20 - (42 * chance.Below(4));
        var leaving = chance.OneIn(8);
        foreach (var agency in Agencies)
        {
            if (chance.OneIn(5)) continue;
            var view = leaving && chance.Percent(70) ? "deselect" : chance.OneIn(12) ? "abstain" : "retain";
            file.Person(person.Number).Date(meeting).Text(agency).Text(view).Text(view == "abstain" ? null : "synthetic").End(meeting);
        }
    }

    private static void Membership(SampleFile file, in SyntheticPerson person, int from, int? to, string cohort, string? ground, int? informed, int agreed)
    {
        file.Person(person.Number).Date(from).Date(to).Text(cohort).Text(ground).Date(ground is null ? null : to).Date(informed)
            .Text(agreed switch { 0 => "yes", 1 => "no", _ => "not_asked" }).End(from);
    }

    private static SampleFile Contact(SampleFile file, in SyntheticPerson person, int place, int day, int kind, string? required, string outcome) =>
        file.Person(person.Number).Record("C", person.Number, place).Date(day)
            .Text(kind switch { 0 => "appointment", 1 => "planned_visit", 2 => "random_visit", _ => "drug_test" }).Text(required).Text(outcome);
}
