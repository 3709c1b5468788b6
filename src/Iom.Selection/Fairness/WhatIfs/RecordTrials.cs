using System.Collections.Immutable;
using System.Text;
using Iom.Selection.Fairness.Groups;
using Iom.Selection.Policies;
using Iom.Selection.Ranking;
using Iom.Selection.Records;

namespace Iom.Selection.Fairness.WhatIfs;

/// <summary>Everybody's points by the run, by each alternative of the policy, and with other records of the police: one look at each person's records for all of them.</summary>
/// <remarks>Of a person a few tens of bytes stay for each; people are assessed by several threads, and each by its own records alone, so that nothing hangs on which.</remarks>
internal sealed class RecordTrials
{
    private const int FilesAtOnce = 4096;
    private const int PeopleAtOnce = 64;

    private static readonly ImmutableArray<DetectedBy> Police = [DetectedBy.Police];

    // Where a model breaks ties, what the lot would have done in its place is always shown.
    private static readonly FairnessAlternative WithoutModel = new("without-model", "Without the model: ties by lot");

    private readonly AuditedRun _run;
    private readonly OffenderId[] _ids;
    private readonly ScoreTable _before;
    private readonly ScoreTable _multiplied;
    private readonly ScoreTable _withoutPolice;
    private readonly (FairnessAlternative Alternative, Policy Policy, ScoreTable Table)[] _alternatives;

    private RecordTrials(
        AuditedRun run, OffenderId[] ids, ScoreTable before, ScoreTable multiplied, ScoreTable withoutPolice, (FairnessAlternative Alternative, Policy Policy, ScoreTable Table)[] alternatives) =>
        (_run, _ids, _before, _multiplied, _withoutPolice, _alternatives) = (run, ids, before, multiplied, withoutPolice, alternatives);

    /// <summary>Everybody, by number.</summary>
    public IReadOnlyList<OffenderId> Ids => _ids;

    /// <summary>The alternatives of the policy, each with the places it would give.</summary>
    public IEnumerable<(FairnessAlternative Alternative, PlaceAllocation Places)> Alternatives => _alternatives.Select(each => (each.Alternative, Allocate(each.Policy, each.Table)));

    /// <summary>Assesses everybody.</summary>
    public static RecordTrials Create(AuditedRun run)
    {
        var (scorer, asOf, rules) = (run.Assessor.Scorer, run.AsOf, run.Assessor.Scorer.Policy.Fairness);
        var (count, factors, hasModel) = (run.Rows.Count, scorer.Policy.Factors.Length, scorer.HasModel);
        var tried = scorer.Policy.TieBreakModel is null || rules.Alternatives.Any(own => own.Id == WithoutModel.Id) ? rules.Alternatives : rules.Alternatives.Add(WithoutModel);
        var alternatives = tried.Select(alternative =>
        {
            var policy = alternative == WithoutModel ? scorer.Policy.WithoutModel() : Counterfactual.Apply(alternative, scorer.Policy);
            return (Alternative: alternative, Policy: policy, Table: new ScoreTable(count, factors, policy.LoadedModel is not null), Assessor: new Assessor(new Scoring.Scorer(policy, scorer.Catalogue, asOf, scorer.Supplied)));
        }).ToArray();
        var (ids, before, multiplied, withoutPolice) = (new OffenderId[count], new ScoreTable(count, factors, hasModel), new ScoreTable(count, factors, hasModel), new ScoreTable(count, factors, hasModel));
        var first = 0;
        foreach (var files in run.People.Chunk(FilesAtOnce))
        {
            var from = first;
            run.ForEach((files.Length + PeopleAtOnce - 1) / PeopleAtOnce, part =>
            {
                for (var i = part * PeopleAtOnce; i < Math.Min((part + 1) * PeopleAtOnce, files.Length); i++) Assess(from + i, files[i]);
            });
            first += files.Length;
        }
        if (first != count) throw new ArgumentException("There are not as many case files as rows.", nameof(run));
        return new RecordTrials(run, ids, before, multiplied, withoutPolice, [.. alternatives.Select(each => (each.Alternative, each.Policy, each.Table))]);

        void Assess(int person, CaseFile file)
        {
            ids[person] = file.Offender.Id;
            var own = run.Assessor.Assess(file);
            before.Set(person, own);
            // Without an offence that they could change the records are what they are.
            var hasPolice = file.Offences.Any(report => report.DetectedBy == DetectedBy.Police);
            multiplied.Set(person, hasPolice ? run.Assessor.Assess(Counterfactual.Multiplied(file, rules.FeedbackTimes, asOf)) : own);
            withoutPolice.Set(person, hasPolice ? run.Assessor.Assess(Counterfactual.Without(file, Police, asOf)) : own);
            foreach (var (alternative, _, table, assessor) in alternatives) table.Set(person, assessor.Assess(Counterfactual.Without(file, alternative.LeaveOutDetectedBy, asOf)));
        }
    }

    /// <summary>The places that the run gave.</summary>
    public PlaceAllocation Before() => Allocate(_run.Assessor.Scorer.Policy, _before);

    /// <summary>The places if offences that the police detected were left out of everybody's records: the same however often they are written down.</summary>
    public PlaceAllocation WithoutPolice() => Allocate(_run.Assessor.Scorer.Policy, _withoutPolice);

    /// <summary>The places if they stood so many times in the records of some.</summary>
    /// <param name="isOwn">Whose records, by number.</param>
    public PlaceAllocation Multiplied(Func<int, bool> isOwn)
    {
        var table = new ScoreTable(_before.Count, _before.FactorCount, _before.HasModel);
        for (var person = 0; person < table.Count; person++) table.Set(person, isOwn(person) ? _multiplied : _before);
        return Allocate(_run.Assessor.Scorer.Policy, table);
    }

    private PlaceAllocation Allocate(Policy policy, ScoreTable table) => new(policy, table, new Draw(_run.Seed), person => Encoding.UTF8.GetBytes(_ids[person].Value), _run.Capacity);
}
