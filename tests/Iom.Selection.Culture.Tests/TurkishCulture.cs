using System.Globalization;
using System.Runtime.CompilerServices;
using Iom.Selection.Foundation;
using Iom.Selection.Records;

namespace Iom.Selection.Culture.Tests;

/// <summary>Puts the whole test process into a Turkish culture, in which i has another capital and a comma divides a number.</summary>
public class TurkishCulture
{
    [FactWithCultureData]
    public void The_tests_of_this_project_really_run_in_a_Turkish_culture()
    {
        Assert.Equal("tr-TR", CultureInfo.CurrentCulture.Name);
#pragma warning disable CA1304, CA1305, CA1311 // To see the culture at work is the point.
        Assert.Equal("İ", "i".ToUpper());
        Assert.Equal("1,5", 1.5m.ToString());
#pragma warning restore CA1304, CA1305, CA1311
    }

    [Fact]
    public void Words_are_compared_without_the_culture()
    {
        Assert.True(Vocabulary.TryParse<OffenceOutcome>("CONVICTED", out _));
        Assert.True(Vocabulary.TryParse<OffenceOutcome>("ACQUITTED", out _));
        Assert.False(Vocabulary.TryParse<OffenceOutcome>("CONVİCTED", out _));
    }

    [ModuleInitializer]
    internal static void Enter()
    {
        if (FactWithCultureDataAttribute.HasCultureData)
            CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("tr-TR");
    }
}
