using System.Collections.Immutable;
using Iom.Selection.Foundation;
using Iom.Selection.Records;

namespace Iom.Selection.Fairness.Groups;

/// <summary>To which group of a characteristic each person belongs. It is joined to a run after the proposal, never before.</summary>
public sealed class GroupAssignment
{
    /// <summary>The group of those of whom nothing is recorded.</summary>
    public const string NotRecorded = "not recorded";

    /// <summary>The group into which statistics for the public join those that are too small to show.</summary>
    public const string Other = "other";

    private readonly IReadOnlyDictionary<OffenderId, int> _places;

    private GroupAssignment(string column, ImmutableArray<string> groups, int referenceGroup, IReadOnlyDictionary<OffenderId, int> places)
    {
        (Column, Groups, ReferenceGroup) = (column, groups, referenceGroup);
        _places = places;
    }

    /// <summary>The characteristic; of a crossing both, with a comma between.</summary>
    public string Column { get; }

    /// <summary>The groups by name, <see cref="NotRecorded"/> last if anybody is.</summary>
    public ImmutableArray<string> Groups { get; }

    /// <summary>The place of the group that others are compared with.</summary>
    public int ReferenceGroup { get; }

    /// <summary>Groups people.</summary>
    /// <param name="column">The characteristic.</param>
    /// <param name="people">Everybody.</param>
    /// <param name="values">What is recorded, by person; people who are not among <paramref name="people"/> are passed over.</param>
    /// <param name="reference">The group to compare with; null for the largest that is recorded.</param>
    /// <returns>The grouping.</returns>
    /// <exception cref="ArgumentException">There is nobody, or nobody is in the reference group.</exception>
    public static GroupAssignment Create(string column, IReadOnlyCollection<OffenderId> people, IReadOnlyDictionary<OffenderId, string> values, string? reference = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(column);
        ArgumentNullException.ThrowIfNull(people);
        ArgumentNullException.ThrowIfNull(values);
        return Create(column, people.Distinct().ToDictionary(person => person, person => values.GetValueOrDefault(person) ?? NotRecorded), reference);
    }

    /// <summary>Crosses two groupings of the same people.</summary>
    /// <param name="other">The other.</param>
    /// <returns>A group for each pair that somebody is in; the reference is the pair of references, or the largest group where nobody is in that.</returns>
    /// <exception cref="ArgumentException">They are not of the same people.</exception>
    public GroupAssignment CrossedWith(GroupAssignment other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (_places.Count != other._places.Count || !_places.Keys.All(other._places.ContainsKey))
            throw new ArgumentException("The groupings are not of the same people.", nameof(other));
        var labels = _places.ToDictionary(pair => pair.Key, pair => Pair(Groups[pair.Value], other.Groups[other._places[pair.Key]]));
        var reference = Pair(Groups[ReferenceGroup], other.Groups[other.ReferenceGroup]);
        return Create($"{Column},{other.Column}", labels, labels.ContainsValue(reference) ? reference : null);
    }

    /// <summary>The place of a person's group in <see cref="Groups"/>.</summary>
    /// <param name="person">One of the people grouped.</param>
    /// <returns>From 0.</returns>
    /// <exception cref="ArgumentException">The person is not one of them.</exception>
    public int GroupOf(OffenderId person) =>
        _places.TryGetValue(person, out var place) ? place : throw new ArgumentException("The person is not one of those grouped.", nameof(person));

    /// <summary>How many people each group has.</summary>
    internal ImmutableArray<int> Sizes
    {
        get
        {
            var sizes = new int[Groups.Length];
            foreach (var place in _places.Values) sizes[place]++;
            return [.. sizes];
        }
    }

    /// <summary>The same people with some groups joined into <see cref="Other"/>.</summary>
    internal GroupAssignment Joining(IReadOnlySet<int> joined)
    {
        var labels = _places.ToDictionary(pair => pair.Key, pair => joined.Contains(pair.Value) ? Other : Groups[pair.Value]);
        return Create(Column, labels, joined.Contains(ReferenceGroup) ? null : Groups[ReferenceGroup]);
    }

    // A comma in a value must not make two pairs look like one.
    private static string Pair(string one, string two)
    {
        return $"{Quoted(one)}, {Quoted(two)}";

        static string Quoted(string group) => group.AsSpan().IndexOfAny(",\"") < 0 ? group : $"\"{group.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }

    private static GroupAssignment Create(string column, Dictionary<OffenderId, string> labels, string? reference)
    {
        if (labels.Count == 0) throw new ArgumentException("There is nobody to group.", nameof(labels));
        var sizes = labels.Values.GroupBy(label => label, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.Count(), StringComparer.Ordinal);
        ImmutableArray<string> groups = [.. sizes.Keys.OrderBy(IsNoGroup).ThenBy(label => label, Utf8Ordinal.Comparer)];
        var places = groups.Select((label, place) => (label, place)).ToDictionary(pair => pair.label, pair => pair.place, StringComparer.Ordinal);
        reference ??= groups.OrderBy(IsNoGroup).ThenByDescending(label => sizes[label]).ThenBy(label => label, Utf8Ordinal.Comparer).First();
        if (!places.TryGetValue(reference, out var referenceGroup))
            throw new ArgumentException("Nobody is in the reference group.", nameof(reference));
        return new GroupAssignment(column, groups, referenceGroup, labels.ToDictionary(pair => pair.Key, pair => places[pair.Value]));
    }

    // Those who are in no group that anybody named come last, and are the reference only where there is no other.
    private static int IsNoGroup(string label) => label switch { NotRecorded => 2, Other => 1, _ => 0 };
}
