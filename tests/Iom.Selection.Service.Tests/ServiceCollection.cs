namespace Iom.Selection.Service.Tests;

/// <summary>All tests of the service, one after the other, with one PostgreSQL server.</summary>
[CollectionDefinition(Name)]
public sealed class ServiceCollection : ICollectionFixture<Stores>
{
    public const string Name = "service";
}
