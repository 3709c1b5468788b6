using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Iom.Selection.Agreement.Tests.Generation;
using Iom.Selection.Agreement.Tests.Reference;
using Iom.Selection.Extracts.Problems;
using Iom.Selection.Scoring;

namespace Iom.Selection.Agreement.Tests;

/// <summary>The laws that speak of files and bytes, on generated messy folders.</summary>
public class FileLawTests
{
    private static readonly string[] Ranking = ["ranking.csv", "cohort.csv", "explanations.jsonl"];

    // Whether two ids may be one person others have a say in.
    private const string ToSettle = "to-settle";

    private static readonly string[] Everything = [.. Ranking, "refused.csv", "duplicates.csv", "conflicts.csv", "run.json"];

    // The column by which a row is later than the as-of date.
    private static readonly Dictionary<string, string> DateColumns = new()
    {
        ["memberships.csv"] = "from",
        ["offences.csv"] = "offence_date",
        ["drug_tests.csv"] = "test_date",
        ["risk_scores.csv"] = "assessed_on",
        ["nominations.csv"] = "nominated_on",
        ["custody.csv"] = "from",
        ["supervision.csv"] = "from",
        ["engagement.csv"] = "contact_date",
        ["panel.csv"] = "meeting_date",
    };

    /// <summary>Law 1.</summary>
    [SeededProperty(MaxTest = 40)]
    public Property Characteristics_change_no_byte_of_a_run() => ForAll((messy, random) =>
    {
        var ids = messy["offenders.csv"]!.Rows.Select(row => row.Cells[0]).Distinct().ToArray();
        string[] groups = ["A", "B", "C"];
        var rows = ids.Select(id => $"\"{id.Replace("\"", "\"\"", StringComparison.Ordinal)}\",{groups[random.Next(3)]}").ToArray();
        var before = Bytes(messy, Everything);
        AssertSame(before, messy, Everything, folder => File.WriteAllLines(Path.Combine(folder, "extracts", "characteristics.csv"), ["offender_id,group", .. rows]));
        random.Shuffle(rows);
        AssertSame(before, messy, Everything, folder => File.WriteAllLines(Path.Combine(folder, "extracts", "characteristics.csv"), ["offender_id,group", .. rows]));
        AssertSame(before, messy, Everything, folder => File.WriteAllText(Path.Combine(folder, "extracts", "characteristics.csv"), "\0 no CSV at all \""));
    });

    /// <summary>Law 4.</summary>
    [SeededProperty(MaxTest = 40)]
    public Property Rows_and_columns_in_any_order_give_the_same_bytes() => ForAll((messy, random) =>
    {
        var shuffled = messy with
        {
            Extracts = [.. messy.Extracts.Select(file =>
            {
                MessyRow[] rows = [.. file.Rows];
                random.Shuffle(rows);
                var layout = new MessyLayout(random.Next(2) == 0, random.Next(2) == 0, random.Next(4), random.Next(8), random.Next(3), file.Layout.Unknown);
                return file with { Rows = rows, Layout = layout };
            })],
        };
        AssertEqual(Bytes(messy, Ranking), Bytes(shuffled, Ranking));
    });

    /// <summary>Law 6.</summary>
    [SeededProperty(MaxTest = 40)]
    public Property Repeated_and_later_rows_change_no_byte_of_the_ranking() => ForAll((messy, random) =>
    {
        var more = messy with
        {
            Extracts = [.. messy.Extracts.Select(file =>
            {
                // "Any row that is used", and "usable rows": one that is refused would be refused twice.
                var repeated = file.Rows.Where(row => file.IsPlain(row) && random.Next(3) == 0);
                var later = DateColumns.TryGetValue(file.Name, out var column)
                    ? file.Rows.Where(row => file.IsPlain(row) && random.Next(4) == 0).Select(row => Later(file, row, column, messy.AsOf.AddDays(random.Next(1, 50))))
                    : [];
                return file with { Rows = [.. file.Rows, .. repeated, .. later] };
            })],
        };
        AssertEqual(Bytes(messy, Ranking), Bytes(more, Ranking));
    });

    /// <summary>Law 11, and law 5: nobody else's rows matter to a scorecard.</summary>
    [SeededProperty(MaxTest = 25)]
    public Property A_person_scored_alone_has_the_scorecard_of_the_batch() => ForAll((generated, random) =>
    {
        // What a column shows of damage, and whether an id is written in two columns, is judged over all rows of a file.
        var messy = generated with
        {
            Extracts = [.. generated.Extracts.Select(file => file with
            {
                Rows = [.. file.Rows.Where(row => !row.Cells.Any(ReferenceTable.IsLongId))],
                Mapping = file.Mapping is null ? null : file.Mapping with { Keys = file.Mapping.Keys with { Composite = false } },
            })],
        };
        var ids = messy["offenders.csv"]!.Rows.Select(row => ReferenceText.Trim(row.Cells[0])).Where(id => id.Length > 0).Distinct().ToArray();
        random.Shuffle(ids);
        In(messy, folder =>
        {
            var together = Product.Shipped.Answer(Question.Of(folder, messy.AsOf, messy.Capacity));
            foreach (var id in ids.Take(8))
            {
                if (ScorecardOf(together, id) is not { } scorecard) continue;
                var listed = ListedOf(together, id);
                // A row that is no one's for sure is left out: its person can't be told. Whose an id of another system is, others have a say in.
                var alone = messy with { Extracts = [.. messy.Extracts.Select(file => file.Name == "identities.csv" ? file : file with { Rows = [.. file.Rows.Where(row => row.Cells.Any(cell => IsOf(cell, id)))] })] };
                In(alone, own =>
                {
                    try
                    {
                        var answer = Product.Shipped.Answer(Question.Of(own, messy.AsOf, messy.Capacity));
                        Assert.Equal(scorecard, ScorecardOf(answer, id));
                        Assert.Equal(listed, ListedOf(answer, id));
                    }
                    catch (ExtractException)
                    {
                        // All that there is of this person is later than the date.
                    }
                    return true;
                });
            }
            return true;
        });
    });

    // By whatever spelling a map may take for the same.
    private static bool IsOf(string cell, string id) => ReferenceText.Trim(cell).Equals(id, StringComparison.OrdinalIgnoreCase);

    private static MessyRow Later(MessyFile file, MessyRow row, string column, DateOnly day)
    {
        string[] cells = [.. row.Cells];
        cells[Array.IndexOf(file.Columns, column)] = day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return row with { Cells = cells };
    }

    private static Property ForAll(Action<MessyFolder, Random> law) => Prop.ForAll(MessyFolders.Arbitrary, Gen.Choose(0, int.MaxValue).ToArbitrary(), (messy, seed) =>
    {
        try
        {
            law(messy, new Random(seed));
        }
        catch (ExtractException)
        {
            // With nobody to rank, or on a date before all records, there is nothing to compare.
        }
    });

    private static string[] Bytes(MessyFolder messy, params string[] names) => In(messy, folder => Product.Shipped.Answer(Question.Of(folder, messy.AsOf, messy.Capacity)).Texts(names));

    // Of everybody, ranked or not; null for nobody.
    private static string? ScorecardOf(Answer answer, string id) => answer.Scorecard(id) is not { } scorecard ? null
        : string.Join("; ", scorecard.Contributions.Select(Text));

    // What stands in the list of somebody, but for the place among others, and what each figure rests on.
    private static string? ListedOf(Answer answer, string id) => answer.Explain(id) is not { } explanation ? null
        : explanation.Row.Scorecard is null ? $"{explanation.Row.Recommendation} {string.Join(' ', explanation.Row.Reasons.Where(reason => reason.ToString() != ToSettle))}"
        : string.Join("; ", explanation.Factors.Select(factor => Text(factor.Contribution)));

    private static string Text(Contribution contribution) => string.Create(CultureInfo.InvariantCulture,
        $"{contribution.Factor.Id} {contribution.Reading} {contribution.Least}-{contribution.Most} {contribution.LeftOutCount} {string.Join(' ', contribution.Records.Select(record => (record.Kind, record.Id, record.Date)))}");

    private static void AssertSame(string[] expected, MessyFolder messy, string[] names, Action<string> change) => In(messy, folder =>
    {
        change(folder);
        AssertEqual(expected, Product.Shipped.Answer(Question.Of(folder, messy.AsOf, messy.Capacity)).Texts(names));
        return true;
    });

    // File by file, so that a failure shows where they part.
    private static void AssertEqual(string[] expected, string[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        foreach (var (one, other) in expected.Zip(actual)) Assert.Equal(one, other);
    }

    private static T In<T>(MessyFolder messy, Func<string, T> use)
    {
        var folder = messy.Write();
        try
        {
            return use(folder);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
