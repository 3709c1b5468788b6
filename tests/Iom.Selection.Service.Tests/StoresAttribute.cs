using System.Reflection;
using Xunit.Sdk;

namespace Iom.Selection.Service.Tests;

/// <summary>Gives a test a kind of store.</summary>
[AttributeUsage(AttributeTargets.Method)]
public abstract class StoresAttribute(string kind) : DataAttribute
{
    public const string Sqlite = "SQLite";
    public const string Postgres = "PostgreSQL";

    public override IEnumerable<object[]> GetData(MethodInfo testMethod) => [[kind]];
}
