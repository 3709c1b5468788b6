using Iom.Selection.Extracts.Contract;
using Iom.Selection.Extracts.Problems;
using Iom.Selection.Extracts.Threading;
using Iom.Selection.Records;

namespace Iom.Selection.Extracts.Store;

/// <summary>The ids of other systems, which have no dates. One that stands for two people is refused for both.</summary>
internal sealed class UniqueIdentities
{
    private readonly HashSet<ExternalIdentity> _ambiguous;

    /// <param name="table">All rows.</param>
    /// <param name="account">Is told of the refused ones.</param>
    /// <param name="workers">Who find the rows that repeat each other.</param>
    public UniqueIdentities(RecordTable<ExternalIdentity> table, LoadingAccount account, Workers workers)
    {
        // Rows of one person that repeat each other say nothing of two people.
        Records = table.On(DateOnly.MaxValue, workers);
        _ambiguous = new(IdentityComparer.Instance);
        var owners = new Dictionary<ExternalIdentity, HashSet<int>>(IdentityComparer.Instance);
        foreach (var row in Records.All())
        {
            if (!owners.TryGetValue(row.Record, out var people)) owners.Add(row.Record, people = []);
            people.Add(row.Person);
            if (people.Count > 1) _ambiguous.Add(row.Record);
        }
        SharedGroups = [.. owners.Values.Where(people => people.Count > 1).Select(people => (int[])[.. people])];
        if (_ambiguous.Count == 0) return;

        var problems = new ProblemList(account);
        var refused = 0;
        var systems = new Dictionary<int, HashSet<string>>();
        // Refusing comes before repeats: of several equal rows each is refused.
        foreach (var row in Records.All().Concat(Records.Repeats()))
        {
            if (!_ambiguous.Contains(row.Record)) continue;
            // Whose row it is is what nobody can tell: the people are named in the list of those who may be one, and counted there.
            problems.Add(ExtractContract.Identities, row.File, row.Line, ExtractContract.Identities.IndexOf("external_id"), ProblemKind.AmbiguousId);
            refused++;
            if (!systems.TryGetValue(row.Person, out var own)) systems.Add(row.Person, own = new(StringComparer.Ordinal));
            own.Add(row.Record.System);
        }
        // What is only added to stays in the order in which it came.
        foreach (var (person, own) in systems) Shared[person] = [.. own];
        problems.HandOver();
        account.TallyOf(ExtractContract.Identities).Refused += refused;
    }

    /// <summary>For each id of another system that stands for several people, these.</summary>
    public IReadOnlyList<IReadOnlyList<int>> SharedGroups { get; }

    /// <summary>All that are not repeats, those of two people too.</summary>
    public DatedRecords<ExternalIdentity> Records { get; }

    public DatedCounts Counts
    {
        get
        {
            var counts = Records.Counts;
            counts.Duplicate = Repeats().Count();
            return counts;
        }
    }

    /// <summary>The rows for which another stands, those of two people left out.</summary>
    public IEnumerable<PersonRecord<ExternalIdentity>> Repeats() => Records.Repeats().Where(row => !_ambiguous.Contains(row.Record));

    /// <summary>People of whom another system knows two as one, by number, each with the names of those systems.</summary>
    public Dictionary<int, IReadOnlyList<string>> Shared { get; } = [];

    /// <summary>A person's.</summary>
    public ExternalIdentity[] Get(int person) =>
        _ambiguous.Count == 0 ? Records.Get(person) : Array.FindAll(Records.Get(person), identity => !_ambiguous.Contains(identity));

    // The names of systems are without case.
    private sealed class IdentityComparer : IEqualityComparer<ExternalIdentity>
    {
        public static IdentityComparer Instance { get; } = new();

        public bool Equals(ExternalIdentity? one, ExternalIdentity? other) =>
            one!.System.Equals(other!.System, StringComparison.OrdinalIgnoreCase) && one.ExternalId.Equals(other.ExternalId, StringComparison.Ordinal);

        public int GetHashCode(ExternalIdentity identity) =>
            HashCode.Combine(identity.System.GetHashCode(StringComparison.OrdinalIgnoreCase), identity.ExternalId.GetHashCode(StringComparison.Ordinal));
    }
}
