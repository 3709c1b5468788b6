using System.Collections.Immutable;
using Iom.Selection.Foundation;
using Iom.Selection.Ranking;
using Iom.Selection.Records;

namespace Iom.Selection.Fairness.Groups;

/// <summary>To which group of a characteristic each person belongs. It is joined to a run after the proposal, never before.</summary>
public sealed class GroupAssignment
{
    /// <summary>The group of those of whom nothing is recorded.</summary>
    public const string NotRecorded = "not recorded";

    private readonly OffenderId[] _people;
    private readonly int[] _places;             // of each of them

    // Only who asks for one person after another needs it.
    private readonly Lazy<Dictionary<OffenderId, int>> _index;

    private GroupAssignment(string column, ImmutableArray<string> groups, ImmutableArray<bool> isRecorded, int referenceGroup, OffenderId[] people, int[] places)
    {
        (Column, Groups, IsRecorded, ReferenceGroup) = (column, groups, isRecorded, referenceGroup);
        (_people, _places) = (people, places);
        _index = new(() => people.Zip(places).ToDictionary(pair => pair.First, pair => pair.Second));
    }

    /// <summary>The characteristic; of a crossing both, with a comma between.</summary>
    public string Column { get; }

    /// <summary>The groups by name, <see cref="NotRecorded"/> last if anybody is.</summary>
    public ImmutableArray<string> Groups { get; }

    /// <summary>Whether each of <see cref="Groups"/> is recorded: of a crossing, by both characteristics.</summary>
    internal ImmutableArray<bool> IsRecorded { get; }

    /// <summary>The place of the group that others are compared with.</summary>
    public int ReferenceGroup { get; }

    /// <summary>Groups people.</summary>
    /// <param name="column">The characteristic.</param>
    /// <param name="people">Everybody.</param>
    /// <param name="values">What is recorded, by person; people who are not among <paramref name="people"/> are passed over.</param>
    /// <param name="reference">The group to compare with; null for the largest that is recorded.</param>
    /// <returns>The grouping.</returns>
    /// <exception cref="ArgumentException">There is nobody, nobody is in the reference group, or that is <see cref="NotRecorded"/>.</exception>
    public static GroupAssignment Create(string column, IReadOnlyCollection<OffenderId> people, IReadOnlyDictionary<OffenderId, string> values, string? reference = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(column);
        ArgumentNullException.ThrowIfNull(people);
        ArgumentNullException.ThrowIfNull(values);
        if (reference == NotRecorded) throw new ArgumentException("Those who are not recorded can't be the reference group.", nameof(reference));
        OffenderId[] once = [.. people.Distinct()];
        return Create(column, once, Array.ConvertAll(once, person => values.GetValueOrDefault(person) ?? NotRecorded), reference);
    }

    /// <summary>Crosses two groupings of the same people.</summary>
    /// <param name="other">The other.</param>
    /// <returns>A group for each pair that somebody is in; the reference is the pair of references, or the largest group where nobody is in that.</returns>
    /// <exception cref="ArgumentException">They are not of the same people.</exception>
    public GroupAssignment CrossedWith(GroupAssignment other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (_people.Length != other._people.Length || !_people.All(other._index.Value.ContainsKey))
            throw new ArgumentException("The groupings are not of the same people.", nameof(other));
        string[][] pairs = [.. Groups.Select(one => other.Groups.Select(two => Pair(one, two)).ToArray())];
        string[] labels = [.. _people.Select((person, i) => pairs[_places[i]][other._index.Value[person]])];
        var reference = pairs[ReferenceGroup][other.ReferenceGroup];
        var unrecorded = pairs.SelectMany((row, one) => row.Where((_, two) => !IsRecorded[one] || !other.IsRecorded[two])).ToHashSet(StringComparer.Ordinal);
        return Create($"{Column},{other.Column}", _people, labels, labels.Contains(reference) ? reference : null, unrecorded);
    }

    /// <summary>The place of a person's group in <see cref="Groups"/>.</summary>
    /// <param name="person">One of the people grouped.</param>
    /// <returns>From 0.</returns>
    /// <exception cref="ArgumentException">The person is not one of them.</exception>
    public int GroupOf(OffenderId person) =>
        _index.Value.TryGetValue(person, out var place) ? place : throw new ArgumentException("The person is not one of those grouped.", nameof(person));

    /// <summary>The place of the group of each of some people; those who stand in the order in which people were grouped are not looked for.</summary>
    internal int[] PlacesOf(IReadOnlyList<RankingRow> rows)
    {
        var (places, next) = (new int[rows.Count], 0);
        for (var i = 0; i < places.Length; i++)
        {
            var person = rows[i].OffenderId;
            places[i] = next < _people.Length && ReferenceEquals(_people[next], person) ? _places[next++] : GroupOf(person);
        }
        return places;
    }

    /// <summary>Everybody who is grouped.</summary>
    internal IReadOnlyList<OffenderId> People => _people;

    /// <summary>How many people each group has.</summary>
    internal ImmutableArray<int> Sizes
    {
        get
        {
            var sizes = new int[Groups.Length];
            foreach (var place in _places) sizes[place]++;
            return [.. sizes];
        }
    }

    // A comma in a value must not make two pairs look like one.
    private static string Pair(string one, string two)
    {
        return $"{Quoted(one)}, {Quoted(two)}";

        static string Quoted(string group) => group.AsSpan().IndexOfAny(",\"") < 0 ? group : $"\"{group.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }

    private static GroupAssignment Create(string column, OffenderId[] people, string[] labels, string? reference, HashSet<string>? unrecorded = null)
    {
        if (labels.Length == 0) throw new ArgumentException("There is nobody to group.", nameof(people));
        var sizes = labels.CountBy(label => label, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
        ImmutableArray<string> groups = [.. sizes.Keys.OrderBy(IsNoGroup).ThenBy(label => label, Utf8Ordinal.Comparer)];
        var places = groups.Select((label, place) => (label, place)).ToDictionary(pair => pair.label, pair => pair.place, StringComparer.Ordinal);
        reference ??= groups.OrderBy(label => IsUnrecorded(label) ? 1 : 0).ThenBy(IsNoGroup).ThenByDescending(label => sizes[label]).ThenBy(label => label, Utf8Ordinal.Comparer).First();
        if (!places.TryGetValue(reference, out var referenceGroup))
            throw new ArgumentException("Nobody is in the reference group.", nameof(reference));
        return new GroupAssignment(column, groups, [.. groups.Select(label => !IsUnrecorded(label))], referenceGroup, people, Array.ConvertAll(labels, label => places[label]));

        bool IsUnrecorded(string label) => label == NotRecorded || unrecorded?.Contains(label) == true;
    }

    // Those who are in no group come last, and are the reference only where there is no other.
    private static int IsNoGroup(string label) => label == NotRecorded ? 1 : 0;
}
