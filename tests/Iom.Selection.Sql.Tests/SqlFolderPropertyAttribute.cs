using System.Globalization;
using System.Runtime.CompilerServices;

namespace Iom.Selection.Sql.Tests;

/// <summary>A property of folders: of 20 of them unless told, or of as many as <c>IOM_SQL_FOLDERS</c> says.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SqlFolderPropertyAttribute : SeededPropertyAttribute
{
    public SqlFolderPropertyAttribute(bool needsPostgres = false, int folders = 20, [CallerMemberName] string test = "")
        : base(test)
    {
        MaxTest = Environment.GetEnvironmentVariable("IOM_SQL_FOLDERS") is { Length: > 0 } number ? int.Parse(number, CultureInfo.InvariantCulture) : folders;
        if (needsPostgres) Skip = PostgresServer.Missing;
    }
}
