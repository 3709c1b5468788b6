using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Iom.Selection.Agreement.Tests.Generation;
using Iom.Selection.Agreement.Tests.Noise;
using Iom.Selection.Tests;

namespace Iom.Selection.Agreement.Tests;

/// <summary>Law 14: noise never decides quietly.</summary>
[Trait("Category", "Slow")]
public class NoiseLawTests
{
    // How often each kind is tried by its own test, in as many of the folders as that takes.
    private const int Tries = 3;

    private static readonly NoisyFolder[] Folders = [.. MessyFolders.Any.Sample(40, new Rnd(Seeds.Of(nameof(NoiseLawTests)), 7), 50).Select(NoisyFolder.Clean)];

    private static readonly ConcurrentDictionary<(NoisyFolder, Func<NoisyFolder, NoiseAnswer>), NoiseAnswer> Before = new();

    private static readonly NoiseKind[] Visible = [.. NoiseKinds.All.Where(kind => kind.IsVisible)];

    public static TheoryData<string> Names => new(Visible.Select(kind => kind.Name));

    [SeededProperty(MaxTest = 60)]
    public Property Noise_never_decides_quietly() => Prop.ForAll(
        MessyFolders.Arbitrary, Gen.Elements(Visible).ToArbitrary(), Gen.Choose(0, int.MaxValue).ToArbitrary(), (messy, kind, seed) =>
        {
            var clean = NoisyFolder.Clean(messy);
            var wrong = WrongWith(kind, clean, NoiseAnswer.OfProduct(clean), new Random(seed), NoiseAnswer.OfProduct) ?? "";
            return (wrong.Length == 0).Label(wrong);
        });

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_kind_of_noise_is_told(string name) => AssertTold(name, NoiseAnswer.OfProduct);

    /// <summary>The table asks for no more than the design gives: the second reading of it passes as well.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void Every_kind_of_noise_is_told_by_the_reference(string name) => AssertTold(name, NoiseAnswer.OfReference);

    [Fact]
    public void The_table_names_some_forty_kinds_each_once_and_where_it_was_met()
    {
        Assert.True(Visible.Length >= 40);
        Assert.Equal(NoiseKinds.All.Count, NoiseKinds.All.Select(kind => kind.Name).Distinct().Count());
        Assert.All(NoiseKinds.All, kind => Assert.NotEmpty(kind.Source));
        Assert.All(Visible, kind => Assert.NotEqual(NoiseEnd.None, kind.Ends));
    }

    [Fact]
    public void The_page_shows_the_table()
    {
        var page = File.ReadAllText(Repository.Path("docs", "noise.md")).ReplaceLineEndings("\n");
        var table = Table();
        if (!page.Contains(table, StringComparison.Ordinal)) File.WriteAllText(Repository.Path("artifacts", "noise.received.md"), table);
        Assert.Contains(table, page, StringComparison.Ordinal);
    }

    private static string Table()
    {
        // The same folders whatever the seeds of other tests, so that the page stays as it is.
        (NoisyFolder Folder, Lazy<NoiseAnswer> Before)[] folders =
            [.. MessyFolders.Any.Sample(40, new Rnd(1, 7), 50).Select(NoisyFolder.Clean).Select(folder => (folder, new Lazy<NoiseAnswer>(() => NoiseAnswer.OfProduct(folder))))];
        var table = new StringBuilder("| What goes wrong | Met at | What it may do | What the tool says of it, for instance |\n|---|---|---|---|\n");
        foreach (var kind in NoiseKinds.All)
        {
            var (may, said) = kind.IsVisible ? (Words(kind.Ends), SaidOf(kind, folders) ?? "nothing: the ranking is the same") : ("no reader can see it; not drawn", "");
            table.Append(CultureInfo.InvariantCulture, $"| {kind.Name} | {kind.Source} | {may} | {said.Replace("|", "\\|", StringComparison.Ordinal)} |\n");
        }
        return table.ToString();
    }

    // The first thing that is said of one of a few corruptions.
    private static string? SaidOf(NoiseKind kind, (NoisyFolder Folder, Lazy<NoiseAnswer> Before)[] folders)
    {
        var random = new Random(1);
        var tried = 0;
        foreach (var (folder, before) in folders)
        {
            if (tried == Tries) break;
            if (before.Value.Stopped is not null || kind.Apply!(folder, random) is not { } change) continue;
            tried++;
            if (NoiseAnswer.SaidOf(before.Value, NoiseAnswer.OfProduct(change.Folder)) is { } said) return said;
        }
        return null;
    }

    private static string Words(NoiseEnd ends) => string.Join(", or ", new[]
    {
        (NoiseEnd.Unchanged, "nothing"), (NoiseEnd.Settled, "the person is to settle"), (NoiseEnd.Refused, "the row is refused"), (NoiseEnd.Counted, "the summary counts it"), (NoiseEnd.Stopped, "the run stops"),
    }.Where(end => ends.HasFlag(end.Item1)).Select(end => end.Item2));

    private static void AssertTold(string name, Func<NoisyFolder, NoiseAnswer> read)
    {
        var kind = Visible.Single(kind => kind.Name == name);
        var random = new Random(unchecked((int)Seeds.Of(name)));
        var tried = 0;
        foreach (var folder in Folders.OrderBy(_ => random.Next()).ToArray())
        {
            var before = Before.GetOrAdd((folder, read), asked => asked.Item2(asked.Item1));
            if (WrongWith(kind, folder, before, random, read) is not { } wrong) continue;
            Assert.True(wrong.Length == 0, wrong);
            if (++tried == Tries) return;
        }
        Assert.True(tried > 0, "No folder had a place for it.");
    }

    /// <summary>What is wrong with how a corruption ends; empty if nothing, null where there was no place for it.</summary>
    private static string? WrongWith(NoiseKind kind, NoisyFolder clean, NoiseAnswer before, Random random, Func<NoisyFolder, NoiseAnswer> read)
    {
        // With nobody to rank, or on a date before all records, there is nothing to compare.
        if (before.Stopped is not null || kind.Apply!(clean, random) is not { } change) return null;
        var after = read(change.Folder);
        var end = NoiseAnswer.EndOf(kind, change, before, after);
        return (end & kind.Ends) != NoiseEnd.None ? "" : $"{kind}: {change.Place}: {(end == NoiseEnd.None ? "nothing tells" : end)}, where {kind.Ends} is asked for. {after.Stopped}";
    }
}
