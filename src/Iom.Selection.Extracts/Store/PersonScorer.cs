using Iom.Selection.Batch;
using Iom.Selection.Foundation;
using Iom.Selection.Offences;
using Iom.Selection.Records;

namespace Iom.Selection.Extracts.Store;

/// <summary>Gives people's records to a scorer, offences one by one as they are found. For one thread.</summary>
/// <param name="scorer">Scores them.</param>
/// <param name="people">Everybody.</param>
/// <param name="records">Their records but offences.</param>
/// <param name="asOf">The as-of date.</param>
/// <param name="isLongAgo">Whether where people are today says nothing of the date, so that custody stands whatever their location.</param>
internal sealed class PersonScorer(BatchScorer scorer, People people, DatedRecordTables records, DateOnly asOf, bool isLongAgo = false) : PersonTaker
{
    private const int NominationMonths = 12;

    private int _person;

    /// <summary>Starts with the next person.</summary>
    public override void Begin(int person)
    {
        _person = person;
        var fields = people.FieldsOf(person);
        scorer.Begin(person, fields.MappaLevel, Custody(person, isLongAgo ? null : fields.Location));
    }

    /// <summary>Takes an offence of theirs that is not in conflict; each once.</summary>
    /// <param name="code">The number of its code.</param>
    /// <param name="offence">The offence as it stands.</param>
    public override void Add(int code, in ResolvedOffence offence) => scorer.Add(code, offence);

    /// <summary>Ends with the person, once all their offences have been given.</summary>
    public override void End()
    {
        var (isMember, isNominated) = (false, false);
        foreach (var membership in records.Memberships.Get(_person)) isMember |= membership.IsOpenOn(asOf);
        foreach (var nomination in records.Nominations.Get(_person)) isNominated |= MonthWindow.Contains(nomination.NominatedOn, asOf, NominationMonths);
        if (!scorer.IsInScope(isMember, isNominated)) return;
        foreach (var test in records.DrugTests.Get(_person)) scorer.Add(test);
        foreach (var score in records.RiskScores.Get(_person)) scorer.Add(score);
        scorer.End(people.FieldsOf(_person), people.KindOf(_person));
    }

    // Spells in conflict are no custody.
    private CustodySpell[] Custody(int person, Location? location)
    {
        var spells = records.Custody.Get(person);
        foreach (var spell in spells)
        {
            if (spell.IsInConflictOn(asOf, location)) return WithoutConflicts(spells, location);
        }
        return spells;
    }

    private CustodySpell[] WithoutConflicts(CustodySpell[] spells, Location? location) => Array.FindAll(spells, spell => !spell.IsInConflictOn(asOf, location));
}
