using System.ComponentModel;
using System.Numerics;
using System.Runtime.InteropServices;
using Iom.Selection.Foundation;
using Iom.Selection.Records;

namespace Iom.Selection.Offences;

/// <summary>Takes the reports of one offence id of one person together, as they stand on a date. For one thread; used again for the next id.</summary>
/// <remarks>
/// <para>Where a report has a recording date, only those recorded last count. If those left hold more than one offence date and more than one class, the id
/// is a case number, and reports of equal date and code are each an offence of their own.</para>
/// <para>An outcome dated after the as-of date has not happened: its report is open, without a date. Undated decided outcomes are looked at first, then those of
/// the latest date, whatever they are. The outcomes conflict where two undated decided outcomes differ, where one of them differs from a decided outcome
/// on the latest date, or, without undated decided ones, where two outcomes on the latest date differ. Code, date, who detected it and whether as a youth come
/// from the reports that prevail. The order of the reports does not matter.</para>
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ReportResolver
{
    /// <summary>What <see cref="OffenceOf"/> says of a report that a later recorded one supersedes.</summary>
    public const int Superseded = -1;

    private readonly List<ResolvedOffence> _offences = [];
    private readonly Dictionary<(int Day, string Code), int> _byDateAndCode = [];
    private int[] _offenceOf = new int[16];

    /// <summary>The offences that the last reports were found to be, in the order of their first reports.</summary>
    public ReadOnlySpan<ResolvedOffence> Offences => CollectionsMarshal.AsSpan(_offences);

    /// <summary>Whether the id of the last reports is a case number.</summary>
    public bool IsCaseNumber { get; private set; }

    /// <summary>Which of <see cref="Offences"/> a report belongs to, or <see cref="Superseded"/>.</summary>
    /// <param name="row">The index of the report.</param>
    /// <returns>The index of the offence.</returns>
    public int OffenceOf(int row) => _offenceOf[row];

    /// <summary>Takes reports together.</summary>
    /// <param name="rows">At least one, all of one offence id of one person, none later than the date.</param>
    /// <param name="asOf">The as-of date, as a day number.</param>
    public void Resolve(ReadOnlySpan<ReportRow> rows, int asOf)
    {
        if (_offenceOf.Length < rows.Length) _offenceOf = new int[BitOperations.RoundUpToPowerOf2((uint)rows.Length)];
        _offences.Clear();
        var count = Group(rows);
        for (var offence = 0; offence < count; offence++) _offences.Add(ResolveOne(rows, offence, asOf));
    }

    // Says of each report to which offence it belongs.
    private int Group(ReadOnlySpan<ReportRow> rows)
    {
        var recorded = ReportRow.NoDay;
        foreach (ref readonly var row in rows) recorded = Math.Max(recorded, row.RecordedDay);

        var first = -1;
        var (datesDiffer, classesDiffer) = (false, false);
        for (var i = 0; i < rows.Length; i++)
        {
            _offenceOf[i] = recorded != ReportRow.NoDay && rows[i].RecordedDay != recorded ? Superseded : 0;
            if (_offenceOf[i] == Superseded) continue;
            if (first < 0) first = i;
            datesDiffer |= rows[i].Day != rows[first].Day;
            classesDiffer |= rows[i].Code != rows[first].Code && OffenceCode.ClassOf(rows[i].Code) != OffenceCode.ClassOf(rows[first].Code);
        }
        IsCaseNumber = datesDiffer && classesDiffer;
        if (!IsCaseNumber) return 1;

        _byDateAndCode.Clear();
        for (var i = 0; i < rows.Length; i++)
        {
            if (_offenceOf[i] == Superseded) continue;
            var key = (rows[i].Day, rows[i].Code);
            if (!_byDateAndCode.TryGetValue(key, out _offenceOf[i])) _byDateAndCode.Add(key, _offenceOf[i] = _byDateAndCode.Count);
        }
        return _byDateAndCode.Count;
    }

    private ResolvedOffence ResolveOne(ReadOnlySpan<ReportRow> rows, int offence, int asOf)
    {
        var outcomes = new Outcomes();
        for (var i = 0; i < rows.Length; i++)
        {
            if (_offenceOf[i] == offence) outcomes.Add(AsOf(rows[i], asOf));
        }
        var (prevailing, conflicts) = outcomes.Prevailing();
        var inConflict = prevailing is null;

        // Where any report that prevails is dated, only those of the latest date do.
        var latest = ReportRow.NoDay;
        for (var i = 0; prevailing is not null && i < rows.Length; i++)
        {
            if (_offenceOf[i] == offence && AsOf(rows[i], asOf) is var (outcome, day) && outcome == prevailing) latest = Math.Max(latest, day);
        }
        var (codeRow, earliest, dateDiffers) = (-1, int.MaxValue, false);
        DetectedBy? detectedBy = null;
        bool? asYouth = null;
        for (var i = 0; i < rows.Length; i++)
        {
            if (_offenceOf[i] != offence || (prevailing is not null && AsOf(rows[i], asOf) != (prevailing.Value, latest))) continue;
            ref readonly var row = ref rows[i];
            if (codeRow < 0)
            {
                codeRow = i;
            }
            else if (row.Code != rows[codeRow].Code)
            {
                conflicts |= OffenceConflicts.OffenceCode;
                if (Utf8Ordinal.Compare(row.Code, rows[codeRow].Code) < 0) codeRow = i;
            }
            dateDiffers |= earliest != int.MaxValue && row.Day != earliest;
            earliest = Math.Min(earliest, row.Day);
            if (row.DetectedBy is { } by && (detectedBy ??= by) != by) conflicts |= OffenceConflicts.DetectedBy;
            if (row.AsYouth is { } youth && (asYouth ??= youth) != youth) conflicts |= OffenceConflicts.AsYouth;
        }
        if (dateDiffers) conflicts |= OffenceConflicts.OffenceDate;
        // What no outcome prevails of is listed for that alone.
        if (inConflict) (conflicts, detectedBy, asYouth) = (OffenceConflicts.Outcome, null, null);
        if (latest != ReportRow.NoDay && latest < earliest)
        {
            conflicts |= OffenceConflicts.OutcomeDate;
            inConflict = true;
        }
        return new ResolvedOffence(
            codeRow, earliest, prevailing ?? OffenceOutcome.Open, latest,
            (conflicts & OffenceConflicts.DetectedBy) != 0 ? null : detectedBy, (conflicts & OffenceConflicts.AsYouth) != 0 ? null : asYouth, conflicts, inConflict);
    }

    // An outcome dated later has not happened.
    private static (OffenceOutcome Outcome, int Day) AsOf(in ReportRow row, int asOf) =>
        row.OutcomeDay > asOf ? (OffenceOutcome.Open, ReportRow.NoDay) : (row.Outcome, row.OutcomeDay);

    /// <summary>The outcomes of the reports of one offence.</summary>
    private struct Outcomes
    {
        private uint _all;          // a bit for each outcome
        private uint _undated;      // of the decided outcomes without a date
        private uint _onLatest;     // of the outcomes on the latest date
        private int _latest;        // and one; 0 = none is dated

        public void Add((OffenceOutcome Outcome, int Day) report)
        {
            var bit = 1u << (int)report.Outcome;
            _all |= bit;
            if (report.Day == ReportRow.NoDay)
            {
                _undated |= bit & OffenceOutcomes.DecidedBits;
                return;
            }
            if (report.Day + 1 > _latest) (_latest, _onLatest) = (report.Day + 1, 0);
            if (report.Day + 1 == _latest) _onLatest |= bit;
        }

        /// <summary>The outcome that prevails, null where they conflict; and what is listed of it.</summary>
        public readonly (OffenceOutcome? Outcome, OffenceConflicts Conflicts) Prevailing()
        {
            var conflicts = BitOperations.PopCount(_undated) > 1
                || (_undated != 0 && (_onLatest & OffenceOutcomes.DecidedBits & ~_undated) != 0)
                || (_undated == 0 && BitOperations.PopCount(_onLatest) > 1);
            if (conflicts) return (null, OffenceConflicts.Outcome);

            OffenceOutcome prevails;
            if (_undated != 0) prevails = (OffenceOutcome)BitOperations.TrailingZeroCount(_undated);
            else if (_onLatest != 0) prevails = (OffenceOutcome)BitOperations.TrailingZeroCount(_onLatest);
            else if (Has(OffenceOutcome.Charged)) prevails = OffenceOutcome.Charged;
            else if (Has(OffenceOutcome.UnderInvestigation)) prevails = OffenceOutcome.UnderInvestigation;
            else prevails = OffenceOutcome.Open;
            // An undecided outcome after a decided one: charged again, or reported in the wrong order.
            return (prevails, !prevails.IsDecided() && (_all & OffenceOutcomes.DecidedBits) != 0 ? OffenceConflicts.Outcome : OffenceConflicts.None);
        }

        private readonly bool Has(OffenceOutcome outcome) => (_all & (1u << (int)outcome)) != 0;
    }
}
