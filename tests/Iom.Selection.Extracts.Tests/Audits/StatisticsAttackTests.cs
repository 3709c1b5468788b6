using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Iom.Selection.Decisions;
using Iom.Selection.Extracts.Account;
using Iom.Selection.Extracts.Tests.Samples;
using Iom.Selection.Fairness;
using Iom.Selection.Fairness.Groups;
using Iom.Selection.Fairness.Outcomes;
using Iom.Selection.Fairness.Pipeline;
using Iom.Selection.Fairness.WhatIfs;
using Iom.Selection.Foundation;
using Iom.Selection.Offences;
using Iom.Selection.Policies;
using Iom.Selection.Policies.Reading;
using Iom.Selection.Ranking;
using Iom.Selection.Records;
using Iom.Selection.Runs.Audits;
using Iom.Selection.Samples;
using Iom.Selection.Scoring;

namespace Iom.Selection.Extracts.Tests.Audits;

/// <summary>Somebody tries to work out small cells from all that statistics print: by adding up, by bounds, and by asking which other people would have printed the same.</summary>
public sealed class StatisticsAttackTests
{
    private static readonly Lazy<AuditedRun> Usual = new(() => Made(900, 60));

    private static readonly Lazy<AuditedRun> Crossable = new(() => Made(4000, 280));

