using Iom.Selection.Foundation;

namespace Iom.Selection.Policies.Wording;

/// <summary>The block <c>fairness</c> in words, to tell whether it changed.</summary>
internal static class FairnessWords
{
    public static string Describe(Policy policy)
    {
        var rules = policy.Fairness;
        return string.Join("; ",
        [
            FormattableString.Invariant($"level {rules.Level}"),
            rules.Margin is { } margin ? FormattableString.Invariant($"margin {margin}") : "no margin",
            FormattableString.Invariant($"smallest cell {rules.SmallestCell}"),
            FormattableString.Invariant($"outcome within {rules.FollowUpMonths} + {rules.WaitMonths} months"),
            FormattableString.Invariant($"feedback {rules.FeedbackTimes} times"),
            .. rules.SelectionIs is { } meaning ? [$"selection is {Vocabulary.Word(meaning)}"] : Array.Empty<string>(),
            .. rules.Groups.SelectMany(column => column.Value.Select(group => $"{column.Key}: {group.Key} = {string.Join(", ", group.Value)}")),
            .. rules.NotRecordedLabels.Length > 0 ? [$"not recorded: {string.Join(", ", rules.NotRecordedLabels)}"] : Array.Empty<string>(),
            .. rules.NotRecordedOdds is { } odds ? [FormattableString.Invariant($"odds of those not recorded {odds}")] : Array.Empty<string>(),
            .. rules.EqualRecordBands.Length > 0 ? [$"equal records from {string.Join(", ", rules.EqualRecordBands)}"] : Array.Empty<string>(),
            .. rules.Strata.Select(strata => $"compared within {strata.Name}{(strata.IsAudited ? ", which is audited too" : "")}"),
            .. rules.StatisticsTables.Select(table => $"statistics {table.Name} {Vocabulary.Word(table.Step)}"),
            .. rules.Thresholds.Select(Describe),
            .. rules.Alternatives.Select(alternative => Describe(alternative, policy)),
        ]);
    }

    private static string Describe(FairnessThreshold threshold)
    {
        string[] limits =
        [
            .. threshold.RatioAtLeast is { } ratio ? [FormattableString.Invariant($"ratio at least {ratio}")] : Array.Empty<string>(),
            .. threshold.DifferenceAtMost is { } difference ? [FormattableString.Invariant($"difference at most {difference}")] : Array.Empty<string>(),
        ];
        return $"{Vocabulary.Word(threshold.Step)} {string.Join(", ", limits)}";
    }

    private static string Describe(FairnessAlternative alternative, Policy policy)
    {
        string[] changes =
        [
            .. alternative.Months.Select(pair => FormattableString.Invariant($"{policy.Factors[pair.Key].Id} {pair.Value} months")),
            .. alternative.Scales.Select(pair => $"{policy.Factors[pair.Key].Id} {string.Join(", ", pair.Value.Select(value => FormattableString.Invariant($"{value.Key} {value.Value}")))}"),
            .. alternative.AtLiberty is { } atLiberty ? [atLiberty ? "at liberty" : "all days"] : Array.Empty<string>(),
            .. alternative.LeaveOutDetectedBy.Select(by => $"without {Vocabulary.Word(by)}"),
        ];
        return $"alternative {alternative.Id} ({string.Join("; ", changes)})";
    }
}
