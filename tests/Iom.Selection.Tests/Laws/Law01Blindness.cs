using System.Reflection;
using Iom.Selection.Measures;
using Iom.Selection.Offences;
using Iom.Selection.Policies;
using Iom.Selection.Records;

namespace Iom.Selection.Tests.Laws;

/// <summary>Law 1, in memory: no scoring type can see a protected characteristic. That permuting a file changes nothing is tested where files are read.</summary>
public class Law01Blindness
{
    // Equality Act 2010 s.4, and what stands in for them.
    private static readonly string[] Forbidden =
    [
        "sex", "gender", "race", "ethnic", "colour", "national", "religion", "belief", "birth", "disab", "marri", "partner", "pregnan",
        "maternity", "orientation", "postcode", "address", "stopandsearch", "associate", "intelligence", "arrest",
    ];

    // Arrest is here the context in which a test was made, not a count of arrests.
    private static readonly string[] Allowed = ["Arrest"];

    [Fact]
    public void No_type_that_reaches_a_score_has_a_place_for_a_protected_characteristic()
    {
        var seen = new HashSet<Type>();
        Visit(typeof(CaseFile), seen);
        Visit(typeof(CatalogueEntry), seen);
        Visit(typeof(ClassifiedOffence), seen);
        Visit(typeof(Policy), seen);
        foreach (var measure in typeof(Measure).GetNestedTypes()) Visit(measure, seen);
        Assert.Contains(typeof(Offender), seen);
        Assert.Contains(typeof(OffenceFilter), seen);

        var names = seen.SelectMany(type => type.IsEnum ? Enum.GetNames(type) : type.GetProperties().Select(property => property.Name)).Except(Allowed);
        Assert.DoesNotContain(names, name => Forbidden.Any(word => name.Contains(word, StringComparison.OrdinalIgnoreCase)));
    }

    [Theory]
    [InlineData("area")]
    [InlineData("age")]
    [InlineData("sex")]
    public void No_rule_can_read_it(string field)
    {
        var policy = PolicyText.With($$"""[ { "when": { "field": "{{field}}", "is": ["x"] }, "then": "refer" } ]""", "[ { \"id\": \"all\" } ]");
        var e = Assert.Throws<PolicyException>(() => PolicyText.Parse(policy));
        Assert.Equal("eligibility[0].when.field", Assert.Single(e.Problems).Path);
    }

    [Fact]
    public void Youth_protects_and_never_ranks()
    {
        var policy = PolicyText.With("[]", """[ { "id": "young", "when": { "field": "youth", "is": ["yes"] } } ]""");
        var e = Assert.Throws<PolicyException>(() => PolicyText.Parse(policy));
        Assert.Equal("cohorts[0].when.field", Assert.Single(e.Problems).Path);
    }

    private static void Visit(Type type, HashSet<Type> seen)
    {
        if (type.IsGenericType)
        {
            foreach (var argument in type.GetGenericArguments()) Visit(argument, seen);
        }
        if (type.Namespace?.StartsWith("Iom.Selection", StringComparison.Ordinal) != true || !seen.Add(type)) return;
        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance)) Visit(property.PropertyType, seen);
    }
}
