using System.Collections.Immutable;
using Iom.Selection.Foundation;
using Iom.Selection.Records;

namespace Iom.Selection.Reviews;

/// <summary>Whom to see about their time in the cohort: who was not told, who did not agree or was not asked, and who left without an interview.</summary>
/// <param name="Found">In the order of the people, then by first day, then by matter.</param>
/// <param name="NotKnown">What can't be told, because no membership at all says anything of it.</param>
public sealed record FollowUpList(ImmutableArray<FollowUp> Found, ImmutableArray<FollowUpMatter> NotKnown)
{
    /// <summary>Finds whom to see: members, and people who left in the last <see cref="FormerMembership.Months"/> months; nobody who has died.</summary>
    /// <param name="files">The records of everybody who is, or was, in the cohort.</param>
    /// <param name="asOf">The as-of date; what is dated later has not happened.</param>
    /// <returns>The list.</returns>
    public static FollowUpList Find(IEnumerable<CaseFile> files, DateOnly asOf)
    {
        ArgumentNullException.ThrowIfNull(files);
        var found = ImmutableArray.CreateBuilder<FollowUp>();
        var (saysInformed, saysAgreed, saysInterview) = (false, false, false);
        foreach (var file in files)
        {
            foreach (var membership in file.Memberships)
            {
                saysInformed |= membership.InformedOn is not null;
                saysAgreed |= membership.Agreed is not null;
                saysInterview |= membership.ExitInterviewOn is not null;
            }
            if (file.Offender.Deceased == true) continue;
            foreach (var membership in file.Memberships.OrderBy(membership => membership.From).ThenBy(membership => membership.To ?? DateOnly.MaxValue)
                .ThenBy(membership => membership.Cohort ?? "", Utf8Ordinal.Comparer))
            {
                var hasLeft = membership.To <= asOf;
                if (membership.From > asOf || (hasLeft && !MonthWindow.Contains(membership.To!.Value, asOf, FormerMembership.Months))) continue;
                if (!(membership.InformedOn <= asOf)) Add(FollowUpMatter.NotInformed);
                if (membership.Agreed == Agreement.No) Add(FollowUpMatter.NotAgreed);
                if (membership.Agreed == Agreement.NotAsked) Add(FollowUpMatter.NotAsked);
                if (hasLeft && !(membership.ExitInterviewOn <= asOf)) Add(FollowUpMatter.NoExitInterview);

                void Add(FollowUpMatter matter) => found.Add(new FollowUp(file.Offender.Id, membership, matter));
            }
        }
        ImmutableArray<FollowUpMatter> notKnown =
        [
            .. Enum.GetValues<FollowUpMatter>().Where(matter => matter switch
            {
                FollowUpMatter.NotInformed => !saysInformed,
                FollowUpMatter.NotAgreed or FollowUpMatter.NotAsked => !saysAgreed,
                FollowUpMatter.NoExitInterview => !saysInterview,
            }),
        ];
        return new FollowUpList([.. found.Where(each => !notKnown.Contains(each.Matter))], notKnown);
    }
}
