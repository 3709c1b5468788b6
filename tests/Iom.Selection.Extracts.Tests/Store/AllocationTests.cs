using System.Globalization;
using System.Text;
using Xunit.Abstractions;

namespace Iom.Selection.Extracts.Tests.Store;

/// <summary>Whatever stands in a file, reading it and telling what became of its rows takes no more memory than a known number of bytes for each byte of it (docs/limits.md).</summary>
public class AllocationTests(ITestOutputHelper output)
{
    private const int Rows = 8_000;

    // Bytes that may be allocated for each byte of input, all of them added up, given back or not.
    [Theory]
    [InlineData("empty lines", 5)]
    [InlineData("tiny rows that are refused", 100)]
    [InlineData("rows with a wrong date", 10)]
    [InlineData("rows of people who are not known", 40)]
    [InlineData("quotes that are not closed", 100)]
    [InlineData("cells in quotes", 20)]
    [InlineData("one huge row", 10)]
    [InlineData("a header of many columns", 300)]
    [InlineData("different people", 60)]
    [InlineData("one person again and again", 120)]
    [InlineData("different offences", 10)]
    [InlineData("different long ids", 40)]
    [InlineData("one offence again and again", 30)]
    [InlineData("different codes and sources", 30)]
    [InlineData("different tests", 60)]
    [InlineData("numbers that end in zeros", 30)]
    public void Each_byte_of_input_costs_a_bounded_number_of_bytes(string kind, int most)
    {
        // What is needed once is needed by both; and once more before, as code is compiled.
        Allocated(kind, Rows / 8);
        var (little, few) = Allocated(kind, Rows);
        var (much, many) = Allocated(kind, Rows * 8);
        var perByte = (double)(much - little) / (many - few);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{kind}: {perByte:0.0} for each of {many} bytes"));
        Assert.True(perByte <= most, string.Create(CultureInfo.InvariantCulture, $"{perByte:0.0} bytes for each byte of input"));
    }

    private static (long Allocated, long Input) Allocated(string kind, int rows)
    {
        using var folder = new Folder();
        foreach (var (name, text) in Files(kind, rows)) folder.File(name, text);
        var input = Directory.GetFiles(folder.Path).Sum(file => new FileInfo(file).Length);
        var options = new ExtractOptions { Threads = 1 };
        var before = GC.GetAllocatedBytesForCurrentThread();
        var account = ExtractFolder.Load(folder.Path, options).AsOf(Folder.AsOf).Account;
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.True(account.ReadCount > 0);
        return (allocated, input);
    }

    private static IEnumerable<(string Name, string Text)> Files(string kind, int rows)
    {
        string Offences(Func<int, string> row, string header = Folder.Offences)
        {
            var text = new StringBuilder(header);
            for (var i = 0; i < rows; i++) text.Append(CultureInfo.InvariantCulture, $"{row(i)}\n");
            return text.ToString();
        }
        const string good = "SYNTHETIC-1,F,046,2026-01-05,convicted\n";
        yield return kind switch
        {
            "empty lines" => ("offences.csv", Folder.Offences + good + new string('\n', rows * 10)),
            "tiny rows that are refused" => ("offences.csv", Offences(_ => "x")),
            "rows with a wrong date" => ("offences.csv", Offences(i => $"SYNTHETIC-1,F{i},046,05/01/2026,convicted")),
            "rows of people who are not known" => ("offences.csv", Offences(i => $"N{i},F,046,2026-01-05,convicted")),
            "quotes that are not closed" => ("offences.csv", Offences(_ => "\"x")),
            "cells in quotes" => ("offences.csv", Offences(i => $"\"SYNTHETIC-1\",\"F\"\"{i}\",\"046\",\"2026-01-05\",\"convicted\"")),
            "one huge row" => ("offences.csv", Folder.Offences + good + new string('x', rows * 100)),
            "a header of many columns" => ("offences.csv", Folder.Offences.TrimEnd() + string.Concat(Enumerable.Range(0, rows / 8).Select(i => $",c{i}")) + "\n" + good.TrimEnd() + new string(',', rows / 8) + "\n"),
            "different people" => ("offenders.csv", Offences(i => $"N{i},no", "offender_id,youth\n")),
            "one person again and again" => ("offenders.csv", Offences(i => i % 2 == 0 ? "N,no" : "N,yes", "offender_id,youth\n")),
            "different offences" => ("offences.csv", Offences(i => $"SYNTHETIC-1,F{i},046,2026-01-05,convicted")),
            "different long ids" => ("offences.csv", Offences(i => $"SYNTHETIC-1,an id of more than sixteen bytes {i},046,2026-01-05,convicted")),
            "one offence again and again" => ("offences.csv", Offences(_ => good.TrimEnd())),
            "different codes and sources" => ("offences.csv", Offences(i => $"SYNTHETIC-1,F{i},C{i},2026-01-05,convicted,s{i}", Folder.Offences.TrimEnd() + ",source\n")),
            "different tests" => ("drug_tests.csv", Offences(i => $"SYNTHETIC-1,T{i},2026-01-05,positive", "offender_id,test_id,test_date,result\n")),
            "numbers that end in zeros" => ("offences.csv", Offences(i => $"SYNTHETIC-1,{100_000_000_000_000L + i}000,046,2026-01-05,convicted")),
            _ => throw new ArgumentException("There is no such kind.", nameof(kind)),
        };
    }
}
