using System.Globalization;
using System.Text;
using Iom.Selection.Extracts.Csv;
using Iom.Selection.Extracts.Store;
using Iom.Selection.Records;

namespace Iom.Selection.Extracts.Tests.Store;

public class PossibleDuplicateFinderTests
{
    [Theory]
    // A row each: id, code, day, source.
    [InlineData("F1 02803 5 niche;F2 02803 5 court", "F1 F2")]
    [InlineData("F1 02803 5 niche;F2 02811 5 court", "F1 F2")]              // of one class
    [InlineData("F1 02803 5 niche;F2 028 5 court", "F1 F2")]
    [InlineData("F1 X1 5 niche;F2 X1 5 court", "F1 F2")]                    // no Home Office code: its own class
    [InlineData("F1 X1 5 niche;F2 X12 5 court", "")]
    [InlineData("F1 02803 5 niche;F2 03401 5 court", "")]
    [InlineData("F1 02803 5 niche;F2 02803 6 court", "")]
    [InlineData("F1 02803 5 niche;F1 02803 5 court", "")]                   // one offence, told by two
    [InlineData("F1 02803 5 niche;F2 02803 5 niche", "")]                   // one system reports all
    [InlineData("F1 02803 5 -;F2 02803 5 court;F3 028 9 niche", "")]        // of which source is not known
    [InlineData("F1 02803 5 niche;F1 02803 5 niche;F2 02803 5 court", "F1 F1 F2")]
    [InlineData("F1 02803 5 niche;F2 02803 5 court;F3 046 5 niche;F4 046 5 court", "F1 F2 F3 F4")]
    [InlineData("F1 02803 5 niche;F2 02803 5 niche;F3 105 9 court", "")]    // one system reports all of that day
    // Which of these may be one offence under two ids is told later, by all their sources.
    [InlineData("F1 02803 5 niche;F2 02803 5 niche;F3 02803 5 court", "F1 F2 F3")]
    [InlineData("F1 02803 5 niche;F1 02803 5 court;F2 02803 5 court", "F1 F1 F2")]
    public void Rows_of_one_class_and_day_but_of_several_offences_and_systems_are_found(string rows, string expected) => Assert.Equal(expected, string.Join(' ', Found(rows)));

    [Fact]
    public void Many_rows_are_found_as_by_grouping_them()
    {
        var random = new Random(1);
        string[] codes = ["02803", "02811", "028", "03401", "X1"];
        // One person after the other is looked at by one finder, as in a run.
        var tables = new OffenceTables();
        foreach (var code in codes) tables.Codes.NumberOf(code);
        foreach (var source in new[] { null, "niche", "court" }) tables.Origins.NumberOf(new RowSource(0, source, -1));
        var finder = new PossibleDuplicateFinder(tables);
        for (var i = 0; i < 60; i++)
        {
            var rows = Enumerable.Range(0, random.Next(2, 300)).Select(_ =>
                (Id: $"F{random.Next(60)}", Code: codes[random.Next(codes.Length)], Day: random.Next(20) + (random.Next(3) * 2048), Source: new[] { "-", "niche", "court" }[random.Next(3)])).ToArray();
            var expected = rows.Where(row => row.Source != "-").GroupBy(row => (OffenceCode.ClassOf(row.Code), row.Day))
                .Where(alike => alike.Select(row => row.Id).Distinct().Count() > 1 && alike.Select(row => row.Source).Distinct().Count() > 1).SelectMany(alike => alike.Select(row => row.Id));
            Assert.Equal(expected.Order(StringComparer.Ordinal), Found(string.Join(';', rows.Select(row => $"{row.Id} {row.Code} {row.Day} {row.Source}")), tables, finder));
        }
    }

    private static IEnumerable<string> Found(string text, OffenceTables? given = null, PossibleDuplicateFinder? finder = null)
    {
        var tables = given ?? new OffenceTables();
        OffenceRow[] rows = [.. text.Split(';').Select(row => row.Split(' ')).Select((row, line) =>
        {
            var id = Padded.Of(row[0]);
            var (first, last) = PackedKey.Pack(ref id[0], row[0].Length);
            return Packed.Offence(int.Parse(row[2], CultureInfo.InvariantCulture), 0, 0, 0, row[0].Length) with
            {
                IdFirst = first,
                IdLast = last,
                Code = tables.Codes.NumberOf(row[1]),
                Origin = tables.Origins.NumberOf(new RowSource(0, row[3] == "-" ? null : row[3], -1)),
                Line = line,
            };
        })];
        var findings = new OffenceFindings(tables.Codes.Count);
        (finder ?? new PossibleDuplicateFinder(tables)).Find(rows, findings);
        Assert.Equal(findings.Alike.Count, findings.Alike.Select(row => row.Name.Line).Distinct().Count());
        return findings.Alike.Select(row => Encoding.UTF8.GetString(PackedKey.Bytes(row.Name.First, row.Name.Last, row.Name.Length))).Order(StringComparer.Ordinal);
    }
}
