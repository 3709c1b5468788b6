using System.ComponentModel;
using System.Runtime.CompilerServices;
using Iom.Selection.Measures;
using Iom.Selection.Offences;
using Iom.Selection.Ranking;
using Iom.Selection.Records;
using Iom.Selection.Scoring;

namespace Iom.Selection.Batch;

/// <summary>Scores people whose records are given one by one, and says where the rules put them. For one thread; made by <see cref="BatchEngine"/>.</summary>
/// <remarks>Each person: <see cref="Begin"/>, every offence, then <see cref="IsInScope"/>; of those in scope the tests and scores, and <see cref="End"/>.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class BatchScorer
{
    private readonly CodeClass[] _codes;
    private readonly ScoreTable _table;
    private readonly Scorer _scorer;
    private readonly ScoringWorkspace _workspace;
    private readonly EligibilityEvaluator _evaluator;
    private readonly FactorPoints[] _points;
    private readonly ushort[] _least;
    private readonly ushort[] _most;
    private int _person;
    private PersonMarks _marks;
    private bool _hasProvenOffence;

    internal BatchScorer(Assessor assessor, CodeClass[] codes, ScoreTable table)
    {
        (_codes, _table) = (codes, table);
        _scorer = assessor.Scorer;
        _workspace = _scorer.NewWorkspace();
        _evaluator = new EligibilityEvaluator(assessor);
        _points = new FactorPoints[table.FactorCount];
        (_least, _most) = (new ushort[table.FactorCount], new ushort[table.FactorCount]);
    }

    /// <summary>Starts with the next person.</summary>
    /// <param name="person">The person's number, from 0.</param>
    /// <param name="mappaLevel">The level; null if it is not known.</param>
    /// <param name="custody">The times in custody that stand on the date, none in conflict.</param>
    public void Begin(int person, MappaLevel? mappaLevel, IReadOnlyList<CustodySpell> custody)
    {
        (_person, _hasProvenOffence) = (person, false);
        _workspace.Begin(mappaLevel, custody);
    }

    /// <summary>Takes an offence that is not in conflict; each once.</summary>
    /// <param name="code">The number of its code.</param>
    /// <param name="offence">The offence as it stands.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add(int code, in ResolvedOffence offence)
    {
        var known = _codes[code];
        _hasProvenOffence |= offence.Outcome.IsProven() && known.BringsIntoScope;
        if (_workspace.Counts(offence.Outcome)) _workspace.Add(ClassifiedOffence.FromResolved(offence, known));
    }

    /// <summary>Takes a drug test; each once.</summary>
    /// <param name="test">The test.</param>
    public void Add(DrugTest test) => _workspace.Add(test);

    /// <summary>Takes the result of an instrument.</summary>
    /// <param name="score">The result.</param>
    public void Add(RiskScore score) => _workspace.Add(score);

    /// <summary>Whether the person is in scope once all offences have been given; who is not is done with.</summary>
    /// <param name="isMember">Whether the person is in the cohort on the date.</param>
    /// <param name="isNominated">Whether an agency nominated the person in the last twelve months.</param>
    /// <returns>True for those to be scored.</returns>
    public bool IsInScope(bool isMember, bool isNominated)
    {
        _marks = (isMember ? PersonMarks.Member : 0) | (isNominated ? PersonMarks.Nominated : 0);
        // Scope is no policy option: someone without a proven offence, whom no agency named, is counted and never scored.
        if (_hasProvenOffence || _marks != PersonMarks.None) return true;
        _table.Set(_person, Placement.NotInScope, _marks);
        return false;
    }

    /// <summary>Ends with a person in scope, once all records have been given.</summary>
    /// <param name="fields">What rules read of the person.</param>
    /// <param name="kind">A number that all people with the same fields share.</param>
    public void End(Offender fields, int kind)
    {
        _workspace.Measure(_points);
        var (asKnown, atMost) = _evaluator.Evaluate(fields, kind, _marks, _points);
        for (var i = 0; i < _points.Length; i++) (_least[i], _most[i]) = ((ushort)_points[i].Least.Value, (ushort)_points[i].Most.Value);
        _table.Set(_person, asKnown.Placement, atMost, asKnown.IsFlagged ? _marks | PersonMarks.Flagged : _marks, _least, _most);
        if (_table.HasModel) SetModel();
    }

    private void SetModel()
    {
        var (model, modelAtMost) = (0, 0);
        for (var i = 0; i < _points.Length; i++)
        {
            var reading = _points[i].Reading;
            model += _scorer.ModelPointsOf(i, reading);
            modelAtMost += _scorer.ModelPointsOf(i, reading.IsMissing ? Measured.FromReading(_scorer.AtMost(i, reading.ToReading())) : reading);
        }
        _table.SetModel(_person, model, modelAtMost);
    }
}
