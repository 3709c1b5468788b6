using System.Runtime.CompilerServices;
using Iom.Selection.Measures;
using Iom.Selection.Policies;

namespace Iom.Selection.Tests.Measures;

public class MeasureKindTests
{
    private const string NoSuchKind = "kind must be one of";

    private static readonly string[] All =
        [.. typeof(Measure).GetNestedTypes().Where(type => type.IsSubclassOf(typeof(Measure))).Select(type => ((Measure)RuntimeHelpers.GetUninitializedObject(type)).Kind)];

    public static TheoryData<string> Kinds => [.. All];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_policy_can_say_each_kind_of_measure_and_the_schema_and_the_page_name_it(string kind)
    {
        // What else the kind needs is refused; the word is not.
        if (Record.Exception(() => PolicyText.Measuring($$"""{ "kind": "{{kind}}" }""")) is { } thrown)
            Assert.DoesNotContain(Assert.IsType<PolicyException>(thrown).Problems.Select(problem => problem.Message), message => message.Contains(NoSuchKind, StringComparison.Ordinal));
        foreach (var page in new[] { "policy.schema.json", "policy.md" })
            Assert.Contains(kind, File.ReadAllText(Repository.Path("docs", page)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_kind_that_there_is_not_is_refused_with_the_kinds_that_there_are()
    {
        var told = Assert.Throws<PolicyException>(() => PolicyText.Measuring("""{ "kind": "arrests" }""")).Problems.Select(problem => problem.Message);
        Assert.Contains(told, message => message.Contains(NoSuchKind, StringComparison.Ordinal) && All.All(kind => message.Contains(kind, StringComparison.Ordinal)));
    }
}
