using Iom.Selection.Extracts.Store;
using Iom.Selection.Fairness.Groups;
using Iom.Selection.Foundation;
using Iom.Selection.Policies;

namespace Iom.Selection.Runs.Audits;

/// <summary>Which group each label of a characteristic means.</summary>
/// <remarks>
/// Labels are compared trimmed, without case, in the form NFKC. Of several spellings of one label the one written most often names the group. A table of the policy joins labels into groups;
/// what it does not name stays a group of its own, and is told.
/// </remarks>
internal sealed class GroupLabels
{
    // What agencies write where they did not ask, or got no answer. "None" is not among them: of a disability or a religion it is an answer.
    private static readonly string[] AlwaysNotRecorded =
    [
        "null", "n/a", "na", "#n/a", "nan", "-", "--", "?", ".", "unknown", "unk", "not known", "notknown", "not stated", "notstated", "not recorded", "notrecorded", "not provided", "not given",
        "not specified", "not available", "not obtained", "not disclosed", "undisclosed", "refused", "declined", "declined to say", "prefer not to say", "missing", "blank", "withheld", "tbc",
        GroupAssignment.NotRecorded,
    ];

    // Of each kind of note the first are told in full, the others counted.
    private const int MaxOfAKind = 20;

    private readonly string _column;
    private readonly bool _isStratumAlone;
    private readonly HashSet<string> _notRecorded;
    private readonly Dictionary<string, string> _table = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Dictionary<string, int>> _spellings = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _folded = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _saidNotRecorded = new(Utf8Ordinal.Comparer);

    public GroupLabels(string column, FairnessRules rules)
    {
        (_column, _isStratumAlone) = (column, rules.IsStratumAlone(column));
        _notRecorded = AlwaysNotRecorded.Concat(rules.NotRecordedLabels).Select(CompatibilityForm.FoldLabel).Append("").ToHashSet(StringComparer.Ordinal);
        if (!rules.Groups.TryGetValue(column, out var groups)) return;
        HasTable = true;
        foreach (var (group, labels) in groups)
        {
            foreach (var label in labels.Prepend(group)) _table.TryAdd(CompatibilityForm.FoldLabel(label), group);
        }
    }

    /// <summary>Whether the policy has a table for the characteristic.</summary>
    public bool HasTable { get; }

    /// <summary>How many different labels there are, of those that mean a group.</summary>
    public int LabelCount => _spellings.Count;

    /// <summary>The form of a label by which it is compared, counted; null of one that means not recorded.</summary>
    public string? Add(string label)
    {
        if (!_folded.TryGetValue(label, out var form)) _folded.Add(label, form = CompatibilityForm.FoldLabel(label));
        // A group that the policy calls so is what it says.
        if (_table.TryGetValue(form, out var group) ? CompatibilityForm.FoldLabel(group) is var named && named != form && _notRecorded.Contains(named) : _notRecorded.Contains(form))
        {
            if (form.Length > 0) _saidNotRecorded.Add(label.Trim());
            return null;
        }
        if (!_spellings.TryGetValue(form, out var spellings)) _spellings.Add(form, spellings = new Dictionary<string, int>(StringComparer.Ordinal));
        var spelling = label.Trim();
        spellings[spelling] = spellings.GetValueOrDefault(spelling) + 1;
        return form;
    }

    /// <summary>The group of each form.</summary>
    public Dictionary<string, string> Groups() => _spellings.ToDictionary(
        pair => pair.Key, pair => _table.GetValueOrDefault(pair.Key) ?? pair.Value.OrderByDescending(spelling => spelling.Value).ThenBy(spelling => spelling.Key, Utf8Ordinal.Comparer).First().Key, StringComparer.Ordinal);