    private static int Smallest => Usual.Value.Assessor.Scorer.Policy.Fairness.SmallestCell;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(Labelled.Large)]
    public void No_small_cell_is_printed_or_follows_from_what_is(int seed)
    {
        var people = new Labelled(seed);
        var figures = Figures(people);
        Assert.NotEmpty(figures);
        Assert.All(figures.Where(figure => figure.Count is not null), figure => Assert.True(figure.Count >= Smallest, $"{figure}"));

        var system = new LinearSystem();
        foreach (var figure in figures) AddTo(system, figure, people);
        Assert.True(system.EquationCount > 20);
        var (determined, bounds) = (system.Determined(), system.Bounds());
        var small = 0;
        foreach (var (name, cells, value) in people.Hidden())
        {
            // Where nobody at all ends is a fact about the run, and no cell.
            if (value >= Smallest || cells.Length == 0) continue;
            small++;
            Assert.False(determined(cells), $"{name} = {value} follows from what is printed.");
        }
        foreach (var cell in people.Cells)
        {
            var (least, most) = bounds(cell.Key);
            Assert.True(least <= cell.Value && cell.Value <= most);
            Assert.True(cell.Value >= Smallest || most > least, $"{cell.Key} = {cell.Value} is bounded to one number.");
        }
        if (seed != Labelled.Large) Assert.True(small >= 10, "Nothing small was hidden, so nothing was tried.");
        else Assert.Contains(figures, figure => figure.Column == "one,two");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [Trait("Category", "Slow")]
    public void Somebody_of_a_joined_group_could_be_of_another_without_any_byte_changing(int seed)
    {
        var people = new Labelled(seed);
        var printed = Text(Figures(people));
        var tried = 0;
        foreach (var column in new[] { 0, 1 })
        {
            var shown = Labelled.Shown(Figures(people), column);
            string[] joined = [.. people.Groups(column).Where(group => !shown.Contains(group))];
            if (joined.Length < 2) continue;
            foreach (var small in people.Ids.Where(id => joined.Contains(people[id][column])).GroupBy(id => (people[id][column], people.Category(id))).Where(cell => cell.Count() < Smallest).Take(2))
            {
                // Either one fewer, or one more, in this cell.
                var others = joined.Where(group => group != small.Key.Item1).ToArray();
                var fewer = others.Select(group => people.With(small.First(), column, group));
                var more = people.Ids.Where(id => others.Contains(people[id][column]) && people.Category(id) == small.Key.Item2).Take(2).Select(id => people.With(id, column, small.Key.Item1));
                Assert.Contains(fewer.Concat(more), other => Text(Figures(other)) == printed);
                tried++;
            }
        }
        Assert.True(tried > 0);
    }

    [Fact]
    public void A_table_with_only_its_small_cells_left_out_falls_to_the_same_attack()
    {
        var system = new LinearSystem();
        system.Add(["a1", "a2", "a3"], 60);
        system.Add(["b1", "b2", "b3"], 40);
        system.Add(["a1", "b1"], 33);
        system.Add(["a1"], 30);
        Assert.True(system.Determined()(["b1"]));
        Assert.Equal((3, 3), system.Bounds()("b1"));
        Assert.False(system.Determined()(["b2"]));
    }

    [Fact]
    public void The_text_prints_no_number_that_the_figures_do_not()
    {
        var people = new Labelled(1);
        var audit = Audit(people);
        var known = AuditFigures.List(audit).SelectMany(figure => new[] { Spelled(figure.Count), Spelled(figure.Of), figure.Value, figure.Low, figure.High }).ToHashSet(StringComparer.Ordinal);
        var report = new AuditReport { ToolVersion = "0", Audit = audit, Runs = [null!], Characteristics = null!, PolicyFile = new HashedFile("policy.json", "") };
        var cells = AuditMarkdown.Render(report).Split('\n').Where(line => line.StartsWith('|')).SelectMany(line => line.Split('|'))
            .SelectMany(cell => Regex.Matches(cell, @"(?<![\w.\-])-?\d+(\.\d+)?(?![\w.%]| %)").Select(match => match.Value)).ToArray();
        Assert.NotEmpty(cells);
        Assert.All(cells, cell => Assert.Contains(cell, known));
    }

    [Fact]
    public void The_difference_of_two_tables_of_outcomes_shows_no_small_cell()
    {
        var run = Crossable.Value;
        var rows = new RankedField(run).Rows;
        var spare = rows.Where(row => OutcomeAudit.IsChosen(row, PipelineStage.AboveLine) && !OutcomeAudit.IsChosen(row, PipelineStage.Selection)).Select(row => row.OffenderId).ToArray();
        Assert.True(spare.Length >= 40, $"{spare.Length}");
        var half = rows.Select((row, i) => (row.OffenderId, IsFirst: i % 2 == 0)).ToDictionary(pair => pair.OffenderId, pair => pair.IsFirst);
        var even = rows.Select((row, i) => (row.OffenderId, Came: i / 2 % 2 == 0)).ToDictionary(pair => pair.OffenderId, pair => pair.Came);
        Assert.Equal(2, Outcomes(even).Length);

        // Three of one group are above the line and not proposed, and came to it.
        var few = new Dictionary<OffenderId, bool>(even);
        foreach (var (person, i) in spare.Where(person => half[person]).Select((person, i) => (person, i))) few[person] = i < 3;
        Assert.Equal([PipelineStage.AboveLine], Outcomes(few).Select(audit => audit.Chosen));

        // Of three above the line it is not known, and of enough below it.
        var unknown = new Dictionary<OffenderId, bool>(even);
        foreach (var first in new[] { true, false })
        {
            foreach (var row in rows.Where(row => half[row.OffenderId] == first).Take(3).Concat(rows.Where(row => half[row.OffenderId] == first).TakeLast(30))) unknown.Remove(row.OffenderId);
        }
        Assert.Empty(Outcomes(unknown));

        ImmutableArray<OutcomeAudit> Outcomes(Dictionary<OffenderId, bool> outcomes) =>
            Public(run, person => half[person], outcomes).Outcomes;
    }

    [Fact]
    public void Few_who_are_proposed_for_one_factor_alone_do_not_show_when_it_is_left_out()
    {
        var run = Crossable.Value;
        var field = new RankedField(run);
        var selected = field.Rows.Where(row => OutcomeAudit.IsChosen(row, PipelineStage.Selection)).Select(row => row.OffenderId).ToArray();
        var trial = AlternativeSelection.Try(run, field).Where(trial => trial.IsFactor).MaxBy(trial => selected.Count(person => !trial.Selected.Contains(person)))!;
        var group = selected.Where(person => !trial.Selected.Contains(person)).Take(3).Concat(selected.Where(trial.Selected.Contains).Take(30))
            .Concat(field.Rows.Where(row => !OutcomeAudit.IsChosen(row, PipelineStage.AboveLine) && !trial.Selected.Contains(row.OffenderId)).Take(400).Select(row => row.OffenderId))
            .Concat(field.Rows.Where(row => OutcomeAudit.IsChosen(row, PipelineStage.AboveLine) && !OutcomeAudit.IsChosen(row, PipelineStage.Selection)).Take(15).Select(row => row.OffenderId)).ToHashSet();
        var audit = Public(run, group.Contains, null);
        Assert.DoesNotContain(audit.WhatIfs, whatIf => whatIf.Id == trial.Id);
    }

    [Fact]
    public void Few_who_have_points_by_a_factor_do_not_show_in_its_share()
    {
        var run = Crossable.Value;
        var field = new RankedField(run);
        var factor = Enumerable.Range(0, field.Points[0].Length).MinBy(i => Math.Abs(field.Points.Count(points => points[i] > 0) - (field.Points.Count / 4)));
        var (without, with) = (Rows(points => points == 0), Rows(points => points > 0));
        var group = with.Take(3).Concat(without.Take(without.Length / 2)).ToHashSet();
        Assert.Empty(Public(run, group.Contains, null).Gaps);

        OffenderId[] Rows(Func<int, bool> test) => [.. field.Rows.Where((_, i) => test(field.Points[i][factor])).Select(row => row.OffenderId)];
    }

    [Theory]
    // What the narrow column leaves of a broad group: four people, or none but the same groups under other names, or half of them.
    [InlineData(4, false)]
    [InlineData(0, true)]
    [InlineData(int.MaxValue, true)]
    public void What_a_narrower_column_leaves_of_a_broader_one_is_not_a_small_cell(int left, bool isShown)
    {
        var run = Crossable.Value;
        var ids = run.Rows.Select(row => row.OffenderId).ToArray();
        var broad = ids.Select((id, i) => (id, Group: i % 2 == 0 ? "a" : "b")).ToDictionary(pair => pair.id, pair => pair.Group);
        var inA = 0;
        var narrow = ids.Select((id, i) => (id, Group: i % 2 == 1 ? "b" : left == int.MaxValue ? (i % 4 == 0 ? "a1" : "a2") : inA++ < left ? "b" : "a1")).ToDictionary(pair => pair.id, pair => pair.Group);
        var audit = FairnessAudit.Create([run], [GroupAssignment.Create("broad", ids, broad), GroupAssignment.Create("narrow", ids, narrow)], [], null, null, AuditAudience.Statistics);
        Assert.Equal(isShown ? ["broad", "narrow"] : ["broad"], audit.Columns.Select(column => column.Grouping.Column));
        Assert.Equal(!isShown, audit.Withheld.Contains(new Suppression("narrow", "the whole characteristic")));
    }

    // Ranked non-members as told; everybody else is in the two groups by turns.
    private static ColumnAudit Public(AuditedRun run, Func<OffenderId, bool> isFirst, IReadOnlyDictionary<OffenderId, bool>? outcomes)
    {
        var ranked = new RankedField(run).Rows.Select(row => row.OffenderId).ToHashSet();
        var groups = run.Rows.Select((row, i) => (row.OffenderId, Group: (ranked.Contains(row.OffenderId) ? isFirst(row.OffenderId) : i % 2 == 0) ? "a" : "b"))
            .ToDictionary(pair => pair.OffenderId, pair => pair.Group);
        return FairnessAudit.Create([run], [GroupAssignment.Create("one", groups.Keys, groups)], [], null, outcomes, AuditAudience.Statistics).Columns.Single();
    }

    private static string Spelled(int? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";

    private static string Text(IEnumerable<Figure> figures) => string.Join('\n', figures);

    private static Figure[] Figures(Labelled people) => [.. AuditFigures.List(Audit(people))];

    private static FairnessAudit Audit(Labelled people) => FairnessAudit.Create(
        [people.Run], [people.GroupingOf(0), people.GroupingOf(1)], [("one", "two")], people.Decisions, people.Outcomes, AuditAudience.Statistics);

    // What a figure says of unknown cells. People are unknown by both characteristics, by where they end on the road, and by what else was looked at.
    private static void AddTo(LinearSystem system, Figure figure, Labelled people)
    {
        if (figure.Name is not ("people" or "rate" or "always" or "sometimes" or "never" or "mean" or "expected_to_observed")) return;
        var inGroup = people.Pairs.Where(pair => people.IsIn(pair, figure.Column, figure.Group)).ToArray();
        var candidates = Of(PipelineMarks.Candidate);
        switch (figure.Table)
        {
            case "people":
                system.Add(Of(PipelineMarks.InExtracts), figure.Count!.Value);
                break;
            case "road":
                var (of, goes) = Enum.GetValues<PipelineStage>().Single(step => Vocabulary.Word(step) == figure.Item).Marks();
                system.Add(Of(of), figure.Of!.Value);
                system.Add(Of(of | goes), figure.Count!.Value);
                break;
            case "gap":
                system.Add(candidates, figure.Of!.Value);
                break;
            case "without_factor" or "alternative" or "stability":
                if (figure.Of is { } among) system.Add(candidates, among);
                system.Add(inGroup.Select(pair => $"{figure.Table} {figure.Item} {figure.Name} {pair}"), figure.Count!.Value);
                break;
            case "outcome_above_line" or "outcome_selection":
                // By what was chosen and what came after.
                string[] cells = figure.Item switch
                {
                    "base_rate" => ["11", "01"],
                    "true_positive_rate" or "positive_predictive_value" => ["11"],
                    "false_positive_rate" => ["10"],
                    "false_negative_rate" => ["01"],
                    _ => ["00"],
                };
                system.Add(cells.SelectMany(cell => inGroup.Select(pair => $"{figure.Table} {cell} {pair}")), figure.Count!.Value);
                break;
            default:
                break;
        }

        IEnumerable<string> Of(PipelineMarks marks) => inGroup.SelectMany(pair => people.Categories.Where(category => category.HasFlag(marks)).Select(category => Labelled.Cell(pair, category)));
    }

    private static AuditedRun Made(int people, int freePlaces)
    {
        var options = new SampleOptions { Offenders = people, Seed = 11 };
        using var folder = new SampleFolder(options);
        var loaded = folder.Load();
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root!.FullName, "Iom.Selection.sln"))) root = root.Parent;
        var policy = PolicyFile.Parse(File.ReadAllBytes(Path.Combine(root.FullName, "samples", "reference", "policy.json")));
        return AuditedRun.Create(new Assessor(new Scorer(policy, OffenceCatalogue.BuiltIn, options.AsOf, loaded.Supplied)), folder.Truth.MemberCount + freePlaces, loaded.People);
    }

    /// <summary>The people of the run with two invented characteristics, some of whose groups are small.</summary>
    private sealed class Labelled
    {
        /// <summary>The seed of groups so large that their crossing can be shown.</summary>
        public const int Large = 9;

        private readonly Dictionary<OffenderId, string[]> _labels;
        private readonly SelectionPipeline _road;

        public Labelled(int seed)
        {
            var random = new Random(seed);
            Run = (seed == Large ? Crossable : Usual).Value;
            Ids = [.. Run.People.Select(file => file.Offender.Id)];
            double[] weights = seed == Large ? [0.5, 0.5] : [0.5, 0.25, 0.15, 0.05, 0.03, 0.02];
            var (first, second) = seed == Large ? (2, 2) : (seed % 2 == 0 ? 6 : 4, seed % 3 == 0 ? 5 : 3);
            _labels = Ids.ToDictionary(id => id, _ => new[] { Label("abcdef", first), Label("uvwxyz", second) });
            Decisions = seed == Large ? null : (RecordedDecision[])[.. Run.Rows.Where(row => row.IsForPanel && random.Next(3) > 0).Select(row => new RecordedDecision(
                row.OffenderId, "", row.IsMember ? (PanelDecision)random.Next(2, 5) : (PanelDecision)random.Next(0, 2), Run.AsOf.AddDays(3)))];
            Outcomes = Ids.ToDictionary(id => id, _ => random.Next(5) < 2);
            _road = new SelectionPipeline([Run], Decisions);

            string Label(string names, int most)
            {
                var drawn = random.NextDouble() * weights.Take(most).Sum();
                for (var i = 0; i < most; i++)
                {
                    if ((drawn -= weights[i]) < 0) return names[i].ToString();
                }
                return names[0].ToString();
            }
        }

        private Labelled(Labelled other, Dictionary<OffenderId, string[]> labels) =>
            (Run, Ids, Decisions, Outcomes, _road, _labels) = (other.Run, other.Ids, other.Decisions, other.Outcomes, other._road, labels);

        public AuditedRun Run { get; }

        public IReadOnlyList<OffenderId> Ids { get; }

        public IReadOnlyList<RecordedDecision>? Decisions { get; }

        public IReadOnlyDictionary<OffenderId, bool> Outcomes { get; }

        public string[] this[OffenderId id] => _labels[id];

        public IEnumerable<PipelineMarks> Categories => Ids.Select(Category).Distinct();

        public IEnumerable<string> Pairs => _labels.Values.Select(label => string.Join(',', label)).Distinct();

        /// <summary>How many people each finest cell has.</summary>
        public Dictionary<string, int> Cells => Pairs.SelectMany(pair => Categories.Select(category => (pair, category)))
            .ToDictionary(cell => Cell(cell.pair, cell.category), cell => Ids.Count(id => string.Join(',', _labels[id]) == cell.pair && Category(id) == cell.category));

        public static string Cell(string pair, PipelineMarks category) => FormattableString.Invariant($"{pair} {(int)category}");

        public PipelineMarks Category(OffenderId id) => _road[id];

        public string[] Groups(int column) => [.. _labels.Values.Select(label => label[column]).Distinct().Order(StringComparer.Ordinal)];

        public GroupAssignment GroupingOf(int column) => GroupAssignment.Create(column == 0 ? "one" : "two", [.. Ids], _labels.ToDictionary(pair => pair.Key, pair => pair.Value[column]));

        public Labelled With(OffenderId id, int column, string group)
        {
            var labels = _labels.ToDictionary(pair => pair.Key, pair => (string[])pair.Value.Clone());
            labels[id][column] = group;
            return new Labelled(this, labels);
        }

        public static HashSet<string> Shown(Figure[] figures, int column) =>
            [.. figures.Where(figure => figure.Table == "people" && figure.Column == (column == 0 ? "one" : "two") && figure.Group != GroupAssignment.Other).Select(figure => figure.Group)];

        /// <summary>Whether a pair of groups is in what a figure calls a group.</summary>
        public bool IsIn(string pair, string column, string group)
        {
            if (group == AuditFigures.All) return true;
            var labels = pair.Split(',');
            return column switch
            {
                "one" => Is(0, labels[0], group),
                "two" => Is(1, labels[1], group),
                _ => group.Split(", ") is [var one, var two] && Is(0, labels[0], one) && Is(1, labels[1], two),
            };

            bool Is(int of, string label, string name) => name == label || (name == GroupAssignment.Other && !ShownGroups[of].Contains(label));
        }

        /// <summary>Every sum that a group, or a pair of groups, has at a place of the road: what should stay unknown where it is small.</summary>
        public IEnumerable<(string Name, string[] Cells, int Value)> Hidden()
        {
            var cells = Cells;
            foreach (var column in new[] { 0, 1 })
            {
                foreach (var group in Groups(column))
                {
                    string[] pairs = [.. Pairs.Where(pair => pair.Split(',')[column] == group)];
                    foreach (var category in Categories) yield return Sum($"{group} {category}", pairs.Select(pair => Cell(pair, category)));
                    foreach (var step in Enum.GetValues<PipelineStage>())
                    {
                        var (of, goes) = step.Marks();
                        yield return Sum($"{group} {step} goes", pairs.SelectMany(pair => Categories.Where(category => category.HasFlag(of | goes)).Select(category => Cell(pair, category))));
                        yield return Sum($"{group} {step} stays", pairs.SelectMany(pair => Categories.Where(category => category.HasFlag(of) && !category.HasFlag(goes)).Select(category => Cell(pair, category))));
                    }
                }
            }
            foreach (var cell in cells) yield return (cell.Key, [cell.Key], cell.Value);

            (string, string[], int) Sum(string name, IEnumerable<string> of)
            {
                string[] all = [.. of];
                return (name, all, all.Sum(cell => cells[cell]));
            }
        }

        private HashSet<string>[] ShownGroups => field ??= [Shown(Figures(this), 0), Shown(Figures(this), 1)];
    }
}
