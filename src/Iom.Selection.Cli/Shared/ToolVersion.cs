namespace Iom.Selection.Cli.Shared;

/// <summary>The version of the tool.</summary>
internal static class ToolVersion
{
    /// <summary>Major, minor and patch: nothing that differs between two builds of one version.</summary>
    public static string Text { get; } = typeof(ToolVersion).Assembly.GetName().Version!.ToString(fieldCount: 3);
}
