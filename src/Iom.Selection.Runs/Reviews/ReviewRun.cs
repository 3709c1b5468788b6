using Iom.Selection.Panels;
using Iom.Selection.Records;
using Iom.Selection.Reviews;
using Iom.Selection.Runs.Output;
using Iom.Selection.Runs.Ranking;

namespace Iom.Selection.Runs.Reviews;

/// <summary>All that the files of a review are written from.</summary>
public sealed record ReviewRun
{
    /// <summary>The ranking of the same day, without explanations.</summary>
    public required RankingRun Ranking { get; init; }

    /// <summary>The reviews of all members, in any order.</summary>
    public required IReadOnlyList<MemberReview> Reviews { get; init; }

    /// <summary>The earlier runs that were looked at, in any order.</summary>
    public IReadOnlyList<RunFolder> Earlier { get; init; } = [];

    /// <summary>The areas in which the scheme works, as the command line named them.</summary>
    public IReadOnlyList<string> Areas { get; init; } = [];

    /// <summary>The head hash of the log of decisions that was looked at; null where none was.</summary>
    public string? DecisionsHead { get; init; }

    /// <summary>What every meeting about anybody came to, by person, then date.</summary>
    public required IReadOnlyList<PersonMeeting> Meetings { get; init; }

    /// <summary>Whom to see about their time in the cohort.</summary>
    public required FollowUpList FollowUps { get; init; }

    /// <summary>Counts the voices of all meetings in the extracts.</summary>
    /// <param name="ranking">The run; its policy has a panel.</param>
    /// <param name="people">The records of everybody about whom a panel has said something.</param>
    /// <returns>By person, then date.</returns>
    public static IReadOnlyList<PersonMeeting> MeetingsOf(RankingRun ranking, IEnumerable<CaseFile> people)
    {
        ArgumentNullException.ThrowIfNull(ranking);
        return ranking.Policy.Panel is not { } panel ? []
            : [.. people.OrderBy(file => file.Offender.Id).SelectMany(file => PanelMeetings.CountVotes(panel, file, ranking.Ranking.AsOf).Select(outcome => new PersonMeeting(file.Offender.Id, outcome)))];
    }
}
