using System.Text;
using Iom.Selection.Explanations;
using Iom.Selection.Offences;
using Iom.Selection.Policies;
using Iom.Selection.Policies.Parsing;
using Iom.Selection.Ranking;
using Iom.Selection.Records;
using Iom.Selection.Reviews;
using Iom.Selection.Scoring;

namespace Iom.Selection;

/// <summary>Scores, ranks, explains and reviews people by one policy, as of one date: the way in for a program that has people's records at hand.</summary>
/// <remarks>
/// May be shared between threads. It reads no file, clock or network. For folders of extracts see <c>ExtractFolder</c> in Iom.Selection.Extracts.
/// <code>
/// var selector = Selector.Parse(json, asOf: new DateOnly(2026, 10, 31));
/// Scorecard scorecard = selector.Score(person);
/// </code>
/// </remarks>
public sealed class Selector
{
    private readonly Assessor _assessor;

    /// <summary>Makes a selector.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="asOf">The as-of date; nothing later counts.</param>
    /// <param name="catalogue">What offence codes mean; the built-in catalogue if none is given.</param>
    /// <param name="supplied">Which optional kinds of record were supplied: without them something is not known that otherwise would be.</param>
    public Selector(Policy policy, DateOnly asOf, OffenceCatalogue? catalogue = null, SuppliedExtracts supplied = SuppliedExtracts.All)
    {
        ArgumentNullException.ThrowIfNull(policy);
        _assessor = new Assessor(new Scorer(policy, catalogue ?? OffenceCatalogue.BuiltIn, asOf, supplied));
    }

    /// <summary>The policy.</summary>
    public Policy Policy => _assessor.Scorer.Policy;

    /// <summary>The as-of date.</summary>
    public DateOnly AsOf => _assessor.Scorer.AsOf;

    /// <summary>Makes a selector of the text of a policy file.</summary>
    /// <param name="json">The file's text; the policy's hash is that of its UTF-8 bytes.</param>
    /// <param name="asOf">The as-of date.</param>
    /// <returns>The selector.</returns>
    /// <exception cref="PolicyException">The policy can't be used; it lists every problem.</exception>
    public static Selector Parse(string json, DateOnly asOf)
    {
        ArgumentNullException.ThrowIfNull(json);
        return Parse(Encoding.UTF8.GetBytes(json), asOf);
    }

    /// <summary>Makes a selector of the bytes of a policy file.</summary>
    /// <param name="utf8">The file's bytes.</param>
    /// <param name="asOf">The as-of date.</param>
    /// <returns>The selector.</returns>
    /// <exception cref="PolicyException">The policy can't be used; it lists every problem.</exception>
    public static Selector Parse(ReadOnlyMemory<byte> utf8, DateOnly asOf) => new(PolicyFile.Parse(utf8), asOf);

    /// <summary>Scores one person.</summary>
    /// <param name="person">The person's records.</param>
    /// <returns>The scorecard, each contribution with the records that it rests on.</returns>
    public Scorecard Score(CaseFile person) => _assessor.Scorer.Score(person, withRecords: true);

    /// <summary>Ranks people and proposes who should have the free places.</summary>
    /// <param name="people">Everybody, each once, in any order.</param>
    /// <param name="capacity">How many places there are, 0 or more.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>The proposal; the same for any order of the people.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="capacity"/> is negative.</exception>
    /// <exception cref="ArgumentException">A person is given twice; or the policy waits for the value of its draw, or for the model that it names: see <see cref="Policies.Policy.WithLotValue"/> and <see cref="Policies.Policy.WithModel"/>.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public Proposal Rank(IEnumerable<CaseFile> people, int capacity, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(people);
        var assessments = new List<Assessment>();
        foreach (var person in people)
        {
            cancellationToken.ThrowIfCancellationRequested();
            assessments.Add(_assessor.Assess(person));
        }
        return Proposal.For(Policy, AsOf, capacity, assessments);
    }

    /// <summary>Explains what a proposal says of a person.</summary>
    /// <param name="proposal">A proposal that this selector made.</param>
    /// <param name="person">The person's records, as they were ranked.</param>
    /// <returns>The explanation.</returns>
    /// <exception cref="ArgumentException">The proposal does not know the person.</exception>
    public Explanation Explain(Proposal proposal, CaseFile person)
    {
        ArgumentNullException.ThrowIfNull(proposal);
        ArgumentNullException.ThrowIfNull(person);
        var row = proposal.Find(person.Offender.Id) ?? throw new ArgumentException("The proposal does not know the person.", nameof(person));
        return new Explainer(_assessor, proposal).Explain(person, row);
    }

    /// <summary>Reviews a member of the cohort.</summary>
    /// <param name="member">The member's records.</param>
    /// <param name="context">What is known besides; nothing if it is not given.</param>
    /// <returns>The review.</returns>
    /// <exception cref="ArgumentException">The policy has no <c>review</c> or no <c>panel</c>, or the person is not a member on the date.</exception>
    public MemberReview Review(CaseFile member, ReviewContext? context = null) => new Reviewer(_assessor, context ?? ReviewContext.None).Review(member);
}
