using System.Collections.Immutable;
using Iom.Selection.Fairness.Groups;
using Iom.Selection.Fairness.Pipeline;
using Iom.Selection.Foundation;
using Iom.Selection.Policies;
using Iom.Selection.Records;

namespace Iom.Selection.Fairness.Disclosure;

/// <summary>What a partnership publishes of its audit: few tables, fixed by its policy, counts rounded to base 5, small cells left out, nothing else.</summary>
/// <remarks>
/// <para>
/// A cell is small where fewer than the smallest number are counted, none included, and where all but fewer than that number are. It is not shown, and stays unknown over all releases together:
/// <see cref="TableHistory"/> says how. Groups are joined only where that needs it. A table is refused where since an earlier release people came and went, in any cell or margin, but fewer of
/// them than the smallest number.
/// </para>
/// Counts are rounded at random by a key, up or down to a multiple of 5 so that they are right on average; the same people in the same cell are always rounded to the same number.
/// </remarks>
public sealed record StatisticsRelease
{
    /// <summary>Counts are multiples of this.</summary>
    public const int RoundingBase = 5;

    /// <summary>How many months lie between two releases at least.</summary>
    public const int MonthsBetween = 3;

    private StatisticsRelease()
    {
    }

    /// <summary>What the ledger is to hold; its tables are what is published.</summary>
    public required LedgerEntry Entry { get; init; }

    /// <summary>The tables of the policy that are not published, each with its reason.</summary>
    public required ImmutableArray<RefusedTable> Refused { get; init; }

    /// <summary>Makes a release.</summary>
    /// <param name="run">The run.</param>
    /// <param name="columns">The characteristics.</param>
    /// <param name="decisions">What the panel decided; null where that is not known.</param>
    /// <param name="key">The key of the partnership.</param>
    /// <param name="earlier">What the ledger holds, in order.</param>
    /// <returns>The release.</returns>
    /// <exception cref="ReleaseException">The policy fixes no tables, the ledger was kept with another key or another smallest cell, the last release is too recent, or no table can be published.</exception>
    public static StatisticsRelease Create(
        AuditedRun run, IReadOnlyList<GroupAssignment> columns, IReadOnlyList<Iom.Selection.Decisions.RecordedDecision>? decisions, RoundingKey key, IReadOnlyList<LedgerEntry> earlier)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(columns);
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(earlier);
        var rules = run.Assessor.Scorer.Policy.Fairness;
        if (rules.StatisticsTables.IsEmpty) throw new ReleaseException("The policy fixes no tables to publish: list them in fairness.statistics before you look at an audit.");
        if (earlier.Count > 0)
        {
            if (earlier[^1].KeyCheck != key.Check) throw new ReleaseException("The ledger was kept with another rounding key: give that one with --rounding-key.");
            if (earlier[^1].SmallestCell != rules.SmallestCell) throw new ReleaseException("The ledger was kept with another smallestCell than the policy's: it is fixed by the first release.");
            if (run.AsOf < earlier[^1].AsOf.AddMonths(MonthsBetween)) throw new ReleaseException($"The last release in the ledger is of {IsoDate.Text(earlier[^1].AsOf)}: publish again for a run {MonthsBetween} months later, or more.");
        }

