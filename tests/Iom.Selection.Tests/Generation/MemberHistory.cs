using Iom.Selection.Policies;
using Iom.Selection.Records;
using Iom.Selection.Reviews;
using Iom.Selection.Tests.Deselection;

namespace Iom.Selection.Tests.Generation;

/// <summary>A generated member, in words, and a generated policy to review the member by.</summary>
public sealed record MemberHistory(int Seed, string Keeping, string Facts)
{
    internal Policy Policy { get; } = PolicyText.Parse($$"""
        {
          "schema": "iom-selection-policy/1", "id": "members", "version": "1", "title": "Members",
          "matrix": { "factors": [ { "id": "count", "measure": { "kind": "offence-count", "months": 12, "atLiberty": true },
            "bands": [ { "from": 0, "points": 0 }, { "from": 1, "points": 15 }, { "from": 2, "points": 25 }, { "from": 4, "points": 40 } ] } ] },
          "cohorts": [ { "id": "all" } ],
          "ranking": { "entryFrom": 30 },
          {{Keeping}}
        }
        """);

    internal CaseFile File => MemberFacts.Read(Facts).File;

    // One for each date, as in a run: what it knows of the days to come is worked out once.
    private readonly Dictionary<DateOnly, Reviewer> _reviewers = [];

    internal MemberReview Review(DateOnly? on = null, CaseFile? file = null)
    {
        var date = on ?? MemberFacts.AsOf;
        if (!_reviewers.TryGetValue(date, out var reviewer)) _reviewers.Add(date, reviewer = MemberFacts.Reviewer(Policy, MemberFacts.Read(Facts).Context, date));
        return reviewer.Review(file ?? File);
    }

    public override string ToString() => $"{Seed}\n{Facts}\n{Keeping}";
}
