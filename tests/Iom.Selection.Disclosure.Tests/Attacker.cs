using Google.OrTools.Sat;
using Iom.Selection.Fairness.Disclosure;

namespace Iom.Selection.Disclosure.Tests;

/// <summary>Somebody who has all releases of a year, knows the rules and the size of every group at every date, and asks by exact integer programming what a small cell could be.</summary>
/// <remarks>
/// People of a group are told apart only by when they were in the extracts and when they were counted: absent, out or in, at each release. How many there are of each such history are the
/// unknowns. What is printed, the sizes, and what the rules say of changes between releases are the equations; two characteristics share their histories, because they are of the same people,
/// while nobody outside knows who is of which two groups. The model leaves nothing out that the rules say of a solution, but for what a refused table tells.
/// </remarks>
internal sealed class Attacker
{
    // Work, not seconds: the same on any machine.
    private const int MaxWork = 2;

    private readonly int _smallest;
    private readonly CpModel _model = new();
    private readonly Dictionary<(string Table, int Release, int Group), LinearExpr> _counts = [];
    private readonly Dictionary<(string Table, int Release, int Group), int> _sizes = [];

    private Attacker(int smallest) => _smallest = smallest;

    /// <summary>The small cells, each with what it truly is.</summary>
    public List<(string Table, int Release, int Group, int Truth, int Size)> SmallCells { get; } = [];

    public static Attacker Create(IReadOnlyList<LedgerEntry> releases, int smallest)
    {
        var attacker = new Attacker(smallest);
        var shared = new Dictionary<string, List<(int[] Releases, Dictionary<string, List<LinearExpr>> Histories)>>(StringComparer.Ordinal);
        foreach (var name in releases.SelectMany(release => release.Tables).Select(table => table.Name).Distinct())
        {
            int[] places = [.. Enumerable.Range(0, releases.Count).Where(place => releases[place].Tables.Any(table => table.Name == name))];
            PublishedTable[] tables = [.. places.Select(place => releases[place].Tables.Single(table => table.Name == name))];
            attacker.Add(name, places, tables, shared);
        }
        // The same people, counted at the same step: of each history over the releases that two tables share there are as many.
        foreach (var tables in shared.Values)
        {
            for (var other = 1; other < tables.Count; other++) attacker.Share(tables[0], tables[other]);
        }
        return attacker;
    }

    /// <summary>What a cell could be; at most so many numbers are looked for.</summary>
    public SortedSet<int> Feasible((string Table, int Release, int Group, int Truth, int Size) cell, int most)
    {
        var found = new SortedSet<int>();
        var candidates = Enumerable.Range(0, cell.Size + 1).Where(value => value < _smallest || cell.Size - value < _smallest).OrderBy(value => Math.Abs(value - cell.Truth)).ThenBy(value => value);
        foreach (var value in candidates)
        {
            if (found.Count >= most) break;
            if (IsFeasible(cell, value)) found.Add(value);
        }
        return found;
    }

    public bool IsFeasible((string Table, int Release, int Group, int Truth, int Size) cell, int value)
    {
        _model.Add(_counts[(cell.Table, cell.Release, cell.Group)] == value);
        var solver = new CpSolver { StringParameters = FormattableString.Invariant($"num_workers:1,random_seed:1,max_deterministic_time:{MaxWork}") };
        var status = solver.Solve(_model);
        // The question alone is taken back.
        _model.Model.Constraints.RemoveAt(_model.Model.Constraints.Count - 1);
        return status switch
        {
            CpSolverStatus.Optimal or CpSolverStatus.Feasible => true,
            CpSolverStatus.Infeasible => false,
            // Where the solver gives up it has found no solution: the number is not claimed.
            CpSolverStatus.Unknown => false,
            var other => throw new InvalidOperationException($"The model is wrong: {other}."),
        };
    }

