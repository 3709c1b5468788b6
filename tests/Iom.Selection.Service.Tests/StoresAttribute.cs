using System.Reflection;
using Xunit.Sdk;

namespace Iom.Selection.Service.Tests;

/// <summary>Gives a test each store that can be had here; where PostgreSQL can't be, <see cref="StoreTests"/> says so.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class StoresAttribute : DataAttribute
{
    public const string Sqlite = "SQLite";
    public const string Postgres = "PostgreSQL";

    public override IEnumerable<object[]> GetData(MethodInfo testMethod) => PostgresServer.Missing is null ? [[Sqlite], [Postgres]] : [[Sqlite]];
}