    /// <summary>What a reader should know of the labels, in sentences.</summary>
    /// <remarks>Each label is held against each other: of 1,000 that is 499,500 pairs, or some 0.1 s.</remarks>
    /// <param name="areGroups">Whether people are compared by it, and not only within it.</param>
    public IEnumerable<string> Notes(bool areGroups)
    {
        var spelled = _spellings.Where(pair => pair.Value.Count > 1).OrderBy(pair => pair.Key, Utf8Ordinal.Comparer);
        foreach (var note in Told(spelled, pair => $"read as one group: {Listed(pair.Value.Keys)}", "more label was", "more labels were", "read as one group from several spellings")) yield return note;
        if (_saidNotRecorded.Count > 0) yield return $"{_column}: read as not recorded: {Listed(_saidNotRecorded)}.";
        string[] outside = HasTable ? [.. _spellings.Where(pair => !_table.ContainsKey(pair.Key)).Select(pair => pair.Value.Keys.Order(Utf8Ordinal.Comparer).First())] : [];
        if (outside.Length > 0) yield return $"{_column}: not in the policy's fairness.groups, each a group of its own: {Listed(outside)}.";
        var taken = areGroups && !_isStratumAlone ? "compared as two groups" : "taken as two strata";
        foreach (var note in Told(Alike(), pair => $"{pair.One} and {pair.Two} differ by little and were {taken}. If they are one, join them in the policy (fairness.groups)", "more pair differs", "more pairs differ", "by little")) yield return note;
    }

    private IEnumerable<string> Told<T>(IEnumerable<T> all, Func<T, string> note, string one, string many, string what)
    {
        var count = 0;
        foreach (var each in all)
        {
            if (++count <= MaxOfAKind) yield return $"{_column}: {note(each)}.";
        }
        if (count > MaxOfAKind) yield return $"{_column}: {Plural.Format(count - MaxOfAKind, one, many)} {what}.";
    }

    private IEnumerable<(string One, string Two)> Alike()
    {
        var groups = Groups();
        (string Group, string Digits, string Bare)[] labels =
        [
            .. groups.OrderBy(pair => pair.Key, StringComparer.Ordinal)
                .Select(pair => (pair.Value, string.Concat(pair.Key.Where(char.IsDigit)), string.Concat(pair.Key.Where(char.IsLetterOrDigit)))),
        ];
        for (var i = 0; i < labels.Length; i++)
        {
            for (var j = i + 1; j < labels.Length; j++)
            {
                // Bands differ by a digit and mean to.
                if (labels[i].Digits == labels[j].Digits && AreAlike(labels[i].Bare, labels[j].Bare) && labels[i].Group != labels[j].Group) yield return (labels[i].Group, labels[j].Group);
            }
        }
    }

    // Words of one or two letters are codes.
    private static bool AreAlike(string one, string two) => one == two || (Math.Min(one.Length, two.Length) >= 4 && Distance(one, two) <= 1);

    // Whether one letter more, less, other or changed with its neighbour makes one of the other: 0, 1, or more than 1.
    private static int Distance(ReadOnlySpan<char> a, ReadOnlySpan<char> b)
    {
        if (Math.Abs(a.Length - b.Length) > 1) return 2;
        var start = 0;
        while (start < a.Length && start < b.Length && a[start] == b[start]) start++;
        var end = 0;
        while (end < a.Length - start && end < b.Length - start && a[^(end + 1)] == b[^(end + 1)]) end++;
        var left = a[start..^end];
        var right = b[start..^end];
        return left.Length <= 1 && right.Length <= 1 ? Math.Max(left.Length, right.Length) : left.Length == 2 && right.Length == 2 && left[0] == right[1] && left[1] == right[0] ? 1 : 2;
    }

    private static string Listed(IEnumerable<string> labels)
    {
        const int Most = 12;
        string[] all = [.. labels.Order(Utf8Ordinal.Comparer)];
        return string.Join(", ", all.Take(Most)) + (all.Length > Most ? FormattableString.Invariant($" and {all.Length - Most} more") : "");
    }
}
