using Iom.Selection.Measures;
using Iom.Selection.Offences;
using Iom.Selection.Ranking;
using Iom.Selection.Records;
using Iom.Selection.Scoring;

namespace Iom.Selection.Extracts.Store;

/// <summary>Scores people whose offences are given one by one, and says where the rules put them. For one thread.</summary>
internal sealed class PersonScorer
{
    private readonly People _people;
    private readonly DatedRecordTables _records;
    private readonly CodeClass[] _codes;
    private readonly ScoreTable _standings;
    private readonly DateOnly _asOf;
    private readonly ScoringWorkspace _workspace;
    private readonly EligibilityEvaluator _evaluator;
    private readonly List<CustodySpell> _custody = [];
    private readonly FactorPoints[] _points;
    private readonly ushort[] _least;
    private readonly ushort[] _most;
    private int _person;
    private bool _hasProvenOffence;

    /// <param name="assessor">Knows the policy, the catalogue and the date.</param>
    /// <param name="people">Everybody.</param>
    /// <param name="records">Their records but offences.</param>
    /// <param name="codes">What the matrix needs to know of each code, by the code's number.</param>
    /// <param name="standings">Is told what comes out.</param>
    public PersonScorer(Assessor assessor, People people, DatedRecordTables records, CodeClass[] codes, ScoreTable standings)
    {
        (_people, _records, _codes, _standings, _asOf) = (people, records, codes, standings, assessor.Scorer.AsOf);
        _workspace = assessor.Scorer.NewWorkspace();
        _evaluator = new EligibilityEvaluator(assessor);
        _points = new FactorPoints[standings.FactorCount];
        (_least, _most) = (new ushort[standings.FactorCount], new ushort[standings.FactorCount]);
    }

    /// <summary>Starts with the next person.</summary>
    public void Begin(int person)
    {
        (_person, _hasProvenOffence) = (person, false);
        _custody.Clear();
        _custody.AddRange(_records.Custody.Get(person));
        _workspace.Begin(_people.FieldsOf(person).MappaLevel, _custody);
    }

    /// <summary>Takes an offence of theirs that is not in conflict; each once.</summary>
    public void Add(in OffenceResolver.Facts offence)
    {
        _hasProvenOffence |= offence.Outcome.IsProven();
        // One less than the packed day, and so ClassifiedOffence.NoDay where there is none.
        _workspace.Add(new ClassifiedOffence(_codes[offence.Code], offence.Day, offence.OutcomeDay - 1, offence.Outcome, offence.DetectedBy));
    }

    /// <summary>Ends with the person, once all their offences have been given.</summary>
    public void End()
    {
        var marks = Marks();
        // Scope is no policy option: someone without a proven offence, whom no agency named, is counted and never scored.
        if (!_hasProvenOffence && marks == PersonMarks.None)
        {
            _standings.Set(_person, Placement.NotInScope, marks);
            return;
        }
        foreach (var test in _records.DrugTests.Get(_person)) _workspace.Add(test);
        foreach (var score in _records.RiskScores.Get(_person)) _workspace.Add(score);
        _workspace.Measure(_points);
        var (asKnown, atMost) = _evaluator.Evaluate(_people.FieldsOf(_person), _people.KindOf(_person), marks, _points);
        for (var i = 0; i < _points.Length; i++) (_least[i], _most[i]) = ((ushort)_points[i].Least.Value, (ushort)_points[i].Most.Value);
        _standings.Set(_person, asKnown.Placement, atMost, asKnown.IsFlagged ? marks | PersonMarks.Flagged : marks, _least, _most);
    }

    private PersonMarks Marks()
    {
        var marks = PersonMarks.None;
        foreach (var membership in _records.Memberships.Get(_person))
        {
            if (membership.IsOpenOn(_asOf)) marks |= PersonMarks.Member;
        }
        foreach (var nomination in _records.Nominations.Get(_person))
        {
            if (CaseFile.Counts(nomination, _asOf)) marks |= PersonMarks.Nominated;
        }
        return marks;
    }
}
