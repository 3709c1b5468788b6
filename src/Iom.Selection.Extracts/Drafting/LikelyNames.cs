using System.Collections.Frozen;
using Iom.Selection.Extracts.Contract;

namespace Iom.Selection.Extracts.Drafting;

/// <summary>The names under which systems of police, probation and prisons are likely to have the columns of the contract.</summary>
/// <remarks>
/// As far as public documents show them: the police's minimum POLE data standards (NPCC, 2023) and the Home Office's user guide to recorded crime and
/// outcomes for Niche and Athena forces; hmpps-delius-api and community-api for nDelius; nomis-reports and prison-api for NOMIS; the ministry's
/// create-and-vary-a-licence for how CRN, NOMS, CRO and PNC numbers are called. No list is whole: a name that is not here is left to the analyst.
/// </remarks>
internal static class LikelyNames
{
    // Names are without case and without anything but letters and digits; the likelier ones come first.
    private static readonly FrozenDictionary<string, string[]> Everywhere = Of(
        ("offender_id", "offenderid nominalref nominal nominalid nominalnumber nominalno nomref personid personurn personref personnumber subjectid suspectid suspectref crn "
            + "nomsno nomsnumber nomsid nomisid nomisno nomisnumber prisonnumber prisonno prisonerid prisonernumber offenderno offendernumber offenderidentifier "
            + "pncid pncno pncnumber pnc uniquepersonreference urn clientid clientref defendant defendantid defendantref id"),
        ("from", "from startdate start datefrom fromdate commencementdate"),
        ("to", "to enddate end dateto todate terminationdate"),
        ("reason", "reason comments notes rationale"),
        ("source", "source sourcesystem system"),
        ("outcome", "outcome"),
        ("agency", "agency agencyname organisation organisationname partneragency"));

    private static readonly FrozenDictionary<string, string[]> ByKind = Of(
        ("offenders.area", "area beatarea beat bcu policingarea district division lau neighbourhood ward probationarea pdu"),
        ("offenders.supervision", "supervision supervisionstatus statutorystatus statutory supervisiontype"),
        ("offenders.location", "location whereabouts custodystatus locationstatus"),
        ("offenders.expected_release", "expectedrelease expectedreleasedate releasedateest estimatedreleasedate conditionalreleasedate confirmedreleasedate crd earliestreleasedate releasedate"),
        ("offenders.mappa_category", "mappacategory mappacat"),
        ("offenders.mappa_level", "mappalevel mappalvl"),
        ("offenders.youth", "youth under18 under18flag isyouth juvenile"),
        ("offenders.deceased", "deceased deceasedflag isdeceased died"),
        ("offenders.schemes", "schemes scheme iomscheme"),
        ("offenders.died_on", "diedon dateofdeath deathdate datedied datedeceased deceasedon deceaseddate"),
        ("memberships.from", "adoptedon selectedon joined joinedon iomstartdate cohortstart cohortstartdate"),
        ("memberships.to", "left lefton deselectedon iomenddate cohortend cohortenddate"),
        ("memberships.cohort", "cohort iomcohort cohorttype"),
        ("memberships.ground", "ground deselectionreason exitreason reasonleft removalreason"),
        ("memberships.exit_interview_on", "exitinterviewon exitinterviewdate exitinterview"),
        ("memberships.informed_on", "informedon dateinformed"),
        ("memberships.agreed", "agreed consent consented"),
        ("offences.offence_id", "offenceid crimeref crimereference crimereferencenumber crimenumber crimeno offenceref offencereference offencenumber occurrencenumber occurrenceno occno "
            + "investigationreference investigationref chargeid chargeref chargenumber crimeid ref"),
        ("offences.offence_code", "offencecode hocode homeofficecode hooffencecode homeofficeoffencecode offencehocode hoclass mainoffencecode cjscode cjsoffencecode chargecode"),
        ("offences.offence_date", "offencedate datecomm datecommitted committeddate committedon dateofoffence offencestartdate offencedatefrom committedfrom datecommittedfrom incidentdate occurrencedate dateoccurred"),
        ("offences.outcome", "disposal disposaltype outcometype crimeoutcome offenceoutcome result finding verdict disposition"),
        ("offences.outcome_date", "outcomedate disposaldate resultdate convictiondate dateofconviction dateconvicted adjudicationdate dispositiondate"),
        ("offences.detected_by", "detectedby sourceofdetection detectionsource howdetected"),
        ("offences.as_youth", "asyouth youthoffence"),
        ("offences.recorded_on", "recordedon recordeddate daterecorded datereported reporteddate"),
        ("drug_tests.test_id", "testid testref drugtestid testnumber testreference"),
        ("drug_tests.test_date", "testdate dateoftest dateoftesting datetested"),
        ("drug_tests.result", "result testresult outcome testoutcome"),
        ("drug_tests.substances", "substances substance drugs drug drugtype"),
        ("drug_tests.context", "context testcontext testreason reasonfortest testtype"),
        ("drug_tests.prescribed", "prescribed prescription"),
        ("risk_scores.instrument", "instrument tool assessmenttool assessmenttype scoretype risktool"),
        ("risk_scores.assessed_on", "assessedon assessmentdate dateassessed dateofassessment scoredate completeddate"),
        ("risk_scores.value", "value score riskscore percentage ogrsscore ogrs3score ogrs4score rsrscore"),
        ("nominations.agency", "nominatedby nominatingagency referringagency referredby"),
        ("nominations.nominated_on", "nominatedon nominationdate datenominated referraldate referredon"),
        ("custody.from", "receptiondate firstreceptiondate admissiondate datein custodystart custodystartdate"),
        ("custody.to", "releasedate dateout custodyend custodyenddate actualreleasedate"),
        ("custody.kind", "kind custodytype imprisonmentstatus inmatestatus legalstatus"),
        ("supervision.kind", "kind ordertype supervisiontype sentencetype disposaltype eventtype"),
        ("supervision.active_until", "activeuntil activeto"),
        ("supervision.event", "event breach enforcementtype enforcement"),
        ("supervision.event_date", "eventdate breachdate enforcementdate"),
        ("engagement.contact_id", "contactid contactref appointmentid contactnumber"),
        ("engagement.contact_date", "contactdate dateofcontact appointmentdate"),
        ("engagement.kind", "kind contacttype appointmenttype"),
        ("engagement.required", "required requirement nationalstandard enforceable"),
        ("engagement.outcome", "contactoutcome attendance attendanceoutcome appointmentoutcome"),
        ("support.pathway", "pathway intervention interventiontype"),
        ("support.need", "need identifiedneed"),
        ("support.lead_agency", "leadagency leadorganisation provider"),
        ("support.status", "status supportstatus referralstatus"),
        ("support.waiting_since", "waitingsince referredon referraldate"),
        ("support.started_on", "startedon startdate"),
        ("support.ended_on", "endedon enddate"),
        ("panel.meeting_date", "meetingdate paneldate dateofmeeting dateofpanel"),
        ("panel.view", "view vote recommendation"),
        ("identities.system", "system idsystem idtype"),
        ("identities.external_id", "externalid otherid externalreference identifier"));

