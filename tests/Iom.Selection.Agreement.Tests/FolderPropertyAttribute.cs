using System.Globalization;
using System.Runtime.CompilerServices;

namespace Iom.Selection.Agreement.Tests;

/// <summary>A property of folders: of 250 of them, or of as many as <c>IOM_FOLDERS</c> says.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class FolderPropertyAttribute : SeededPropertyAttribute
{
    private const string Variable = "IOM_FOLDERS";

    public FolderPropertyAttribute([CallerMemberName] string test = "")
        : base(test) => MaxTest = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } number ? int.Parse(number, CultureInfo.InvariantCulture) : 250;
}
