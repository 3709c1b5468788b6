using Iom.Selection.Evaluation;
using Iom.Selection.Offences;
using Iom.Selection.Records;

namespace Iom.Selection.Extracts.Store;

/// <summary>Keeps everybody's proven offences but breaches. For one thread; several may fill one list.</summary>
/// <param name="offences">Where they go.</param>
/// <param name="severities">By the number of a code: the number of its severity; negative for a breach.</param>
/// <param name="detectedBy">Only offences known to be detected by one of these; empty for all.</param>
internal sealed class HistoryTaker(ProvenOffences offences, int[] severities, IReadOnlyList<DetectedBy> detectedBy) : PersonTaker
{
    private readonly List<long> _own = [];
    private int _person;

    public override void Begin(int person) => _person = person;

    public override void Add(int code, in ResolvedOffence offence)
    {
        if (detectedBy.Count > 0 && (offence.DetectedBy is not { } detected || !detectedBy.Contains(detected))) return;
        if (offence.Outcome.IsProven() && severities[code] is >= 0 and var severity) _own.Add(ProvenOffences.Pack(offence.Day, severity, !offence.IsUndated));
    }

    public override void End()
    {
        if (_own.Count == 0) return;
        offences.Set(_person, [.. _own]);
        _own.Clear();
    }
}
