using System.Reflection;
using Iom.Selection.Decisions;
using Iom.Selection.Extracts.Problems;
using Iom.Selection.Foundation;
using Iom.Selection.Panels;
using Iom.Selection.Ranking;
using Iom.Selection.Records;
using Iom.Selection.Reviews;
using Iom.Selection.Runs.Decisions;

namespace Iom.Selection.Extracts.Tests.Runs;

public class DecisionSheetTests
{
    private const string Header = "offender_id,recommendation,decision,reason,by,role,agency,date,grounds";

    [Fact]
    public void Every_ground_of_a_review_and_every_reason_of_a_ranking_is_read_again()
    {
        // Every reason there is, whatever it holds.
        string[] reasons = [.. typeof(Reason).GetNestedTypes().Select(type => type.GetConstructors(BindingFlags.Public | BindingFlags.Instance).Single())
            .Select(make => make.Invoke([.. make.GetParameters().Select(parameter => Activator.CreateInstance(parameter.ParameterType))]).ToString()!)];
        Assert.True(reasons.Length > 10);
        var grounds = string.Join(';', [.. Vocabulary.AllWords<Ground>(), .. reasons]);
        var (decisions, _) = Read($"{Header}\nSYNTHETIC-1,select,select,,A,b,c,2026-01-05,{grounds}\n");
        Assert.Equal(grounds, string.Join(';', Assert.Single(decisions).Grounds));
    }

    [Fact]
    public void Columns_may_stand_in_any_order_and_words_in_any_case()
    {
        var (decisions, undecided) = Read("note,date,decision,agency,role,by,reason,grounds,recommendation,offender_id\nx, 2026-01-05 ,DESELECT,c,b,A,,,Consider_Deselection, 1\n");
        Assert.Equal([new RecordedDecision(new OffenderId(" 1"), "consider_deselection", PanelDecision.Deselect, new DateOnly(2026, 1, 5)) { By = "A", Role = "b", Agency = "c" }], decisions);
        Assert.Equal(0, undecided);
    }

    [Fact]
    public void The_same_row_twice_is_one_decision_said_twice_and_another_on_a_later_day_may_follow()
    {
        const string row = "SYNTHETIC-1,retain,retain,,A,b,c,2026-01-05,\n";
        Assert.Equal(3, Read($"{Header}\n{row}{row}SYNTHETIC-1,retain,deselect,moved,A,b,c,2026-02-05,\n").Decisions.Count);
        var e = Assert.Throws<ExtractException>(() => Read($"{Header}\n{row}SYNTHETIC-1,retain,retain,,Another,b,c,2026-01-05,\n"));
        Assert.Contains("line 3", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("dd/MM/yyyy", "05/01/2026")]
    [InlineData("d/M/yyyy", "5/1/2026")]
    [InlineData("MM/dd/yyyy", "01/05/2026")]
    [InlineData("dd.MM.yyyy", "05.01.2026")]
    [InlineData("dd.MM.yyyy", "2026-01-05")]
    public void A_date_is_read_as_it_was_said_to_be_written(string format, string date) =>
        Assert.Equal(new DateOnly(2026, 1, 5), Assert.Single(Read($"{Header}\nSYNTHETIC-1,retain,retain,,A,b,c,{date},\n", format).Decisions).Date);

    private static FilledSheet Read(string text, string dates = "yyyy-MM-dd")
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, text);
            return DecisionSheet.Read(path, dates);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
