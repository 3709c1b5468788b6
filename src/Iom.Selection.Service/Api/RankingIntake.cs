using Iom.Selection.Batch;
using Iom.Selection.Offences;
using Iom.Selection.Policies;
using Iom.Selection.Records;

namespace Iom.Selection.Service.Api;

/// <summary>Takes people in, one by one, and keeps of each what a ranking needs: points and marks, and no record.</summary>
internal sealed class RankingIntake
{
    // The kinds of record, as a policy names those that must have rows.
    private static readonly (string Kind, Func<CaseFile, int> Count)[] Kinds =
    [
        ("offences", file => file.Offences.Count), ("memberships", file => file.Memberships.Count), ("drug_tests", file => file.DrugTests.Count), ("risk_scores", file => file.RiskScores.Count),
        ("nominations", file => file.Nominations.Count), ("custody", file => file.Custody.Count), ("supervision", file => file.Supervisions.Count), ("engagement", file => file.Contacts.Count),
        ("support", file => file.Support.Count), ("panel", file => file.PanelViews.Count), ("identities", file => file.Identities.Count),
    ];

    private readonly Policy _policy;
    private readonly CaseRanking _ranking;
    private readonly HashSet<string> _withRows = new(StringComparer.Ordinal);
    private readonly List<FieldError> _errors = [];
    private int _read;

    /// <summary>Begins with nobody.</summary>
    public RankingIntake(Policy policy, Question question)
    {
        _policy = policy;
        _ranking = new CaseRanking(policy, OffenceCatalogue.BuiltIn, question.AsOf, question.Supplied);
    }

    /// <summary>How many people were read.</summary>
    public int Count => _read;

    /// <summary>Takes a person in.</summary>
    /// <param name="utf8">The person's records, JSON.</param>
    /// <exception cref="ProblemException">So much can't be used that nobody would read on.</exception>
    public void Add(ReadOnlyMemory<byte> utf8)
    {
        var at = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"/people/{_read++}");
        if (RequestBody.ParsePerson(utf8, at, out var error) is not { } file) Complain(error!);
        else if (!_ranking.Add(file)) Complain(new FieldError(at + "/offender/offenderId", "is given twice"));
        else
        {
            foreach (var (kind, count) in Kinds)
            {
                if (_policy.MustHaveRows.Contains(kind) && count(file) > 0) _withRows.Add(kind);
            }
        }
    }

    /// <summary>Complains of something, and of no more than is listed.</summary>
    public void Complain(FieldError error)
    {
        _errors.Add(error);
        if (_errors.Count >= RequestBody.MaxErrors) throw new ProblemException(_errors);
    }

    /// <summary>The seed of the draw.</summary>
    public string Seed => _ranking.Seed;

    /// <summary>Ranks everybody, once all input is read and checked.</summary>
    /// <exception cref="ProblemException">Something in the input can't be used.</exception>
    public RankedRows Rank(int capacity)
    {
        foreach (var kind in _policy.MustHaveRows.Where(kind => !_withRows.Contains(kind)))
            _errors.Add(new FieldError("/people", $"has no record of the kind {kind}, and the policy says under \"extracts\" that there must be some: see that the export is whole"));
        if (_errors.Count > 0) throw new ProblemException(_errors);
        return _ranking.ToRows(capacity);
    }
}
