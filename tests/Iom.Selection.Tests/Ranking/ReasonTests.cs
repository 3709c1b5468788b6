using System.Runtime.CompilerServices;
using Iom.Selection.Ranking;

namespace Iom.Selection.Tests.Ranking;

public class ReasonTests
{
    [Fact]
    public void The_code_of_every_reason_is_known_as_one()
    {
        var reasons = typeof(Reason).GetNestedTypes().Where(type => type.IsSubclassOf(typeof(Reason))).ToArray();
        Assert.NotEmpty(reasons);
        foreach (var reason in reasons) Assert.True(Reason.IsCode(RuntimeHelpers.GetUninitializedObject(reason).ToString()!), reason.Name);
    }

    [Theory]
    [InlineData("")]
    [InlineData(":1")]
    [InlineData("Eligibility:1")]
    [InlineData("eligible")]
    public void Another_word_is_not(string word) => Assert.False(Reason.IsCode(word));
}
