using System.Reflection;
using FsCheck.Xunit;

namespace Iom.Selection.Testing;

public class SeedTests
{
    [Fact]
    public void Every_property_of_this_project_is_seeded()
    {
        var properties = typeof(SeedTests).Assembly.GetTypes().SelectMany(type => type.GetMethods())
            .Where(method => method.GetCustomAttribute<PropertyAttribute>() is not null and not SeededPropertyAttribute);
        Assert.Empty(properties.Select(method => method.Name));
    }

    [Fact]
    public void A_test_has_the_same_seed_each_time_and_another_than_any_other()
    {
        Assert.Equal(Seeds.Of("one"), Seeds.Of("one"));
        Assert.NotEqual(Seeds.Of("one"), Seeds.Of("other"));
    }
}
