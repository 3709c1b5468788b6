using System.Globalization;
using System.Text;

namespace Iom.Selection.Cli.Tests;

/// <summary>A small folder of extracts in good order, to be spoiled. All people in it are invented.</summary>
internal sealed class ExtractsFolder
{
    public const int OffenderCount = 12;
    public const int OffenceRows = 44;

    private const string Alphabet = "0123456789";

    public ExtractsFolder(string path)
    {
        Path = path;
        Directory.CreateDirectory(path);
        Write("offenders.csv", "offender_id,area,supervision,location,expected_release,mappa_category,mappa_level,youth,deceased,schemes",
            Enumerable.Range(1, OffenderCount).Select(i => $"{Id(i)},North,{(i % 2 == 0 ? "statutory" : "")},community,,,none,no,no,"));
        Write("offences.csv", "offender_id,offence_id,offence_code,offence_date,outcome,outcome_date,detected_by,source",
            Enumerable.Range(0, 40).Select(i => $"{Id(i % 7 + 1)},{Offence(i)},{(i % 3 == 0 ? "028/03" : "046")},{Day(i * 8)},convicted,{Day(i * 8 + 9)},public,synthetic")
                .Concat([$"{Id(8)},S8,034/01,2025-11-01,convicted,2025-12-01,store,synthetic", $"{Id(9)},S9,034/01,2025-11-01,convicted,2025-12-01,store,synthetic"])
                // One row again, and one of a later day.
                .Concat([$"{Id(1)},{Offence(0)},028/03,{Day(0)},convicted,{Day(9)},public,synthetic", $"{Id(1)},S-LATER,046,2026-03-01,convicted,2026-03-02,public,synthetic"]));
        Write("memberships.csv", "offender_id,from,to,cohort,ground,exit_interview_on,informed_on,agreed", [$"{Id(2)},2025-02-01,,fixed,,,,yes", $"{Id(11)},2025-02-01,,fixed,,,,"]);
        Write("drug_tests.csv", "offender_id,test_id,test_date,result,substances,context", [$"{Id(3)},T1,2025-10-01,positive,,arrest", $"{Id(4)},T2,2025-10-01,negative,,supervision"]);
        Write("custody.csv", "offender_id,from,to", [$"{Id(5)},2025-03-01,2025-05-01"]);
        Write("nominations.csv", "offender_id,agency,nominated_on,reason", [$"{Id(10)},Health,2025-12-01,synthetic"]);
        Write("risk_scores.csv", "offender_id,instrument,assessed_on,value", [$"{Id(1)},OGRS3-2yr,2025-06-01,60"]);
        Write("supervision.csv", "offender_id,kind,from,to,active_until,event,event_date", [$"{Id(2)},licence,2025-06-01,,,,"]);
        Write("engagement.csv", "offender_id,contact_id,contact_date,kind,required,outcome", [$"{Id(2)},C1,2025-07-01,appointment,licence,kept"]);
        Write("support.csv", "offender_id,pathway,need,lead_agency,status,waiting_since,started_on,ended_on", [$"{Id(2)},housing,,Council,waiting,2025-07-01,,"]);
        Write("panel.csv", "offender_id,meeting_date,agency,view,reason", [$"{Id(2)},2025-08-01,Police,retain,"]);
        Write("identities.csv", "system,external_id,offender_id", [$"niche,N1,{Id(2)}"]);
    }

    public string Path { get; }

    public static string Id(int number) => $"SYNTHETIC-{number.ToString("D3", CultureInfo.InvariantCulture)}";

    public string PathOf(string file) => System.IO.Path.Combine(Path, file);

    public void Write(string file, string header, IEnumerable<string> rows) =>
        File.WriteAllText(PathOf(file), string.Join('\n', [header, .. rows]) + "\n");

    public void Write(string file, byte[] bytes) => File.WriteAllBytes(PathOf(file), bytes);

    /// <summary>Adds a row; the characters U+0080 to U+00FF are written as single bytes, which are not UTF-8.</summary>
    /// <returns>The line on which it stands.</returns>
    public int Append(string file, string row)
    {
        var line = File.ReadAllLines(PathOf(file)).Length + 1;
        using var stream = new FileStream(PathOf(file), FileMode.Append);
        stream.Write(Encoding.Latin1.GetBytes(row + "\n"));
        return line;
    }

    public void Replace(string file, string old, string @new)
    {
        var text = File.ReadAllText(PathOf(file));
        Assert.Contains(old, text, StringComparison.Ordinal);
        File.WriteAllText(PathOf(file), text.Replace(old, @new, StringComparison.Ordinal));
    }

    public void ReplaceHeader(string file, string header)
    {
        var lines = File.ReadAllLines(PathOf(file));
        Write(file, header, lines.Skip(1));
    }

    public void Delete(string file) => File.Delete(PathOf(file));

    /// <summary>Puts the rows of every file in another order.</summary>
    public void Shuffle(int seed)
    {
        var random = new Random(seed);
        foreach (var path in Directory.GetFiles(Path))
        {
            var lines = File.ReadAllLines(path);
            random.Shuffle(lines.AsSpan(1));
            File.WriteAllText(path, string.Join('\n', lines) + "\n");
        }
    }

    /// <summary>Makes it as large as a test of interruption needs.</summary>
    public void Grow(int people, int offences)
    {
        using (var writer = new StreamWriter(PathOf("offenders.csv"), append: true))
        {
            for (var i = 0; i < people; i++) writer.Write($"SYNTHETIC-G{Digits(i)},North,,community,,,none,no,no,\n");
        }
        using (var writer = new StreamWriter(PathOf("offences.csv"), append: true))
        {
            for (var i = 0; i < offences; i++)
                writer.Write($"SYNTHETIC-G{Digits(i % people)},G{Digits(i)},046,{Day(i % 300)},convicted,{Day(i % 300 + 20)},public,synthetic\n");
        }
    }

    private static string Offence(int i) => $"S{Digits(i + 100)}";

    private static string Day(int offset) => new DateOnly(2025, 1, 15).AddDays(offset).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Digits(int number) =>
        string.Create(7, number, (span, n) =>
        {
            for (var i = span.Length - 1; i >= 0; i--, n /= 10) span[i] = Alphabet[n % 10];
        });
}