    private void Add(string name, int[] places, PublishedTable[] tables, Dictionary<string, List<(int[] Releases, Dictionary<string, List<LinearExpr>> Histories)>> shared)
    {
        var histories = Histories(places.Length);
        var byHistory = histories.ToDictionary(history => history, _ => new List<LinearExpr>(), StringComparer.Ordinal);
        for (var group = 0; group < tables[0].Groups.Length; group++)
        {
            var size = tables.Max(table => SizeOf(table.Groups[group]));
            var variables = histories.ToDictionary(history => history, history => (LinearExpr)_model.NewIntVar(0, history.Contains('-', StringComparison.Ordinal) ? tables.Sum(table => SizeOf(table.Groups[group])) : size, $"{name}/{group}/{history}"), StringComparer.Ordinal);
            // Where to begin to look; a solution need not be near.
            var truth = Truth([.. tables.Select(table => table.Groups[group])]);
            foreach (var (history, variable) in variables)
            {
                byHistory[history].Add(variable);
                _model.AddHint((IntVar)variable, truth.GetValueOrDefault(history));
            }
            for (var release = 0; release < places.Length; release++)
            {
                var published = tables[release].Groups[group];
                var people = SizeOf(published);
                _model.Add(Sum(variables, history => history[release] != '-') == people);
                var count = Sum(variables, history => history[release] == '1');
                _counts.Add((name, places[release], group), count);
                _sizes.Add((name, places[release], group), people);
                if (published.Count is { } rounded)
                {
                    _model.AddLinearConstraint(count, Math.Max(_smallest, rounded - StatisticsRelease.RoundingBase + 1), Math.Min(people - _smallest, rounded + StatisticsRelease.RoundingBase - 1));
                    continue;
                }
                SmallCells.Add((name, places[release], group, published.Counted.Length, people));
                var isLow = _model.NewBoolVar("");
                _model.Add(count <= _smallest - 1).OnlyEnforceIf(isLow);
                _model.Add(count >= people - _smallest + 1).OnlyEnforceIf(isLow.Not());
            }
            for (var one = 0; one < places.Length; one++)
            {
                for (var two = one + 1; two < places.Length; two++)
                {
                    var (first, second) = (tables[one].Groups[group], tables[two].Groups[group]);
                    Changed(Sum(variables, history => (history[one] == '1') != (history[two] == '1')), first.Count != second.Count);
                    Changed(Sum(variables, history => (history[one] == '-') != (history[two] == '-')), first.People != second.People);
                }
            }
        }
        var step = tables[0].Step.ToString();
        if (!shared.TryGetValue(step, out var list)) shared.Add(step, list = []);
        list.Add((places, byHistory));
    }

    private void Share((int[] Releases, Dictionary<string, List<LinearExpr>> Histories) one, (int[] Releases, Dictionary<string, List<LinearExpr>> Histories) two)
    {
        int[] common = [.. one.Releases.Intersect(two.Releases)];
        if (common.Length == 0) return;
        var (first, second) = (Projected(one), Projected(two));
        // Who is absent from all of them is nobody of whom anything is known.
        foreach (var history in first.Keys.Union(second.Keys).Where(history => history.Any(c => c != '-')))
            _model.Add(LinearExpr.Sum(first.GetValueOrDefault(history) ?? []) == LinearExpr.Sum(second.GetValueOrDefault(history) ?? []));

        Dictionary<string, List<LinearExpr>> Projected((int[] Releases, Dictionary<string, List<LinearExpr>> Histories) table) => table.Histories
            .GroupBy(pair => string.Concat(common.Select(release => pair.Key[Array.IndexOf(table.Releases, release)])), StringComparer.Ordinal)
            .ToDictionary(same => same.Key, same => same.SelectMany(pair => pair.Value).ToList(), StringComparer.Ordinal);
    }

    // Nobody came or went, or enough did; the same people would have been rounded alike.
    private void Changed(LinearExpr differing, bool isChanged)
    {
        if (isChanged)
        {
            _model.Add(differing >= _smallest);
            return;
        }
        var isSame = _model.NewBoolVar("");
        _model.Add(differing == 0).OnlyEnforceIf(isSame);
        _model.Add(differing >= _smallest).OnlyEnforceIf(isSame.Not());
    }

    private static LinearExpr Sum(Dictionary<string, LinearExpr> variables, Func<string, bool> test) => LinearExpr.Sum(variables.Where(pair => test(pair.Key)).Select(pair => pair.Value));

    private static Dictionary<string, int> Truth(PublishedGroup[] releases)
    {
        var people = releases.SelectMany(release => release.Counted.Concat(release.Others)).Distinct();
        var sets = releases.Select(release => (Counted: release.Counted.ToHashSet(), Others: release.Others.ToHashSet())).ToArray();
        return people.CountBy(person => string.Concat(sets.Select(set => set.Counted.Contains(person) ? '1' : set.Others.Contains(person) ? '0' : '-')), StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
    }

    private static int SizeOf(PublishedGroup group) => group.Counted.Length + group.Others.Length;

    // At each release absent, out (0) or in (1).
    private static string[] Histories(int releases)
    {
        string[] histories = [""];
        for (var i = 0; i < releases; i++) histories = [.. histories.SelectMany(history => new[] { history + '-', history + '0', history + '1' })];
        return histories;
    }
}
