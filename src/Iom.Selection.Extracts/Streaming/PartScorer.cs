using Iom.Selection.Measures;
using Iom.Selection.Offenders;
using Iom.Selection.Ranking;
using Iom.Selection.Scoring;

namespace Iom.Selection.Extracts.Streaming;

/// <summary>Takes the offences of people together, scores them and judges them, part by part. For one thread.</summary>
internal sealed class PartScorer
{
    private readonly People _people;
    private readonly SmallRecords _records;
    private readonly OffenceStore _store;
    private readonly OffenceTables _tables;
    private readonly Standings _standings;
    private readonly DateOnly _asOf;
    private readonly CodeClass[] _codes;
    private readonly OffenceResolver _resolver;
    private readonly AlikeOffences _alike;
    private readonly ScoringWorkspace _workspace;
    private readonly Judge _judge;
    private readonly SameOffences _same = new();
    private readonly List<CustodySpell> _custody = [];
    private readonly FactorPoints[] _points;
    private readonly ushort[] _least;
    private readonly ushort[] _most;
    private OffenceRow[] _sorted = [];
    private int[] _starts = [];

    public PartScorer(Assessor assessor, People people, SmallRecords records, OffenceStore store, OffenceTables tables, CodeClass[] codes, Standings standings)
    {
        (_people, _records, _store, _tables, _standings, _asOf) = (people, records, store, tables, standings, assessor.Scorer.AsOf);
        _codes = codes;
        _resolver = new OffenceResolver(tables, _asOf);
        _alike = new AlikeOffences(tables);
        _workspace = assessor.Scorer.NewWorkspace();
        _judge = new Judge(assessor);
        Findings = new OffenceFindings(tables.Codes.Count);
        _points = new FactorPoints[standings.FactorCount];
        (_least, _most) = (new ushort[standings.FactorCount], new ushort[standings.FactorCount]);
    }

    /// <summary>What was found besides points.</summary>
    public OffenceFindings Findings { get; }

    /// <summary>What a matrix needs to know of each code, by the code's number.</summary>
    public static CodeClass[] Classes(OffenceTables tables, Scorer scorer) =>
        [.. Enumerable.Range(0, tables.Codes.Count).Select(code => scorer.Classify(tables.Codes[code]))];

    /// <summary>Scores everybody in a part.</summary>
    public void Score(int part)
    {
        var (first, end) = _store.PeopleOf(part);
        var rows = Sorted(part, first, end);
        for (var person = first; person < end; person++)
        {
            var from = person == first ? 0 : _starts[person - first - 1];
            Score(person, rows[from.._starts[person - first]]);
        }
    }

    // Counting sort: afterwards _starts holds where each person's rows end.
    private ReadOnlySpan<OffenceRow> Sorted(int part, int first, int end)
    {
        if (_starts.Length < end - first) _starts = new int[end - first];
        var starts = _starts.AsSpan(0, end - first);
        starts.Clear();
        var count = 0;
        foreach (var chunk in _store.RowsOf(part))
        {
            count += chunk.Count;
            foreach (ref readonly var row in chunk.Rows) starts[row.Person - first]++;
        }
        if (_sorted.Length < count) _sorted = GC.AllocateUninitializedArray<OffenceRow>(count + (count / 4));

        for (int i = 0, before = 0; i < starts.Length; i++) (starts[i], before) = (before, before + starts[i]);
        foreach (var chunk in _store.RowsOf(part))
        {
            foreach (ref readonly var row in chunk.Rows) _sorted[starts[row.Person - first]++] = row;
        }
        return _sorted.AsSpan(0, count);
    }

    private void Score(int person, ReadOnlySpan<OffenceRow> rows)
    {
        var offender = _people.FieldsOf(person);
        _custody.Clear();
        _custody.AddRange(_records.Custody.Of(person));
        _workspace.Begin(offender.MappaLevel, _custody);
        var hasProvenOffence = AddOffences(rows);
        foreach (var test in _records.DrugTests.Of(person)) _workspace.Add(test);
        foreach (var score in _records.RiskScores.Of(person)) _workspace.Add(score);

        var marks = Marks(person);
        // Scope is no policy option: someone without a proven offence, whom no agency named, is counted and never scored.
        if (!hasProvenOffence && marks == PersonMarks.None)
        {
            _standings.Set(person, Placement.NotInScope, marks);
            return;
        }
        _workspace.Measure(_points);
        var (asKnown, atMost) = _judge.Of(offender, _people.KindOf(person), marks, _points);
        for (var i = 0; i < _points.Length; i++) (_least[i], _most[i]) = ((ushort)_points[i].Least.Value, (ushort)_points[i].Most.Value);
        _standings.Set(person, asKnown.Placement, atMost, asKnown.IsFlagged ? marks | PersonMarks.Flagged : marks, _least, _most);
    }

    private PersonMarks Marks(int person)
    {
        var marks = PersonMarks.None;
        foreach (var membership in _records.Memberships.Of(person))
        {
            if (membership.IsOpenOn(_asOf)) marks |= PersonMarks.Member;
        }
        foreach (var nomination in _records.Nominations.Of(person))
        {
            if (CaseFile.Counts(nomination, _asOf)) marks |= PersonMarks.Nominated;
        }
        return marks;
    }

    private bool AddOffences(ReadOnlySpan<OffenceRow> rows)
    {
        var hasProven = false;
        var heads = _same.Link(rows);
        foreach (var head in heads)
        {
            var isAlone = _same.Next[head] < 0;
            var facts = isAlone ? _resolver.Of(rows[head]) : _resolver.Of(rows, head, _same.Next);
            if (!isAlone) NoteDuplicates(rows, head);
            Findings.Offences++;
            var code = _codes[facts.Code];
            if (code.Entry is null)
            {
                Findings.Unclassified++;
                Findings.UnknownCodes[facts.Code]++;
            }
            if (facts.IsContested)
            {
                Findings.ContestedOffences.Add(NameOf(rows[head]));
                continue;
            }
            if (facts.OutcomeDay == 0 && facts.Outcome.IsDecided()) Findings.UndatedOutcomes++;
            hasProven |= facts.Outcome.IsProven();
            // One less than the packed day, and so ClassifiedOffence.NoDay where there is none.
            _workspace.Add(new ClassifiedOffence(code, facts.Day, facts.OutcomeDay - 1, facts.Outcome, facts.DetectedBy));
        }
        _alike.Find(rows, Findings);
        return hasProven;
    }

    // The first row of an offence, in order of files and lines, is the one that is counted as used.
    private void NoteDuplicates(ReadOnlySpan<OffenceRow> rows, int head)
    {
        var used = head;
        for (var i = head; i >= 0; i = _same.Next[i])
        {
            if ((FileOf(rows[i]), rows[i].Line).CompareTo((FileOf(rows[used]), rows[used].Line)) < 0) used = i;
        }
        for (var i = head; i >= 0; i = _same.Next[i])
        {
            if (i != used) Findings.Duplicates.Add(NameOf(rows[i]));
        }
    }

    private int FileOf(in OffenceRow row) => _tables.Origins[row.Origin].File;

    private RecordName NameOf(in OffenceRow row) => new(row.Person, FileOf(row), row.Line, row.IdFirst, row.IdLast, row.IdLength);
}