        var road = new SelectionPipeline([run], decisions);
        var marks = road.All.ToDictionary(pair => pair.Key, pair => (Mark: key.MarkOf(pair.Key), pair.Value));
        var (tables, refused) = (ImmutableArray.CreateBuilder<PublishedTable>(), ImmutableArray.CreateBuilder<RefusedTable>());
        var groupings = new List<GroupAssignment>();
        foreach (var table in rules.StatisticsTables)
        {
            var why = Refusal(table, columns, road, earlier, groupings, out var grouping);
            PublishedTable? made = null;
            if (why is null)
            {
                var before = earlier.SelectMany(entry => entry.Tables.Where(other => other.Name == table.Name)).ToArray();
                why = Make(table, grouping!, marks, key, before, rules.SmallestCell, out made);
            }
            if (why is { } reason)
            {
                refused.Add(new RefusedTable(table.Name, reason));
                continue;
            }
            groupings.Add(grouping!);
            tables.Add(made!);
        }
        if (tables.Count == 0)
            throw new ReleaseException($"No table can be published: {string.Join("; ", refused.Select(pair => $"{pair.Table}: {Vocabulary.Word(pair.Why).Replace('_', ' ')}"))}.");
        return new StatisticsRelease { Entry = new LedgerEntry(run.AsOf, key.Check, rules.SmallestCell, tables.ToImmutable()), Refused = refused.ToImmutable() };
    }

    private static TableRefusal? Refusal(
        StatisticsTable table, IReadOnlyList<GroupAssignment> columns, SelectionPipeline road, IReadOnlyList<LedgerEntry> earlier, List<GroupAssignment> published, out GroupAssignment? grouping)
    {
        grouping = null;
        if (table.Columns.Any(name => columns.All(column => column.Column != name))) return TableRefusal.NoColumn;
        if (table.Step.NeedsDecisions() && !road.HasDecisions) return TableRefusal.NoDecisions;
        foreach (var other in earlier.SelectMany(entry => entry.Tables))
        {
            if (other.Name == table.Name ? other.Step != table.Step : other.Name.Split(',').Intersect(table.Columns).Any()) return TableRefusal.PublishedOtherwise;
        }
        GroupAssignment[] own = [.. table.Columns.Select(name => columns.First(column => column.Column == name))];
        var made = own.Length == 1 ? own[0] : own[0].CrossedWith(own[1]);
        grouping = made;
        return published.Any(other => AreOneCharacteristic(made, other)) ? TableRefusal.SameCharacteristic : null;
    }

    private static TableRefusal? Make(
        StatisticsTable table, GroupAssignment grouping, Dictionary<OffenderId, (PersonMark Mark, PipelineMarks Came)> marks, RoundingKey key, PublishedTable[] before, int smallest,
        out PublishedTable? made)
    {
        made = null;
        var goes = table.Step.Marks().Goes;
        var byLabel = grouping.Groups.Select(_ => (Counted: new List<PersonMark>(), Others: new List<PersonMark>())).ToArray();
        foreach (var person in grouping.People)
        {
            var (mark, came) = marks[person];
            var (counted, others) = byLabel[grouping.GroupOf(person)];
            (came.HasFlag(goes) ? counted : others).Add(mark);
        }
        if (before.Length > 0)
        {
            var groups = before[^1].Groups;
            // A label that nobody had before goes with those not recorded, where these are a group.
            var rest = groups.FirstOrDefault(group => group.Labels.Contains(GroupAssignment.NotRecorded));
            var places = grouping.Groups.Select(label => groups.FirstOrDefault(group => group.Labels.Contains(label)) ?? rest).ToArray();
            if (places.Any(place => place is null)) return TableRefusal.NewLabels;
            var now = Publish([.. groups.Select(group => (group.Name, group.Labels, Places: Enumerable.Range(0, places.Length).Where(label => places[label] == group).ToArray()))]);
            if (before.Any(earlier => ChangedTooLittle(earlier, now, smallest))) return TableRefusal.TooLittleChanged;
            if (TableHistory.FindKnown([.. before, now], smallest) is not null) return TableRefusal.TooLittleUnknown;
            made = now;
            return null;
        }

        // The first time: groups are joined until nothing small is known, and stay so.
        var joined = grouping.Groups.Select((label, place) => (Labels: ImmutableArray.Create(label), Places: new[] { place })).ToList();
        while (joined.Count > 1)
        {
            var tried = Publish([.. joined.Select(group => (string.Join(" or ", group.Labels), group.Labels, group.Places))]);
            if (TableHistory.FindKnown([tried], smallest) is not { } known)
            {
                made = tried;
                return null;
            }
            // With another small one if there is any, so that as little as possible disappears; else with the smallest.
            var with = Enumerable.Range(0, joined.Count).Where(other => other != known)
                .OrderBy(other => tried.Groups[other].Count is null ? 0 : 1).ThenBy(other => SizeOf(tried.Groups[other])).First();
            var (first, second) = (Math.Min(known, with), Math.Max(known, with));
            joined[first] = ([.. joined[first].Labels, .. joined[second].Labels], [.. joined[first].Places, .. joined[second].Places]);
            joined.RemoveAt(second);
        }
        return TableRefusal.TooLittleUnknown;

        PublishedTable Publish((string Name, ImmutableArray<string> Labels, int[] Places)[] groups) => new(table.Name, table.Step,
        [
            .. groups.Select(group =>
            {
                ImmutableArray<PersonMark> counted = [.. group.Places.SelectMany(place => byLabel[place].Counted).Order()];
                ImmutableArray<PersonMark> others = [.. group.Places.SelectMany(place => byLabel[place].Others).Order()];
                var cell = $"{table.Name}\n{group.Name}";
                var people = counted.Length + others.Length;
                return new PublishedGroup(
                    group.Name, group.Labels, people < smallest ? null : key.Round(cell, [.. counted, .. others]),
                    counted.Length < smallest || others.Length < smallest ? null : key.Round(cell, counted), counted, others);
            }),
        ]);

        static int SizeOf(PublishedGroup group) => group.Counted.Length + group.Others.Length;
    }

    // Of every cell and every margin: who is in one of the two releases alone.
    private static bool ChangedTooLittle(PublishedTable earlier, PublishedTable now, int smallest)
    {
        var pairs = now.Groups.Select(group => (Then: earlier.Groups.First(other => other.Name == group.Name), Now: group)).ToArray();
        return pairs.Any(pair => IsFew(pair.Then.Counted, pair.Now.Counted) || IsFew(All(pair.Then), All(pair.Now)))
            || IsFew(pairs.SelectMany(pair => pair.Then.Counted), pairs.SelectMany(pair => pair.Now.Counted)) || IsFew(pairs.SelectMany(pair => All(pair.Then)), pairs.SelectMany(pair => All(pair.Now)));

        static IEnumerable<PersonMark> All(PublishedGroup group) => group.Counted.Concat(group.Others);

        bool IsFew(IEnumerable<PersonMark> then, IEnumerable<PersonMark> since)
        {
            var differing = then.ToHashSet();
            differing.SymmetricExceptWith(since);
            return differing.Count > 0 && differing.Count < smallest;
        }
    }

    // Whether the group by the one tells the group by the other, as an age in five years tells that in ten.
    private static bool AreOneCharacteristic(GroupAssignment one, GroupAssignment other)
    {
        var pairs = one.People.Select(person => (One: one.GroupOf(person), Other: other.GroupOf(person))).Where(pair => one.IsRecorded[pair.One] && other.IsRecorded[pair.Other]).ToHashSet();
        return Tells(pairs.Select(pair => (pair.One, pair.Other))) || Tells(pairs.Select(pair => (pair.Other, pair.One)));

        static bool Tells(IEnumerable<(int Fine, int Broad)> pairs)
        {
            var broad = pairs.GroupBy(pair => pair.Fine).Select(group => group.Select(pair => pair.Broad).ToArray()).ToArray();
            return broad.Length > 1 && broad.All(group => group.Length == 1) && broad.Select(group => group[0]).Distinct().Count() > 1;
        }
    }
}
