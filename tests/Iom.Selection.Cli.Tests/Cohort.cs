namespace Iom.Selection.Cli.Tests;

/// <summary>Five members in the small folder of extracts, one for each recommendation and one that must wait.</summary>
internal static class Cohort
{
    public static readonly string Deceased = ExtractsFolder.Id(9);
    public static readonly string New = ExtractsFolder.Id(10);
    public static readonly string Done = ExtractsFolder.Id(11);
    public static readonly string Away = ExtractsFolder.Id(12);
    public static readonly string Offending = ExtractsFolder.Id(2);

    public static Workspace Workspace()
    {
        var work = new Workspace();
        var extracts = work.Extracts;
        extracts.Replace("offenders.csv", $"{Deceased},North,,community,,,none,no,no,", $"{Deceased},North,,community,,,none,no,yes,");
        extracts.Write("memberships.csv", "offender_id,from,to,cohort,ground,exit_interview_on,informed_on,agreed",
        [
            $"{Offending},2025-02-01,,fixed,,,,yes", $"{Deceased},2025-03-01,,fixed,,,,", $"{New},2025-11-01,,fixed,,,,",
            // Moved from one cohort to another on one day: one time in the scheme.
            $"{Done},2024-06-01,2025-02-01,flex,,,,", $"{Done},2025-02-01,,fixed,,,,", $"{Away},2024-06-01,,fixed,,,,",
        ]);
        extracts.Write("support.csv", "offender_id,pathway,need,lead_agency,status,waiting_since,started_on,ended_on",
        [
            $"{Offending},housing,,Council,waiting,2025-07-01,,", $"{Done},housing,,Council,completed,2025-01-05,2025-02-01,2025-10-01",
            $"{Away},alcohol,,Health,active,2024-09-01,2024-12-15,", $"{New},debt,,,needed,,,",
        ]);
        extracts.Write("engagement.csv", "offender_id,contact_id,contact_date,kind,required,outcome",
        [
            $"{Away},C1,2025-10-20,appointment,licence,kept", $"{Away},C2,2025-11-03,appointment,licence,missed", $"{Away},C3,2025-11-10,appointment,licence,missed",
            $"{Away},C4,2025-11-17,random_visit,licence,not_at_home", $"{Away},C5,2025-11-24,appointment,licence,missed", $"{Away},C6,2025-12-01,appointment,licence,refused",
            $"{Away},C7,2025-12-08,appointment,licence,cancelled_by_agency", $"{Away},C8,2025-12-15,appointment,voluntary,missed",
            $"{Done},C9,2025-11-05,appointment,voluntary,kept", $"{Done},C10,2025-11-12,appointment,voluntary,kept", $"{Done},C11,2025-11-19,appointment,voluntary,kept",
            $"{Done},C12,2025-11-26,appointment,,kept", $"{Done},C13,2025-12-03,appointment,,excused",
        ]);
        extracts.Write("supervision.csv", "offender_id,kind,from,to,active_until,event,event_date", [$"{Away},licence,2025-06-01,2026-02-01,,,", $"{Done},community_order,2025-06-01,2026-12-31,2026-06-30,,"]);
        extracts.Write("panel.csv", "offender_id,meeting_date,agency,view,reason",
        [
            $"{Done},2025-12-10,Police DIP,deselect,", $"{Done},2025-12-10,probation,deselect,", $"{Done},2025-12-10,HEALTH,retain,the flat is not safe yet",
            $"{Offending},2025-12-10,police,retain,", $"{Offending},2025-12-10,council,abstain,", $"{ExtractsFolder.Id(1)},2025-12-10,police,select,", $"{ExtractsFolder.Id(1)},2025-12-10,charity,select,",
        ]);
        return work;
    }
}
