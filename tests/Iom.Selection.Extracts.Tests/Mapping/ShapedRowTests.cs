using System.Text;
using Iom.Selection.Records;

namespace Iom.Selection.Extracts.Tests.Mapping;

/// <summary>Rows that a map joins, chooses and cuts are those of a file in which somebody did so by hand. All people are SYNTHETIC.</summary>
public class ShapedRowTests
{
    private const int RowCount = 4000;

    [Theory]
    [InlineData(1, 64)]
    [InlineData(3, 700)]
    [InlineData(2, 512 * 1024)]
    public void Whatever_the_threads_and_buffers_a_shaped_file_is_the_file_written_plainly(int threads, int bufferBytes)
    {
        var random = new Random(12);
        var (theirs, plain) = (new StringBuilder("CASE;CHARGE;WHO;ALIAS;CODE;DATE;OUT;ROLE\n"), new StringBuilder(Folder.Offences));
        var (notChosen, broken) = (0, 0);
        for (var i = 0; i < RowCount; i++)
        {
            var (person, isChosen, isLong, isBroken) = ($"SYNTHETIC-{random.Next(40)}", random.Next(4) > 0, random.Next(50) == 0, random.Next(60) == 0);
            var @case = isLong ? new string('C', random.Next(20, 3000)) + i : $"C{random.Next(150)}";
            var charge = random.Next(20) == 0 ? "" : $"{random.Next(3)}";
            // An alias stands over the other id where it is filled; quotes and line breaks stand in some cells.
            var (who, alias) = random.Next(2) == 0 ? (person, "") : ("SYNTHETIC-NOBODY", person);
            var day = $"{random.Next(1, 29):00}/{random.Next(1, 13):00}/2025";
            var role = isChosen ? "Suspect" : random.Next(3) == 0 ? "\"Victim; or\nwitness\"" : "victim";
            var caseCell = random.Next(10) == 0 ? $"\"{@case}\"" : @case;
            theirs.Append($"{caseCell};{charge};{who};{alias};046;{day};convicted;{role}{(isBroken ? ";x" : "")};\n");
            if (isBroken) broken++;
            else if (!isChosen) notChosen++;
            var id = charge.Length == 0 ? "" : $"{@case}/{charge}";
            if (isChosen && !isBroken) plain.Append($"{person},{id},046,{day[6..]}-{day[3..5]}-{day[..2]},convicted\n");
        }
        var offenders = "offender_id\n" + string.Concat(Enumerable.Range(0, 40).Select(i => $"SYNTHETIC-{i}\n"));
        using var expectedFolder = new Folder();
        var expected = expectedFolder.File("offenders.csv", offenders).File("offences.csv", plain.ToString()).Load();

        using var folder = new Folder();
        folder.File("offenders.csv", offenders).File("offences.csv", theirs.ToString()).File("extract-map.json", """
            { "offences": { "delimiter": ";", "dates": ["dd/MM/yyyy"], "rows": { "ROLE": ["suspect"] },
                            "columns": { "offence_id": ["CASE", "CHARGE"], "offender_id": { "firstOf": ["ALIAS", "WHO"] }, "offence_code": "CODE", "offence_date": "DATE", "outcome": "OUT" } } }
            """);
        var snapshot = ExtractFolder.Load(folder.Path, new ExtractOptions { Threads = threads, BufferBytes = bufferBytes }).AsOf(Folder.AsOf);
        Assert.Equal(expected.People.Select(Text), snapshot.CaseFiles().Select(Text));
        var (was, report) = (expected.Account.Files[1], snapshot.Account.Files[1]);
        Assert.True(notChosen > 500 && broken > 20 && was.RefusedCount > 20 && was.DuplicateCount > 20);
        Assert.Equal((RowCount, was.UsedCount, was.DuplicateCount, was.RefusedCount + broken, (long)notChosen), (report.ReadCount, report.UsedCount, report.DuplicateCount, report.RefusedCount, report.NotChosenCount));
        Assert.Equal(["offences.csv"], report.EndInDelimiter);
    }

    // Offences of one person in the order of their ids: which of two equal rows is read first says nothing.
    private static string Text(CaseFile file) => file.Offender.Id.Value + string.Join('|', file.Offences.Select(report => $"{report.OffenceId} {report.Code} {report.Date:O} {report.Outcome}").Order(StringComparer.Ordinal));
}
