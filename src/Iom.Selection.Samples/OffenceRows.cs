using Iom.Selection.Extracts.Contract;
using Iom.Selection.Extracts.Problems;
using Iom.Selection.Foundation;
using Iom.Selection.Offences;
using Iom.Selection.Records;

namespace Iom.Selection.Samples;

/// <summary>Writes <c>offences.csv</c>: what became known, as two systems tell it, with what goes wrong on the way.</summary>
internal sealed class OffenceRows(SampleFile file, SampleOptions options, Tally tally)
{
    public const string DifferenceGroup = "B";

    /// <summary>Of a hundred watched offences of the group that the police detected, how many more records there are.</summary>
    public const int AddedPercent = 300;

    public const string Court = "synthetic-court";

    private const string Police = "synthetic-niche";

    // As where files were put together by hand.
    private const int PeopleBetweenHeaders = 150;

    private static readonly int Sentinel = new DateOnly(1900, 1, 1).DayNumber;

    private const int CorrectedAfter = 30;

    private static readonly string[] OutcomeWords = [.. Enum.GetValues<OffenceOutcome>().Select(Vocabulary.Word)];

    private static readonly string[] DetectedByWords = [.. Enum.GetValues<DetectedBy>().Select(Vocabulary.Word)];

    private readonly int _asOf = options.AsOf.DayNumber;
    private readonly int _missingFrom = MissingMonth(options).DayNumber;
    private readonly int _missingUpTo = MissingMonth(options).AddMonths(1).DayNumber;
    private int _used;

    // What an effect prevents is drawn like anything else, so that all else stays as it would be without, and goes nowhere.
    private readonly Tally _nowhere = new();
    private bool _isPrevented;

    private Tally Count => _isPrevented ? _nowhere : tally;

    /// <summary>The month whose court results never came: the third before that of the as-of date.</summary>
    public static DateOnly MissingMonth(SampleOptions options)
    {
        var month = options.AsOf.AddMonths(-3);
        return new DateOnly(month.Year, month.Month, 1);
    }

    public void Write(in SyntheticPerson person)
    {
        var chance = person.Chance(Matter.Offences);
        var difference = person.Chance(Matter.Difference);
        var effect = person.Chance(Matter.Effect);
        var effectFrom = EffectFrom(person);
        var isWatched = options.HasDifference && SyntheticPerson.Groups[person.Group] == DifferenceGroup;
        if (isWatched) Count.InDifferentGroup++;
        Span<(int From, int To)> spells = stackalloc (int, int)[SyntheticPerson.MaxSpells];
        spells = spells[..person.Spells(spells)];

        // Two of five offences of a person are of one kind, so that people differ in more than how often.
        var usual = OffenceMix.Kind(ref chance);
        var added = 0;
        _used = 0;
        for (var i = 1; i <= person.OffenceCount; i++)
        {
            var kind = chance.Percent(40) ? usual : OffenceMix.Kind(ref chance);
            var isLater = chance.OneIn(400);
            var day = isLater ? _asOf + chance.Between(1, 40) : AtLiberty(chance.Between(person.From, person.To), person, spells);
            var detectedBy = OffenceMix.DetectedBy(kind, ref chance);
            _isPrevented = day >= effectFrom && effect.Percent(options.EffectPercent);
            if (_isPrevented) tally.PreventedOffences++;
            WriteOffence(person, i, kind, day, detectedBy, ref chance);

            // The same behaviour, written down again. Its chance is its own, so that all else stays as it would be without.
            if (_isPrevented || !isWatched || isLater || detectedBy != DetectedBy.Police || !OffenceMix.IsWatched(kind)) continue;
            for (var left = AddedPercent; left > 0; left -= 100)
            {
                if (!difference.Percent(left)) continue;
                added++;
                var again = AtLiberty(Math.Min(_asOf, day + difference.Between(0, 20)), person, spells);
                WriteOffence(person, person.OffenceCount + added, kind, again, detectedBy, ref difference);
            }
        }
        _isPrevented = false;
        Count.AddedOffences += added;
        Count.AddPersonWith(_used);
        if (chance.OneIn(60)) WriteUnlisted(person, ref chance);
        if (chance.OneIn(110)) WriteNobody(ref chance);
        if (person.Number % PeopleBetweenHeaders == 0) WriteHeader();
    }

    // The day from which an effect works on somebody; a day that never comes for those on whom it does not.
    private int EffectFrom(in SyntheticPerson person)
    {
        if (options.EffectPercent == 0) return int.MaxValue;
        if (options.EffectOn is { } chosen) return chosen.TryGetValue(person.Number, out var after) ? after.DayNumber + 1 : int.MaxValue;
        var memberships = person.Chance(Matter.Memberships);
        return person.IsMember ? person.JoinedOn(ref memberships) : int.MaxValue;
    }

