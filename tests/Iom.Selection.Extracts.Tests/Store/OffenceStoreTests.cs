using System.Globalization;
using Iom.Selection.Extracts.Store;
using Iom.Selection.Records;

namespace Iom.Selection.Extracts.Tests.Store;

public class OffenceStoreTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(1024)]
    [InlineData(1025)]
    [InlineData(300_000)]
    public void Every_row_is_in_the_part_of_its_person_once(int people)
    {
        var store = new OffenceStore(people);
        var writers = Enumerable.Range(0, 3).Select(_ => new OffenceStore.Writer(store)).ToArray();
        Parallel.For(0, writers.Length, thread =>
        {
            var random = new Random(thread);
            for (var i = 0; i < 20_000; i++) Packed.Keep(writers[thread], Packed.Offence(1, 0, 0, 0, 1) with { Line = (thread * 20_000) + i }, random.Next(people));
            writers[thread].Close();
        });
        var lines = new List<int>();
        var next = 0;
        for (var part = 0; part < store.PartCount; part++)
        {
            var (first, end) = store.PeopleOf(part);
            Assert.Equal(next, first);
            next = end;
            foreach (var row in store.ToArray(part))
            {
                Assert.InRange(row.Person, first, end - 1);
                Assert.Equal(part, store.PartOf(row.Person));
                lines.Add(row.Line);
            }
        }
        Assert.Equal(people, next);
        Assert.Equal(Enumerable.Range(0, 60_000), lines.Order());
    }

    [Fact]
    public void Every_number_of_a_row_comes_back_whether_it_is_kept_short_or_long_and_whether_it_is_put_in_order()
    {
        // What is kept short ends after 14, 17 and 18 bits; dates begin with 1900.
        int[] days = [0, 693_594, 693_595, 693_596, 739_000, 693_595 + (1 << 17) - 1, 693_595 + (1 << 17), DateOnly.MaxValue.DayNumber];
        int[] codes = [0, 1, (1 << 14) - 1, 1 << 14, int.MaxValue];
        int[] origins = [0, 1, (1 << 18) - 1, 1 << 18, int.MaxValue];
        const int People = 1500;
        var random = new Random(7);
        var rows = Enumerable.Range(0, 20_000).Select(i => Packed.Offence(
            One(days), random.Next(3) == 0 ? 0 : One(days) + 1, random.Next(Enum.GetValues<OffenceOutcome>().Length), random.Next(4), random.Next(OffenceRow.Hashed + 1), random.Next(3)) with
        {
            IdFirst = (ulong)random.NextInt64(),
            IdLast = ulong.MaxValue - (ulong)random.NextInt64(),
            Line = i % 3 == 0 ? int.MaxValue - i : i,
            Code = One(codes),
            Origin = One(origins),
            Person = random.Next(People),
        }).ToArray();
        var store = new OffenceStore(People);
        var writer = new OffenceStore.Writer(store);
        var longOnes = rows.Count(row => Packed.Keep(writer, row, row.Person));
        writer.Close();
        Assert.InRange(longOnes, 5_000, 19_000);
        Assert.Equal(rows.Order(Comparer), All(part => store.ToArray(part)));

        for (var part = 0; part < store.PartCount; part++) store.PutInOrder(part);
        Assert.Equal(rows.Order(Comparer), All(part => store.ToArray(part)));
        for (var person = 0; person < People; person++)
        {
            var part = store.PartOf(person);
            var own = store.Find(part, out _)!.Of(person - store.PeopleOf(part).First).ToArray();
            Assert.All(own, row => Assert.Equal(person, row.Person));
            Assert.Equal(own.Select(row => row.Day).Order(), own.Select(row => row.Day));
        }

        int One(int[] numbers) => numbers[random.Next(numbers.Length)];
        OffenceRow[] All(Func<int, OffenceRow[]> rowsOf) => [.. Enumerable.Range(0, store.PartCount).SelectMany(rowsOf).Order(Comparer)];
    }

    [Fact]
    public void Dates_of_any_century_stand_as_they_are_written_and_count_as_later_after_the_date()
    {
        // Days from 1900 to 11 November 2258 are kept short.
        string[] days = ["0002-01-02", "1850-03-01", "1900-01-02", "2026-10-31", "2258-11-10", "2258-11-11", "2258-11-12", "2300-01-01", "2999-12-30"];
        (string Date, string Outcome)[] rows = [.. from day in days from outcome in days.Append("") where outcome.Length == 0 || string.CompareOrdinal(outcome, day) >= 0 select (day, outcome)];
        using var folder = new Folder();
        folder.File("offences.csv", "offender_id,offence_id,offence_code,offence_date,outcome,outcome_date\n" + string.Concat(rows.Select((row, i) => $"SYNTHETIC-{1 + (i % 2)},F{i},046,{row.Date},convicted,{row.Outcome}\n")));
        foreach (var rowsAtOnce in new[] { 1, 1000 })
        {
            var extracts = ExtractFolder.Load(folder.Path, new ExtractOptions { RowsAtOnce = rowsAtOnce });
            foreach (var asOf in days.Select(day => DateOnly.ParseExact(day, "O", CultureInfo.InvariantCulture)))
            {
                var loaded = new Loaded(extracts.AsOf(asOf));
                var expected = rows.Select((row, i) => ($"F{i}", row.Date, row.Outcome)).Where(row => string.CompareOrdinal(row.Date, Text(asOf)) <= 0).ToArray();
                Assert.Equal(expected.Order(), loaded.People.SelectMany(file => file.Offences).Select(report => (report.OffenceId, Text(report.Date), Text(report.OutcomeDate))).Order());
                var offences = loaded.Account.Files.Single(file => file.FileName == "offences.csv");
                Assert.Equal((rows.Length, expected.Length, rows.Length - expected.Length), (offences.ReadCount, offences.UsedCount, offences.LaterCount));
                Assert.Equal(expected.Length, loaded.Account.OffenceCount);
            }
        }

        static string Text(DateOnly? date) => date?.ToString("O", CultureInfo.InvariantCulture) ?? "";
    }

    // By line: no two have the same.
    private static readonly Comparer<OffenceRow> Comparer = Comparer<OffenceRow>.Create((one, other) => one.Line.CompareTo(other.Line));
}
