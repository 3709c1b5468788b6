using System.Text;
using Iom.Selection.Extracts.Account;
using Iom.Selection.Extracts.Contract;
using Iom.Selection.Runs.Output;

namespace Iom.Selection.Samples;

/// <summary>Writes synthetic extracts: made by a program, about nobody, and plainly marked as such.</summary>
/// <remarks>
/// Every file of the contract, with a heavy tail (a tenth of people have about half of all offences), with what goes wrong in real extracts planted
/// and counted, and with one difference between groups that an audit should find. Nobody's records depend on anybody else's, nor on how many people
/// there are, and they are written as they are made: memory does not grow with the sample.
/// </remarks>
public static class SyntheticExtracts
{
    /// <summary>The file that says that all this is synthetic.</summary>
    public const string NoticeFile = "README.txt";

    /// <summary>The file that says what was planted.</summary>
    public const string TruthFile = "truth.json";

    private const int PeopleBetweenLooks = 1024;

    private delegate void Rows(SampleFile file, in SyntheticPerson person);

    /// <summary>Finds out before any work whether a sample may be written to a folder.</summary>
    /// <param name="folder">The output folder.</param>
    /// <exception cref="OutputException">It may not: there is something of that name.</exception>
    public static void Check(string folder) => OutputFolder.CheckAbsent(folder);

    /// <summary>Writes the extracts, <see cref="NoticeFile"/> and <see cref="TruthFile"/>: all of them or nothing.</summary>
    /// <param name="folder">The output folder; it must not exist.</param>
    /// <param name="options">What the sample is to be like.</param>
    /// <param name="cancellationToken">Stops writing; nothing is left.</param>
    /// <returns>What was planted, as it stands in <see cref="TruthFile"/>.</returns>
    /// <exception cref="OutputException">The folder exists, or can't be written.</exception>
    /// <exception cref="OperationCanceledException">Writing was stopped.</exception>
    public static SampleTruth Write(string folder, SampleOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        Check(folder);
        using var output = OutputFolder.Begin(folder, overwrite: false);
        var tally = new Tally();
        var reports = new List<FileReport>();
        var hashes = new List<HashedFile> { output.Write(NoticeFile, stream => stream.Write(Encoding.UTF8.GetBytes(SampleNotice.Text(options)))) };

        Extract(ExtractContract.Offenders, (file, in person) => PersonRows.Offender(file, person, tally));
        Extract(ExtractContract.Memberships, (file, in person) => CohortRows.Memberships(file, person, tally));
        Offences();
        Extract(ExtractContract.DrugTests, (file, in person) => JusticeRows.DrugTests(file, person, tally));
        Extract(ExtractContract.RiskScores, JusticeRows.RiskScores);
        Extract(ExtractContract.Nominations, CohortRows.Nominations);
        Extract(ExtractContract.Custody, (file, in person) => JusticeRows.Custody(file, person, tally));
        Extract(ExtractContract.Supervision, JusticeRows.Supervision);
        Extract(ExtractContract.Engagement, CohortRows.Engagement);
        Extract(ExtractContract.Support, CohortRows.Support);
        Extract(ExtractContract.Panel, CohortRows.Panel);
        Extract(ExtractContract.Identities, PersonRows.Identities);
        WriteFile(ExtractContract.CharacteristicsFile, ["offender_id", "sex", "ethnicity", "age_group"], _ => (file, in person) =>
            PersonRows.Characteristics(file, person, tally));

        var truth = Truth(options, tally, reports, hashes);
        output.Write(TruthFile, stream => TruthJson.Write(stream, truth));
        cancellationToken.ThrowIfCancellationRequested();
        output.Commit();
        return truth;

        void Extract(FileContract contract, Rows rows) => WriteFile(contract.FileName, Header(contract), _ => rows);

        void Offences() => WriteFile(ExtractContract.Offences.FileName, Header(ExtractContract.Offences), file =>
        {
            var offences = new OffenceRows(file, options, tally);
            return (_, in person) => offences.Write(person);
        });

        // One pass over all people for each file: making a person again costs less than keeping one.
        void WriteFile(string name, string[] header, Func<SampleFile, Rows> begin) => hashes.Add(output.Write(name, stream =>
        {
            var file = new SampleFile(stream, options.AsOf.DayNumber, header);
            var rows = begin(file);
            for (var number = 1; number <= options.Offenders; number++)
            {
                if (number % PeopleBetweenLooks == 0) cancellationToken.ThrowIfCancellationRequested();
                rows(file, SyntheticPerson.Create(options, number));
            }
            file.Flush();
            reports.Add(file.Report(name));
        }));
    }

    // Columns that no row of a sample fills are left out.
    private static string[] Header(FileContract contract) => [.. contract.Columns.Select(column => column.Name).Where(column => column != "died_on")];

    private static SampleTruth Truth(SampleOptions options, Tally tally, List<FileReport> reports, List<HashedFile> hashes) => new()
    {
        Options = options,
        Files = [.. reports],
        Outputs = [.. hashes],
        MemberCount = tally.Members,
        OffenceCount = tally.Offences,
        TopTenthShare = tally.TopTenthShare(options.Offenders),
        Plants = new SamplePlants
        {
            RepeatedOffenceRowCount = tally.Repeated,
            DifferingOffenceRowCount = tally.Differing,
            ChargedThenDecidedCount = tally.ChargedThenDecided,
            AppealAllowedCount = tally.Appeals,
            ContestedCount = tally.Contested,
            UndatedOutcomeCount = tally.UndatedOutcomes,
            OutcomeAfterAsOfCount = tally.OutcomesAfterAsOf,
            LostZeroCount = tally.LostZeros,
            UnclassifiedCount = tally.Unclassified,
            NoDetectedByCount = tally.NoDetectedBy,
            UnknownOffenderCount = tally.UnknownOffenders,
            BadDateCount = tally.BadDates,
            UnknownOutcomeCount = tally.UnknownOutcomes,
            OutcomeBeforeOffenceCount = tally.OutcomesBeforeOffence,
            SentinelDateCount = tally.Sentinels,
            CorrectedOffenceCount = tally.Corrected,
            CaseNumberCount = tally.CaseNumbers,
            PaddedIdCount = tally.PaddedIds,
            ShortSlashCodeCount = tally.ShortSlashes,
            AsYouthCount = tally.AsYouth,
            PlaceholderIdCount = tally.Placeholders,
            RepeatedHeaderCount = tally.RepeatedHeaders,
            InconclusiveDrugTestCount = tally.InconclusiveDrugTests,
            CustodyEndsBeforeItBeginsCount = tally.CustodyTurned,
            MissingMonth = OffenceRows.MissingMonth(options),
            MissingMonthRowCount = tally.MissingMonthRows,
            OffenderConflictCount = tally.OffenderConflicts,
            NoYouthCount = tally.NoYouth,
            NoMappaLevelCount = tally.NoMappaLevel,
            NoSupervisionCount = tally.NoSupervision,
            DifferingDrugTestCount = tally.DifferingDrugTests,
            NoCharacteristicsCount = tally.NoCharacteristics,
            PreventedOffenceCount = tally.PreventedOffences,
        },
        Difference = !options.HasDifference ? null : new SampleDifference
        {
            Column = "ethnicity",
            Group = OffenceRows.DifferenceGroup,
            DetectedBy = "police",
            OffenceGroups = [.. OffenceMix.WatchedGroups],
            Multiplier = 1 + (OffenceRows.AddedPercent / 100m),
            PeopleCount = tally.InDifferentGroup,
            AddedOffenceCount = tally.AddedOffences,
        },
    };
}
