using Iom.Selection.Extracts.Csv;
using Iom.Selection.Extracts.Problems;
using Iom.Selection.Extracts.Store;

namespace Iom.Selection.Extracts.Tests.Store;

public sealed class LongIdsTests : IDisposable
{
    private const string Long = "an id of an offence that is too long to be kept";

    private readonly Folder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1, 64)]
    [InlineData(3, 16)]
    [InlineData(2, 1 << 19)]
    public void Ids_that_were_hashed_are_read_again_where_they_stand(int threads, int bufferBytes)
    {
        var rows = string.Concat(Enumerable.Range(0, 200).Select(i => i % 7 == 0 ? $"SYNTHETIC-1,\"{Long}\"\"{i}\"\"\",046,2026-01-05,convicted\n" : $"SYNTHETIC-1,{Long} {i},046,2026-01-05,convicted\n"));
        Write(rows);
        var line = 2;
        var names = new List<(RecordName Name, string Expected)>();
        for (var i = 0; i < 200; i++)
        {
            if (i % 3 == 0) names.Add((Hashed(line), i % 7 == 0 ? $"{Long}\"{i}\"" : $"{Long} {i}"));
            line++;
        }
        var ids = Load(threads, bufferBytes);
        // What has been read once is not read again.
        ids.Read(names.Where((_, i) => i % 2 == 0).Select(name => name.Name));
        ids.Read(names.Select(name => name.Name));
        Assert.All(names, name => Assert.Equal(name.Expected, ids.Find(name.Name)));
    }

    [Fact]
    public void Short_ids_stand_in_their_names_and_no_file_is_read_for_them()
    {
        Write("SYNTHETIC-1,F1,046,2026-01-05,convicted\n");
        var bytes = Padded.Of("Ж-1");
        var (first, last) = PackedKey.Pack(ref bytes[0], 4);
        var name = new RecordName(0, 0, 2, first, last, 4);
        var ids = Load();
        // With the file gone, whatever is read again would be noticed.
        File.Delete(Path.Combine(_folder.Path, "offences.csv"));
        ids.Read([name]);
        Assert.Equal("Ж-1", ids.Find(name));
    }

    [Fact]
    public void A_map_has_its_say_again()
    {
        _folder.File("extract-map.json", $$"""{ "offences": { "values": { "offence_id": { "short": "{{Long}}" } } } }""");
        Write("SYNTHETIC-1,short,046,2026-01-05,convicted\n");
        var ids = Load();
        ids.Read([Hashed(2)]);
        Assert.Equal(Long, ids.Find(Hashed(2)));
    }

    [Theory]
    [InlineData("SYNTHETIC-1,another id that is too long to be kept,046,2026-01-05,convicted\n")]
    [InlineData("")]
    [InlineData("SYNTHETIC-1,F1,too,many,cells,046,2026-01-05,convicted\n")]
    public void A_file_that_is_not_what_it_was_is_noticed(string then)
    {
        Write($"SYNTHETIC-1,{Long},046,2026-01-05,convicted\n");
        var ids = Load(threads: 2);
        Write(then);
        var e = Assert.Throws<ExtractException>(() => ids.Read([Hashed(2)]));
        Assert.Contains("changed while it was being read", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void To_stop_it_stops_it()
    {
        Write($"SYNTHETIC-1,{Long},046,2026-01-05,convicted\n");
        using var stop = new CancellationTokenSource();
        var ids = Load(threads: 2, stop: stop.Token);
        stop.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => ids.Read([Hashed(2)]));
    }

    private static RecordName Hashed(int line) => new(0, 0, line, 1, 2, OffenceRow.Hashed);

    private void Write(string rows) => _folder.File("offences.csv", Folder.Offences + rows);

    private LongIds Load(int threads = 1, int bufferBytes = 64, CancellationToken stop = default) =>
        new ExtractStore(_folder.Path, new ExtractOptions { Threads = threads, BufferBytes = bufferBytes }.ForStore(), progress: null, stop).LongIds;
}
