using Iom.Selection.Foundation;
using Iom.Selection.Offences;
using Iom.Selection.Records;

namespace Iom.Selection.Evaluation;

/// <summary>What is known of somebody who was in the cohort: spells, offences, days in custody.</summary>
internal sealed class MemberHistory
{
    private readonly List<(int First, int Last)> _custody;

    public MemberHistory(CaseFile file, SchemeInput input)
    {
        (Id, AsOf) = (file.Offender.Id, input.AsOf.DayNumber);
        DiedOn = file.Offender.DiedOn is { } died && died <= input.AsOf ? died.DayNumber : null;
        LastDay = Math.Min(input.KnownUpTo.DayNumber, DiedOn ?? int.MaxValue);
        Offences =
        [
            .. file.OffencesAsOf(input.AsOf).Where(offence => !offence.IsInConflict && offence.Outcome.IsProven())
                .Select(offence => (Offence: offence, Entry: input.Catalogue.Find(offence.Code)))
                .Select(pair => new ProvenOffence(pair.Offence.Date.DayNumber, pair.Offence.OutcomeDate?.DayNumber, pair.Entry?.Severity, pair.Entry?.Group == OffenceCatalogue.BreachGroup))
                .OrderBy(offence => offence.Day).ThenBy(offence => offence.OutcomeDay).ThenBy(offence => offence.Severity),
        ];
        Breaches =
        [
            .. file.Supervisions.Where(supervision => supervision is { Event: not null, EventDate: not null } && supervision.EventDate <= input.AsOf && supervision.EventDate >= supervision.From)
                .Select(supervision => supervision.EventDate!.Value.DayNumber)
                .Concat(Offences.Where(offence => offence.IsBreach).Select(offence => offence.Day)).Distinct().Order(),
        ];
        _custody = [.. file.CustodyAsOf(input.AsOf).Select(spell => (spell.From.DayNumber, spell.To?.DayNumber ?? int.MaxValue))];
        DaySpans.Merge(_custody);
        ConflictCount = file.Memberships.Count(membership => membership.From <= input.AsOf && membership.EndsBeforeItBegins);
        Spells = MakeSpells(file, input);
    }

    public OffenderId Id { get; }

    public int AsOf { get; }

    /// <summary>The day of death, if it is known.</summary>
    public int? DiedOn { get; }

    /// <summary>The last day of which anything is known.</summary>
    public int LastDay { get; }

    /// <summary>Proven offences, breaches among them, in order of day.</summary>
    public IReadOnlyList<ProvenOffence> Offences { get; }

    /// <summary>Days of breaches, recalls and revocations, each once.</summary>
    public IReadOnlyList<int> Breaches { get; }

    /// <summary>Spells in order; those that overlap or abut are one.</summary>
    public IReadOnlyList<MemberSpell> Spells { get; }

    /// <summary>How many rows of memberships contradict themselves, and are left out.</summary>
    public int ConflictCount { get; }

    /// <summary>Days in custody from one day to another, both included.</summary>
    public int DaysInCustody(int from, int to) => DaySpans.Between(_custody, from, to);

    /// <summary>Days at liberty from one day to another, both included.</summary>
    public int DaysAtLiberty(int from, int to) => to < from ? 0 : to - from + 1 - DaysInCustody(from, to);

    /// <summary>The first day at liberty from a day on; null where custody has no end.</summary>
    public int? FirstAtLiberty(int day)
    {
        foreach (var spell in _custody)
        {
            if (day < spell.First || day > spell.Last) continue;
            return spell.Last == int.MaxValue ? null : spell.Last + 1;
        }
        return day;
    }

    /// <summary>The first day of custody after a day; null where there is none.</summary>
    public int? NextCustody(int day) => _custody.Where(spell => spell.First >= day).Select(spell => (int?)spell.First).FirstOrDefault();

    private static MemberSpell[] MakeSpells(CaseFile file, SchemeInput input)
    {
        var spells = new List<MemberSpell>();
        foreach (var membership in file.MembershipsAsOf(input.AsOf))
        {
            var to = membership.To is { } end && end <= input.AsOf ? end.DayNumber : (int?)null;
            if (spells.Count > 0 && (spells[^1].To is not { } last || membership.From.DayNumber <= last))
            {
                var longer = spells[^1].To is { } before && (to is null || to > before);
                if (longer) spells[^1] = spells[^1] with { To = to, Ground = membership.Ground };
                continue;
            }
            var isNominated = file.Nominations.Any(nomination => MonthWindow.Contains(nomination.NominatedOn, membership.From, 12));
            spells.Add(new MemberSpell(membership.From.DayNumber, to, membership.Cohort, isNominated ? "nominated" : "points", membership.Ground));
        }
        return [.. spells];
    }
}
