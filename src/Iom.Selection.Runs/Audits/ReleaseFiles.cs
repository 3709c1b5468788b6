using System.Globalization;
using System.Text;
using System.Text.Json;
using Iom.Selection.Extracts.Account;
using Iom.Selection.Fairness.Disclosure;
using Iom.Selection.Foundation;
using Iom.Selection.Runs.Output;

namespace Iom.Selection.Runs.Audits;

/// <summary>Writes statistics for the public: rounded counts and rates from them, and nothing else of the audit.</summary>
public static class ReleaseFiles
{
    private const string Audience = "statistics";
    private const string NotShown = "not shown";

    /// <summary>Writes <c>audit.json</c>, <c>audit.csv</c>, <c>audit.md</c>, <c>run.key</c> and <c>run.json</c>: all of them or nothing. The ledger is told first.</summary>
    /// <param name="report">What to write.</param>
    /// <param name="folder">The output folder.</param>
    /// <param name="overwrite">Whether a folder that holds an output of this tool is replaced.</param>
    /// <param name="cancellationToken">Stops writing; nothing is left.</param>
    /// <returns>The manifest, and what there is to know of the place.</returns>
    /// <exception cref="OutputException">The folder exists, or it or the ledger can't be written.</exception>
    /// <exception cref="OperationCanceledException">Writing was stopped.</exception>
    public static WrittenRun Write(ReleaseReport report, string folder, bool overwrite, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(report);
        using var output = OutputFolder.Begin(folder, overwrite);
        HashedFile[] files =
        [
            output.Write("audit.json", stream => WriteJson(stream, report, json =>
            {
                json.WriteNumber("smallestCell", report.Release.Entry.SmallestCell);
                json.WriteNumber("roundedTo", StatisticsRelease.RoundingBase);
                json.WriteBoolean("ledger", report.Ledger is not null);
                json.WriteStartArray("refused");
                foreach (var (table, why) in report.Release.Refused)
                {
                    json.WriteStartObject();
                    json.WriteString("table", table);
                    json.WriteString("why", Vocabulary.Word(why));
                    json.WriteEndObject();
                }
                json.WriteEndArray();
                json.WriteStartArray("figures");
                foreach (var figure in Figures(report)) figure.WriteTo(json);
                json.WriteEndArray();
            })),
            output.Write("audit.csv", stream => WriteFigures(stream, report)),
            output.Write("audit.md", stream => stream.Write(Encoding.UTF8.GetBytes(Render(report)))),
        ];
        output.Write(report.Added);
        // Statistics go to others with their key: it is made from what they are given, and from nothing that would confirm a guess at the rest.
        var key = output.WriteKey(["audit", Audience], files);
        var manifest = output.Write(OutputFolder.Manifest, stream => WriteJson(stream, report, json =>
        {
            json.WriteString("asOf", IsoDate.Text(report.Release.Entry.AsOf));
            json.WriteFiles("inputs", [], key);
            json.WriteFiles("outputs", files, key);
        }));
        return output.Commit(manifest, _ => report.Ledger?.Append(report.Release.Entry, cancellationToken), cancellationToken);
    }

    /// <summary>What the statistics are, in a sentence.</summary>
    /// <param name="report">The report.</param>
    /// <returns>The sentence, as it stands in <c>audit.md</c>.</returns>
    public static string Notice(ReleaseReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return string.Create(CultureInfo.InvariantCulture, $"For publication: counts are rounded to multiples of {StatisticsRelease.RoundingBase}, up or down at random, and no count under {report.Release.Entry.SmallestCell} people is shown, nor one of all but so few.")
            + (report.Ledger is null ? " Made without a release ledger (--ledger), so these may be published ONCE: a second release without one can tell what neither shows." : "");
    }

    /// <summary>The tables that are not published, each with its reason, in sentences.</summary>
    /// <param name="report">The report.</param>
    /// <returns>The sentences.</returns>
    public static IEnumerable<string> Refused(ReleaseReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return report.Release.Refused.Select(pair => $"Not published: {pair.Table}: {Why(pair.Why)}.");
    }

