namespace Iom.Selection.Service.Tests;

/// <summary>Gives a test the embedded store, which is everywhere.</summary>
public sealed class OnSqliteAttribute() : StoresAttribute(Sqlite);
