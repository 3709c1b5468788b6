using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json;
using Iom.Selection.Extracts.Problems;
using Iom.Selection.Fairness.Disclosure;
using Iom.Selection.Foundation;
using Iom.Selection.Policies;
using Iom.Selection.Runs.Output;
using Iom.Selection.Runs.Storage;

namespace Iom.Selection.Runs.Audits;

/// <summary>The ledger of what a partnership published: a line for each release, each with the hash of the line before. It is private: with the rounding key it tells who is who.</summary>
/// <remarks>
/// A line is JSON and ends with a line feed; its hash is the SHA-256 of its bytes without that. It holds rounded numbers and keyed hashes of people, never an id. A line is added before the
/// release takes its name, so that nothing is published that the ledger does not hold.
/// </remarks>
public sealed class ReleaseLedger
{
    private const string Schema = "iom-statistics-release/1";
    private const string What = "The release ledger";

    private static readonly string Beginning = new('0', 2 * SHA256.HashSizeInBytes);

    private readonly string _path;
    private readonly long _length;
    private readonly string _head;

    private ReleaseLedger(string path, ImmutableArray<LedgerEntry> entries, long length, string head) => (_path, Entries, _length, _head) = (path, entries, length, head);

    /// <summary>What was published, in order.</summary>
    public ImmutableArray<LedgerEntry> Entries { get; }

    /// <summary>Reads a ledger and checks every byte of it; one that is not there is empty.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The ledger.</returns>
    /// <exception cref="ExtractException">It can't be read, or is not what was written.</exception>
    public static ReleaseLedger Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        byte[] bytes;
        try
        {
            if (Disk.KindOf(path) == FileKind.None) return new ReleaseLedger(path, [], 0, Beginning);
            if (Disk.KindOf(path) != FileKind.File) throw new ExtractException($"{What} is no file: {path}");
            bytes = Disk.Read(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ExtractException($"{What} cannot be opened: {path}", e);
        }
        var entries = ImmutableArray.CreateBuilder<LedgerEntry>();
        var (head, at) = (Beginning, 0);
        while (at < bytes.Length)
        {
            var end = bytes.AsSpan(at).IndexOf((byte)'\n');
            if (end < 0) throw Broken(path, entries.Count + 1);
            var line = bytes.AsMemory(at, end);
            try
            {
                using var document = JsonDocument.Parse(line);
                var root = document.RootElement;
                if (root.GetProperty("schema").GetString() != Schema || root.GetProperty("number").GetInt32() != entries.Count + 1 || root.GetProperty("previous").GetString() != head)
                    throw Broken(path, entries.Count + 1);
                entries.Add(Entry(root));
            }
            catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or FormatException or ArgumentException)
            {
                throw Broken(path, entries.Count + 1);
            }
            head = Convert.ToHexStringLower(SHA256.HashData(line.Span));
            at += end + 1;
        }
        return new ReleaseLedger(path, entries.ToImmutable(), bytes.Length, head);
    }

    /// <summary>Adds a release and waits until it is on the disk.</summary>
    /// <param name="entry">The release.</param>
    /// <param name="cancellationToken">Stops the waiting for somebody else who publishes.</param>
    /// <exception cref="OutputException">It can't be written, or somebody else published meanwhile.</exception>
    /// <exception cref="OperationCanceledException">The waiting was stopped.</exception>
    public void Append(LedgerEntry entry, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(entry);
        byte[] line = [.. Line(entry), (byte)'\n'];
        try
        {
            using var held = FileLock.Acquire(Path.GetFullPath(_path), What, append: true, FileLock.MaxTries, cancellationToken);
            if (RandomAccess.GetLength(held.Handle) != _length) throw new OutputException($"{What} has changed since it was read: run the audit again. {_path}");
            RandomAccess.Write(held.Handle, line, _length);
            Disk.Sync(held.Handle);
        }
        catch (StorageException e)
        {
            throw new OutputException(e.Message, e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new OutputException($"{What} cannot be written: {_path}", e);
        }
    }

    private byte[] Line(LedgerEntry entry)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            json.WriteString("schema", Schema);
            json.WriteNumber("number", Entries.Length + 1);
            json.WriteString("previous", _head);
            json.WriteString("asOf", IsoDate.Text(entry.AsOf));
            json.WriteString("keyCheck", entry.KeyCheck);
            json.WriteNumber("smallestCell", entry.SmallestCell);
            json.WriteStartArray("tables");
            foreach (var table in entry.Tables)
            {
                json.WriteStartObject();
                json.WriteString("name", table.Name);
                json.WriteString("step", Vocabulary.Word(table.Step));
                json.WriteStartArray("groups");
                foreach (var group in table.Groups)
                {
                    json.WriteStartObject();
                    json.WriteString("name", group.Name);
                    json.WriteTexts("labels", group.Labels);
                    if (group.People is { } people) json.WriteNumber("people", people);
                    if (group.Count is { } count) json.WriteNumber("count", count);
                    json.WriteBase64String("counted", Bytes(group.Counted));
                    json.WriteBase64String("others", Bytes(group.Others));
                    json.WriteEndObject();
                }
                json.WriteEndArray();
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }
        return stream.ToArray();
    }

    private static LedgerEntry Entry(JsonElement root) => new(
        DateOnly.ParseExact(root.GetProperty("asOf").GetString()!, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), root.GetProperty("keyCheck").GetString()!,
        root.GetProperty("smallestCell").GetInt32(),
        [
            .. root.GetProperty("tables").EnumerateArray().Select(table => new PublishedTable(
                table.GetProperty("name").GetString()!,
                Vocabulary.TryParse<PipelineStage>(table.GetProperty("step").GetString(), out var step) ? step : throw new FormatException(),
                [
                    .. table.GetProperty("groups").EnumerateArray().Select(group => new PublishedGroup(
                        group.GetProperty("name").GetString()!, [.. group.GetProperty("labels").EnumerateArray().Select(label => label.GetString()!)], Number(group, "people"), Number(group, "count"),
                        Marks(group.GetProperty("counted").GetBytesFromBase64()), Marks(group.GetProperty("others").GetBytesFromBase64()))),
                ])),
        ]);

    private static int? Number(JsonElement group, string name) => group.TryGetProperty(name, out var number) ? number.GetInt32() : null;

    private static byte[] Bytes(ImmutableArray<PersonMark> people)
    {
        var bytes = new byte[people.Length * MarkBytes];
        for (var i = 0; i < people.Length; i++) people[i].Write(bytes.AsSpan(i * MarkBytes));
        return bytes;
    }

    private static ImmutableArray<PersonMark> Marks(byte[] bytes) => bytes.Length % MarkBytes != 0 ? throw new FormatException()
        : [.. Enumerable.Range(0, bytes.Length / MarkBytes).Select(i => PersonMark.Read(bytes.AsSpan(i * MarkBytes)))];

    private const int MarkBytes = 2 * sizeof(ulong);

    private static ExtractException Broken(string path, int line) =>
        new(FormattableString.Invariant($"Line {line} of the release ledger is not what was written there: {path} (restore it from a copy; without it nothing can be published safely)"));
}