    private static string Why(TableRefusal why) => why switch
    {
        TableRefusal.TooLittleChanged => "too little changed since an earlier release",
        TableRefusal.TooLittleUnknown => "a small number could be worked out",
        TableRefusal.PublishedOtherwise => "its characteristic or step was published otherwise before",
        TableRefusal.NewLabels => "labels were seen that no published group holds",
        TableRefusal.SameCharacteristic => "it is a finer or broader version of another table's characteristic",
        TableRefusal.NoColumn => "the characteristic is not in the file",
        TableRefusal.NoDecisions => "the panel's decisions were not given (--decisions)",
    };

    private static void WriteJson(Stream stream, ReleaseReport report, Action<Utf8JsonWriter> write)
    {
        using var json = new Utf8JsonWriter(stream, JsonText.Indented);
        json.WriteStartObject();
        json.WriteString("tool", "iom");
        json.WriteString("toolVersion", report.ToolVersion);
        json.WriteString("kind", "audit");
        json.WriteString("audience", Audience);
        json.WriteString("notice", Notice(report));
        json.WriteStartObject("policy");
        json.WriteString("id", report.Policy.Id);
        json.WriteString("version", report.Policy.Version);
        json.WriteString("file", report.PolicyFile.Name);
        json.WriteString("sha256", report.PolicyFile.Sha256);
        json.WriteEndObject();
        write(json);
        json.WriteEndObject();
        json.Flush();
        stream.Write("\n"u8);
    }

    /// <summary>Writes what stands in <c>audit.md</c> into a text of another kind.</summary>
    /// <param name="page">The text.</param>
    /// <param name="report">What to write.</param>
    public static void Describe(DocumentText page, ReleaseReport report)
    {
        ArgumentNullException.ThrowIfNull(page);
        ArgumentNullException.ThrowIfNull(report);
        page.Heading(1, "Fairness statistics");
        page.Strong(Notice(report));
        page.Paragraph($"Policy {report.Policy.Id} {report.Policy.Version}, sha256 {report.Policy.Sha256}. Run as of {IsoDate.Text(report.Release.Entry.AsOf)}.");
        page.Paragraph("Because counts are rounded, they need not add up, and a rate is only as exact as its counts. A number that is not shown may be none, a few, or all but a few.");
        page.List(Refused(report));
        foreach (var table in report.Release.Entry.Tables)
        {
            page.Heading(2, $"By {table.Name}: {AuditSentences.Title(table.Step)}");
            page.Paragraph("Of everyone in the extracts.");
            page.Table(["group", "people", "counted", "rate"], table.Groups.Select(group => (IReadOnlyList<string>)
            [
                group.Name, Number(group.People), Number(group.Count), group.Rate is { } rate ? Figure.Text(rate) : NotShown,
            ]));
        }
    }

    private static string Render(ReleaseReport report)
    {
        var page = new MarkdownText();
        Describe(page, report);
        return page.ToString();
    }

    private static string Number(int? number) => number?.ToString(CultureInfo.InvariantCulture) ?? NotShown;

    private static IEnumerable<Figure> Figures(ReleaseReport report)
    {
        foreach (var table in report.Release.Entry.Tables)
        {
            foreach (var group in table.Groups)
            {
                if (group.People is { } people) yield return new Figure("people", table.Name, "", group.Name, "", "people") { Count = people };
                if (group.Count is { } count)
                    yield return (new Figure("statistics", table.Name, Vocabulary.Word(table.Step), group.Name, "", "rate") { Count = count, Of = group.People }).Is(group.Rate);
            }
        }
    }

    private static void WriteFigures(Stream stream, ReleaseReport report)
    {
        using var csv = new CsvOutput(stream, Figure.Header);
        foreach (var figure in Figures(report)) figure.WriteTo(csv, Audience);
    }
}
