using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Iom.Selection.Agreement.Tests.Generation;
using Iom.Selection.Extracts.Problems;

namespace Iom.Selection.Agreement.Tests;

/// <summary>A batch, which keeps no record as an object, says of everybody what scoring one case file after another says; and writes the same bytes however it is run.</summary>
[Trait("Category", "Slow")]
public class TwoRoadsTests
{
    // Of a block, a row, a quote and a line end each ends somewhere within, before and behind the others.
    private static readonly (int Threads, int BufferBytes, bool Explained)[] Ways = [(1, 1 << 19, false), (2, 64, true), (7, 333, false), (7, 16, false), (2, 4096, false)];

    /// <summary>Law 11.</summary>
    [SeededProperty(MaxTest = 120)]
    public Property Both_roads_say_the_same() => ForAll((messy, _) => AssertSame(messy));

    [SeededProperty(MaxTest = 60)]
    public Property Both_roads_say_the_same_of_rows_shuffled_and_quoted_otherwise() => ForAll((messy, random) => AssertSame(messy with
    {
        Extracts = [.. messy.Extracts.Select(file =>
        {
            MessyRow[] rows = [.. file.Rows];
            random.Shuffle(rows);
            return file with { Rows = rows, Layout = new MessyLayout(random.Next(2) == 0, random.Next(2) == 0, random.Next(4), random.Next(8), random.Next(3), file.Layout.Unknown) };
        })],
    }));

    /// <summary>Ids too long to be kept, of any script: those of offences are told apart by their hash and read again where they are named.</summary>
    [SeededProperty(MaxTest = 60)]
    public Property Both_roads_say_the_same_of_long_ids_of_any_script() => ForAll((messy, random) =>
    {
        string[] scripts = ["", "Ж", "事件番号-", "🗂", "0123456789abcdef-", "é"];
        AssertSame(messy with
        {
            Extracts = [.. messy.Extracts.Select(file => file with
            {
                Rows = [.. file.Rows.Select(row => row with { Cells = [.. row.Cells.Select((cell, column) => file.Columns[column].EndsWith("_id", StringComparison.Ordinal) ? Longer(cell, scripts) : cell)] })],
            })],
        });
        static string Longer(string cell, string[] scripts) =>
            cell.Length == 0 ? cell : string.Concat(Enumerable.Repeat(scripts[cell[^1] % scripts.Length], 1 + (cell[^1] % 5))) + cell;
    });

    [SeededProperty(MaxTest = 40)]
    public Property Both_roads_say_the_same_of_files_in_pieces_and_other_encodings() => ForAll((messy, random) => In(messy.WithoutMap(), folder =>
    {
        var extracts = Path.Combine(folder, "extracts");
        var offences = messy.WithoutMap()["offences.csv"]!;
        File.Delete(Path.Combine(extracts, "offences.csv"));
        for (var i = 0; i < 3; i++) (offences with { Name = $"part {i}.csv", Rows = [.. offences.Rows.Where((_, row) => row % 3 == i)] }).WriteTo(extracts);
        var (name, encoding) = random.Next(3) switch { 0 => ("utf-16", Encoding.Unicode), 1 => ("iso-8859-1", Encoding.Latin1), _ => ("utf-8", (Encoding)new UTF8Encoding(false)) };
        var map = $$$"""{ "offences": { "file": "part ?.csv", "encoding": "{{{name}}}", "delimiter": ";", "values": { "outcome": { "acquitted": "convicted", "odd": "" } }, "empty": { "detected_by": "store" } } }""";
        foreach (var part in Directory.GetFiles(extracts, "part *.csv")) Recode(part, encoding);
        File.WriteAllText(Path.Combine(extracts, "extract-map.json"), map);
        AssertSame(folder, messy);
    }));

    /// <summary>The same reading serves any date: each date's files are those of a run of its own.</summary>
    [SeededProperty(MaxTest = 40)]
    public Property Many_dates_from_one_reading_are_each_a_run_of_its_own() => ForAll((messy, random) => In(messy, folder =>
    {
        DateOnly[] dates = [.. Enumerable.Range(0, 4).Select(_ => messy.AsOf.AddDays(-random.Next(900))).Append(messy.AsOf).Append(messy.AsOf.AddDays(400)).Distinct()];
        var question = Question.Of(folder, messy.AsOf, messy.Capacity);
        DateOnly[] possible = [.. dates.Where(date => IsPossible(question with { AsOf = date }))];
        if (possible.Length == 0) return;
        // Out of order, so that nothing depends on what was asked before.
        var product = new Product(threads: 2, bufferBytes: 333);
        var answer = product.Load(question);
        foreach (var date in possible.OrderDescending())
        {
            var together = answer(date).Files(explained: 1);
            foreach (var (name, text) in product.Answer(question with { AsOf = date }).Files(explained: 1))
                Assert.True(text == together[name], $"{name} of {date:yyyy-MM-dd}:\n{text}\n--- but ---\n{together[name]}");
        }
    }));

    // A date before every record stops a run.
    private static bool IsPossible(Question question)
    {
        try
        {
            Product.Undivided.Answer(question);
            return true;
        }
        catch (ExtractException)
        {
            return false;
        }
    }

    private static void Recode(string path, Encoding encoding)
    {
        var text = File.ReadAllText(path);
        // A comma outside of quotes separates; within them it is text, as a semicolon then is too.
        var quoted = false;
        var recoded = string.Concat(text.Select(c =>
        {
            if (c == '"') quoted = !quoted;
            return c == ',' && !quoted ? ';' : c;
        }));
        File.WriteAllText(path, recoded, encoding);
    }

    private static void AssertSame(MessyFolder messy) => In(messy, folder => AssertSame(folder, messy));

    private static void AssertSame(string folder, MessyFolder messy)
    {
        var question = Question.Of(folder, messy.AsOf, messy.Capacity);
        Answer expected;
        try
        {
            expected = Product.Undivided.Answer(question);
        }
        catch (ExtractException e)
        {
            Assert.Equal(e.Message, Assert.Throws<ExtractException>(() => new Product(threads: 2, bufferBytes: 64).Answer(question)).Message);
            return;
        }
        var files = expected.Files(explained: Answer.MostExplained);
        foreach (var (threads, bufferBytes, explained) in Ways)
        {
            var product = new Product(threads, bufferBytes);
            var answer = product.Answer(question);
            var others = answer.Files(explained: explained ? Answer.MostExplained : 0);
            // Explanations take longer than all the rest, and their hash stands in the manifest and makes the key.
            foreach (var (name, text) in files.Where(file => explained || file.Key is not ("explanations.jsonl" or "run.json" or "run.key")))
                Assert.True(text == others[name], $"{name}, {product}:\n{text}\n--- but ---\n{others[name]}");
            Assert.Equal(files.Keys, others.Keys);
            if (explained) answer.AssertIsThatOfCaseFiles();
        }
    }

    private static void In(MessyFolder messy, Action<string> act)
    {
        var folder = messy.Write();
        try
        {
            act(folder);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static Property ForAll(Action<MessyFolder, Random> law) =>
        Prop.ForAll(MessyFolders.Arbitrary, Gen.Choose(0, int.MaxValue).ToArbitrary(), (messy, seed) => law(messy, new Random(seed)));
}
