using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Iom.Selection.Agreement.Tests.Generation;
using Iom.Selection.Extracts;

namespace Iom.Selection.Agreement.Tests;

/// <summary>The road of a batch, which keeps no record as an object, and the one that keeps all write the same bytes.</summary>
public class TwoRoadsTests
{
    // Of a block, a row, a quote and a line end each ends somewhere within, before and behind the others.
    private static readonly (int Threads, int BlockBytes, bool Explained)[] Ways = [(1, 1 << 19, false), (2, 64, true), (7, 333, false), (7, 16, false), (2, 4096, false)];

    /// <summary>Law 11.</summary>
    [SeededProperty(MaxTest = 120)]
    public Property Both_roads_write_the_same_bytes() => ForAll((messy, _) => AssertSame(messy));

    [SeededProperty(MaxTest = 60)]
    public Property Both_roads_write_the_same_bytes_of_rows_shuffled_and_quoted_otherwise() => ForAll((messy, random) => AssertSame(messy with
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
    public Property Both_roads_write_the_same_bytes_of_long_ids_of_any_script() => ForAll((messy, random) =>
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
    public Property Both_roads_write_the_same_bytes_of_files_in_pieces_and_other_encodings() => ForAll((messy, random) => In(messy.WithoutMap(), folder =>
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
        IAnswer expected;
        try
        {
            expected = Product.InMemory.Answer(question);
        }
        catch (ExtractException e)
        {
            Assert.Equal(e.Message, Assert.Throws<ExtractException>(() => Product.Batch(threads: 2, blockBytes: 64).Answer(question)).Message);
            return;
        }
        var files = expected.Files(explained: Answers.Explained);
        foreach (var (threads, blockBytes, explained) in Ways)
        {
            var product = Product.Batch(threads, blockBytes);
            var streamed = product.Answer(question).Files(explained: explained ? Answers.Explained : 0);
            // Explanations take longer than all the rest, and their hash stands in the manifest.
            foreach (var (name, text) in files.Where(file => explained || file.Key is not ("explanations.jsonl" or "run.json")))
                Assert.True(text == streamed[name], $"{name}, {product}:\n{text}\n--- but ---\n{streamed[name]}");
            Assert.Equal(files.Keys, streamed.Keys);
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