    // Who is inside does not offend outside: the offence was on the last day before.
    private static int AtLiberty(int day, in SyntheticPerson person, ReadOnlySpan<(int From, int To)> spells)
    {
        for (var i = spells.Length - 1; i >= 0; i--)
        {
            if (day >= spells[i].From && day <= spells[i].To) day = Math.Max(person.From, spells[i].From - 1);
        }
        return day;
    }

    private void WriteOffence(in SyntheticPerson person, int place, int kind, int day, DetectedBy detectedBy, ref SplitMix64 chance)
    {
        var outcome = OffenceMix.Outcome(ref chance);
        int? outcomeDay = null;
        if (outcome.IsDecided())
        {
            outcomeDay = day + (outcome is OffenceOutcome.Cautioned or OffenceOutcome.OutOfCourt ? chance.Between(0, 40) : chance.Between(14, 200));
            var isKnownAhead = chance.OneIn(8);
            if (outcomeDay > _asOf && !isKnownAhead) (outcome, outcomeDay) = (chance.Percent(60) ? OffenceOutcome.Charged : OffenceOutcome.UnderInvestigation, null);
            else if (chance.OneIn(40)) outcomeDay = null;
        }

        var code = OffenceMix.Code(kind);
        var form = chance.Below(300);
        var hasLostZero = form == 0 && code[0] == '0';
        var written = new Written
        {
            Person = person.Number,
            Place = place,
            Code = hasLostZero ? code[1..] : form < 30 ? $"{code.AsSpan(0, 3)}/{code.AsSpan(3)}" : code,
            HasLostZero = hasLostZero,
            Day = day,
            Outcome = outcome,
            OutcomeDay = outcomeDay,
            DetectedBy = chance.OneIn(50) ? null : detectedBy,
            AsYouth = chance.OneIn(40) ? true : chance.OneIn(10) ? false : null,
            IsCourt = outcome is OffenceOutcome.Convicted or OffenceOutcome.TakenIntoConsideration or OffenceOutcome.Acquitted or OffenceOutcome.Discontinued,
        };

        var isUsed = WriteReports(written, ref chance);
        if (!isUsed) return;
        _used++;
        if (code == OffenceMix.UnknownCode) Count.Unclassified++;
        if (written.DetectedBy is null) Count.NoDetectedBy++;
        if (written.AsYouth == true) Count.AsYouth++;
    }

    // At most one thing is planted in an offence, so that each can be counted for itself.
    private bool WriteReports(Written main, ref SplitMix64 chance)
    {
        var plant = chance.Below(2000);
        var hasHappened = main.OutcomeDay <= _asOf && main.Day <= _asOf;
        switch (plant)
        {
            case < 2:
                Count.BadDates++;
                return WriteRow(main, false, Spoilt.Date);
            case < 4:
                Count.UnknownOutcomes++;
                return WriteRow(main, false, Spoilt.Outcome);
            case < 14:
                {
                    var used = WriteRow(main, false);
                    WriteRow(main, used);
                    if (!IsMissing(main)) Count.Repeated++;
                    return used;
                }
            case < 24:
                {
                    var used = WriteRow(main, false);
                    var other = main.DetectedBy is null ? main with { Alias = "synthetic-archive" } : main with { DetectedBy = null };
                    WriteRow(other, used);
                    if (!IsMissing(main)) Count.Differing++;
                    return used;
                }
            case < 64 when main.IsCourt:
                {
                    var used = WriteRow(main with { Outcome = OffenceOutcome.Charged, OutcomeDay = null, IsCourt = false }, false);
                    if (!IsMissing(main)) Count.ChargedThenDecided++;
                    return WriteRow(main, used) || used;
                }
            case < 90 when hasHappened && main.Outcome == OffenceOutcome.Convicted:
                {
                    var appeal = main with { Outcome = OffenceOutcome.Acquitted, OutcomeDay = main.OutcomeDay + chance.Between(30, 150) };
                    var used = WriteRow(main, false);
                    if (!used || appeal.OutcomeDay > _asOf || IsMissing(appeal)) return used;
                    Count.Appeals++;
                    WriteRow(appeal, used);
                    return used;
                }
            case < 100 when hasHappened && main.IsCourt && main.Outcome != OffenceOutcome.Discontinued:
                {
                    var used = WriteRow(main, false);
                    WriteRow(main with { Outcome = OffenceOutcome.Discontinued }, used);
                    if (used) Count.Contested++;
                    return used;
                }
            case < 104 when hasHappened:
                {
                    var used = WriteRow(main with { OutcomeDay = main.Day - chance.Between(1, 60), IsCourt = false }, false);
                    if (used) Count.OutcomesBeforeOffence++;
                    return used;
                }
            case < 108 when main.OutcomeDay is null && main.Day <= _asOf:
                Count.Sentinels++;
                return WriteRow(main with { OutcomeDay = Sentinel }, false);
            case < 114 when main.Day + CorrectedAfter <= _asOf && !IsMissing(main):
                {
                    Count.Corrected++;
                    var used = WriteRow(main with { RecordedDay = main.Day + CorrectedAfter }, false);
                    WriteRow(main with { RecordedDay = main.Day + 2, Code = main.Code == "04600" ? "04900" : "04600", HasLostZero = false }, used);
                    return used;
                }
            case < 117 when !main.IsCourt && main.Day <= _asOf && !main.HasLostZero && main is { Code: not OffenceMix.UnknownCode, DetectedBy: not null }:
                {
                    Count.CaseNumbers++;
                    WriteRow(main with { Day = main.Day - 10, Code = main.Code.StartsWith("046", StringComparison.Ordinal) ? "02803" : "04600" }, false);
                    if (!_isPrevented) _used++;
                    if (main.AsYouth == true) Count.AsYouth++;
                    return WriteRow(main, false);
                }
            case < 122:
                {
                    var used = WriteRow(main with { IsPadded = true }, false);
                    if (!IsMissing(main)) Count.PaddedIds++;
                    return used;
                }
            case < 128 when main.Code.Length == 5 && !main.Code.Contains('/'):
                {
                    var used = WriteRow(main with { Code = $"{main.Code[..3].TrimStart('0')}/{main.Code[3..].TrimStart('0').PadLeft(1, '0')}" }, false);
                    if (!IsMissing(main)) Count.ShortSlashes++;
                    return used;
                }
            default:
                return WriteRow(main, false);
        }
    }

