namespace Iom.Selection.Service.Tests;

/// <summary>Finds files of the repository from wherever a test runs.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    public static string Path(params string[] parts) => System.IO.Path.Combine([Root, .. parts]);

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "Iom.Selection.sln"))) return folder.FullName;
        }
        throw new DirectoryNotFoundException("The tests don't run inside the repository.");
    }
}
