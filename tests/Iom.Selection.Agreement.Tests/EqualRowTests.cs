namespace Iom.Selection.Agreement.Tests;

/// <summary>Rows are equal when their values are, however they are written.</summary>
public sealed class EqualRowTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("iom-equal-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("risk_scores.csv", "offender_id,instrument,assessed_on,value", "P1,OGRS3-2yr,2026-01-05,50.00", "P1,OGRS3-2yr,2026-01-05,50")]
    [InlineData("risk_scores.csv", "offender_id,instrument,assessed_on,value", "P1,OGRS3-2yr,2026-01-05,062.5", "P1,OGRS3-2yr,2026-01-05,62.50")]
    [InlineData("supervision.csv", "offender_id,kind,from,to,event", "P1,LICENCE,2026-01-05,,", "P1,licence,2026-01-05, ,")]
    [InlineData("custody.csv", "offender_id,from,to", "P1,2026-01-05,", "\"P1\",\"2026-01-05\",\"\"")]
    public void Of_two_that_are_written_otherwise_one_is_a_duplicate(string file, string header, string one, string other)
    {
        File.WriteAllText(Path.Combine(_folder, "offenders.csv"), "offender_id\nP1\n");
        File.WriteAllText(Path.Combine(_folder, "offences.csv"), "offender_id,offence_id,offence_code,offence_date,outcome\nP1,F,046,2026-01-05,convicted\n");
        File.WriteAllText(Path.Combine(_folder, "policy.json"), """
            { "schema": "iom-selection-policy/1", "id": "any", "version": "1", "title": "any", "matrix": { "factors": [
                { "id": "risk", "title": "risk", "why": "any", "measure": { "kind": "risk-score", "instrument": "OGRS3-2yr" }, "bands": [ { "from": 0, "points": 0 }, { "from": 50, "points": 3 } ] } ] },
              "cohorts": [ { "id": "all" } ], "ranking": { "entryFrom": 1 }, "deselection": { "exitBelow": 1 } }
            """);
        var question = new Question(_folder, Path.Combine(_folder, "policy.json"), CataloguePath: null, new DateOnly(2026, 10, 31), 1);
        var runs = new HashSet<string>();
        foreach (var rows in new[] { $"{one}\n{other}\n", $"{other}\n{one}\n" })
        {
            File.WriteAllText(Path.Combine(_folder, file), $"{header}\n{rows}");
            var answer = Product.Shipped.Answer(question);
            Assert.Equal(new FileCounts(file, 2, 1, 0, 1, 0), answer.Counts.Single(counts => counts.File == file));
            Assert.Equal([file, file, "3", "P1", ""], answer.Cells("duplicates.csv")[1]);
            answer.AssertIsThatOfCaseFiles();
            runs.Add(string.Concat(answer.Texts("ranking.csv", "cohort.csv", "explanations.jsonl")));
        }
        // Which of the two is read first shows nowhere.
        Assert.Single(runs);
    }
}
