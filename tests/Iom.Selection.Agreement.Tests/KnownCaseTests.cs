using System.Text.Json;
using Iom.Selection.Agreement.Tests.Reference;
using Iom.Selection.Tests;

namespace Iom.Selection.Agreement.Tests;

/// <summary>Folders with known answers: the reference is worth agreeing with only if it gives them itself.</summary>
public class KnownCaseTests
{
    public static TheoryData<int> Numbers => new(1, 2, 3, 4, 5, 6);

    [Theory]
    [MemberData(nameof(Numbers))]
    public void The_reference_gives_the_known_answer(int number)
    {
        var question = Case(number, out var folder);
        var reference = new ReferenceRanking(question.Extracts, question.PolicyPath, question.CataloguePath!, question.AsOf, question.Capacity);
        AssertKnown(folder, allPoints => reference.Rows(allPoints));
    }

    [Theory]
    [MemberData(nameof(Numbers))]
    public void The_product_gives_the_known_answer(int number)
    {
        var question = Case(number, out var folder);
        var answer = Product.Shipped.Answer(question);
        AssertKnown(folder, allPoints => answer.Cells("ranking.csv", allPoints));
        answer.AssertIsThatOfCaseFiles();
    }

    private static void AssertKnown(string folder, Func<bool, IReadOnlyList<string[]>> ranking)
    {
        AssertSame(Path.Combine(folder, "expected", "ranking.csv"), ranking(true));
        AssertSame(Path.Combine(folder, "expected", "ranking-minimised.csv"), ranking(false));
    }

    private static void AssertSame(string expected, IReadOnlyList<string[]> rows)
    {
        var difference = Difference.Between(CsvText.ReadFile(expected), rows);
        Assert.True(difference.Length == 0, difference);
    }

    private static Question Case(int number, out string folder)
    {
        folder = Repository.Path("tests", "Iom.Selection.Extracts.Tests", "Cases", number.ToString(System.Globalization.CultureInfo.InvariantCulture));
        using var run = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "run.json")));
        return Question.Of(folder, ReferenceText.Date(run.RootElement.GetProperty("asof").GetString()!)!.Value, run.RootElement.GetProperty("capacity").GetInt32());
    }
}