    private bool IsMissing(in Written row) => row.IsCourt && row.OutcomeDay >= _missingFrom && row.OutcomeDay < _missingUpTo;

    private bool WriteRow(in Written row, bool repeats, Spoilt spoilt = Spoilt.Nothing)
    {
        if (_isPrevented) return false;
        if (spoilt == Spoilt.Nothing && IsMissing(row))
        {
            Count.MissingMonthRows++;
            return false;
        }
        file.Person(row.Person);
        if (row.IsPadded) file.PaddedRecord("", row.Person, row.Place);
        else file.Record("", row.Person, row.Place);
        file.Text(row.Code)
            .Date(row.Day, spoilt == Spoilt.Date ? "dd/MM/yyyy" : "yyyy-MM-dd")
            .Text(spoilt == Spoilt.Outcome ? "result_pending" : OutcomeWords[(int)row.Outcome]).Date(row.OutcomeDay)
            .Text(row.DetectedBy is { } by ? DetectedByWords[(int)by] : null).Text(row.Alias ?? (row.IsCourt ? Court : Police))
            .YesNo(row.AsYouth).Date(row.RecordedDay);
        if (row.HasLostZero) Count.LostZeros++;
        if (spoilt == Spoilt.Nothing && row.Day <= _asOf && row.Outcome.IsDecided())
        {
            if (row.OutcomeDay is null || row.OutcomeDay == Sentinel) Count.UndatedOutcomes++;
            else if (row.OutcomeDay > _asOf) Count.OutcomesAfterAsOf++;
        }
        return file.End(row.Day, repeats, refused: spoilt != Spoilt.Nothing);
    }

    private void WriteUnlisted(in SyntheticPerson person, ref SplitMix64 chance)
    {
        var day = chance.Between(_asOf - SyntheticPerson.HistoryDays, _asOf);
        file.Numbered("SYNTHETIC-UNLISTED-", person.Number).Record("U", person.Number, 1).Text("04600").Date(day)
            .Text(OutcomeWords[(int)OffenceOutcome.Charged]).Date(null).Text(null).Text(Police).YesNo(null).Date(null);
        file.End(day, refused: true);
        Count.UnknownOffenders++;
    }

    private void WriteNobody(ref SplitMix64 chance)
    {
        var day = chance.Between(_asOf - SyntheticPerson.HistoryDays, _asOf);
        file.Text("UNKNOWN").Text("SYN-UNKNOWN").Text("04600").Date(day)
            .Text(OutcomeWords[(int)OffenceOutcome.UnderInvestigation]).Date(null).Text(null).Text(Police).YesNo(null).Date(null);
        file.End(day, refused: true);
        Count.Placeholders++;
    }

    private void WriteHeader()
    {
        foreach (var column in ExtractContract.Offences.Columns) file.Text(column.Name);
        file.End(day: null, refused: true);
        Count.RepeatedHeaders++;
    }

    private enum Spoilt
    {
        Nothing, Date, Outcome,
    }

    private readonly record struct Written
    {
        public required int Person { get; init; }

        public required int Place { get; init; }

        public required string Code { get; init; }

        public required bool HasLostZero { get; init; }

        public required int Day { get; init; }

        public required OffenceOutcome Outcome { get; init; }

        public required int? OutcomeDay { get; init; }

        public required DetectedBy? DetectedBy { get; init; }

        public required bool IsCourt { get; init; }

        public bool? AsYouth { get; init; }

        /// <summary>The day on which the row was recorded; null where it does not say.</summary>
        public int? RecordedDay { get; init; }

        /// <summary>Whether its id has a space behind it.</summary>
        public bool IsPadded { get; init; }

        /// <summary>A third system's name for what it sends on.</summary>
        public string? Alias { get; init; }
    }
}