    // What the name of a file says of its kind.
    private static readonly (string Kind, string[] Words)[] FileWords =
    [
        ("offences", ["offence", "crime", "court", "result", "charge", "off_"]), ("offenders", ["offender", "person", "nominal", "people", "subject"]), ("memberships", ["member", "cohort"]),
        ("drug_tests", ["test"]), ("risk_scores", ["risk", "score", "ogrs", "oasys"]), ("nominations", ["nomination", "referral"]), ("custody", ["custody", "prison", "reception"]),
        ("supervision", ["supervision", "order", "licence", "event"]), ("engagement", ["contact", "engagement", "appointment", "attendance"]), ("support", ["support", "pathway", "intervention"]),
        ("panel", ["panel", "meeting", "vote"]), ("identities", ["identit", "xref", "crossref", "lookup"]),
    ];

    // The system whose ids a column of ids holds, by the column's name.
    private static readonly (string System, string[] Names)[] SystemNames =
    [
        ("pnc", ["pncid", "pncno", "pncnumber", "pnc"]), ("ndelius", ["crn"]), ("cro", ["cro", "cronumber"]),
        ("nomis", ["nomsno", "nomsnumber", "nomsid", "nomisid", "nomisno", "nomisnumber", "prisonnumber", "prisonno", "prisonerid", "prisonernumber"]),
        ("niche", ["nicheref", "nicheid", "nichenominal", "nominal", "nominalref", "nominalid", "nominalnumber", "nominalno", "nomref"]), ("athena", ["personurn", "athenaid", "athenaurn"]), ("court", ["defendantid", "defendantref"]), ("core", ["clientid", "coreid"]),
    ];

    // A column that says in which role somebody stands in a row: as suspect, as victim, as witness.
    private static readonly string[] Roles = ["role", "persontype", "personrole", "involvement", "involvementtype", "partyrole", "linktype", "roletype"];

    private static readonly FrozenSet<string> All = ExtractContract.All.SelectMany(contract => contract.Columns.SelectMany(column => Of(contract, column))).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>What names have in common that are written otherwise: letters and digits, lower case.</summary>
    public static string Bare(string name) => string.Concat(name.Where(char.IsLetterOrDigit).Select(char.ToLowerInvariant));

    /// <summary>Whether a bare name is likely to be a column of some kind of extract.</summary>
    public static bool Knows(string bare) => All.Contains(bare);

    /// <summary>The bare names that a column may have, the likeliest first.</summary>
    public static IEnumerable<string> Of(FileContract contract, Column column) =>
        new[] { Bare(column.Name) }.Concat(ByKind.GetValueOrDefault($"{contract.Name}.{column.Name}", [])).Concat(Everywhere.GetValueOrDefault(column.Name, []));

    /// <summary>Whether the name of a file speaks of a kind of extract.</summary>
    public static bool Hints(string fileName, FileContract contract) =>
        FileWords.First(pair => pair.Kind == contract.Name).Words.Any(word => fileName.Contains(word, StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether a column is likely to say in which role somebody stands in a row, by its bare name.</summary>
    public static bool IsRole(string bare) => Roles.Contains(bare);

    /// <summary>The system whose ids a column holds, by its bare name; null where that does not say.</summary>
    public static string? SystemOf(string bare) => SystemNames.FirstOrDefault(pair => pair.Names.Contains(bare)).System;

    private static FrozenDictionary<string, string[]> Of(params (string Column, string Names)[] names) =>
        names.ToFrozenDictionary(pair => pair.Column, pair => pair.Names.Split(' ', StringSplitOptions.RemoveEmptyEntries), StringComparer.Ordinal);
}
