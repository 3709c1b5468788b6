using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Iom.Selection.Testing;

/// <summary>Where generated tests begin: at the same place each time, unless the environment says otherwise.</summary>
/// <remarks>
/// <c>IOM_SEEDS=random</c> draws a new number, which stands in the name of each such test, so that what failed can be run again by
/// <c>IOM_SEEDS=number</c>. Without either a change fails for what it changes and not by chance.
/// </remarks>
public static class Seeds
{
    private const string Variable = "IOM_SEEDS";
    private const ulong Fixed = 20261031;

    private static readonly string? Asked = Environment.GetEnvironmentVariable(Variable);

    /// <summary>The number from which all seeds of this run come.</summary>
    public static ulong Run { get; } = Asked switch
    {
        null or "" => Fixed,
        "random" => BitConverter.ToUInt32(RandomNumberGenerator.GetBytes(sizeof(uint))),
        _ => ulong.Parse(Asked, CultureInfo.InvariantCulture),
    };

    /// <summary>What a test's name says of the seeds, where they are not those of every day.</summary>
    public static string? Told { get; } = string.IsNullOrEmpty(Asked) ? null : string.Create(CultureInfo.InvariantCulture, $"{Variable}={Run}");

    /// <summary>A test's own seed, so that no two tests see the same.</summary>
    public static ulong Of(string test) => BitConverter.ToUInt64(SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{Run}/{test}"))));
}
