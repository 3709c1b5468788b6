namespace Iom.Selection.Tests.Offenders;

/// <summary>A test that needs files of data that are not part of the project; skipped, saying so, where one is absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class FactWithDataAttribute : FactAttribute
{
    public FactWithDataAttribute(params string[] names)
    {
        if (names.FirstOrDefault(name => Find(name) is null) is { } missing) Skip = $"shared/data/{missing} is not beside the repository.";
    }

    public static string? Find(string name)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var path = Path.Combine(folder.FullName, "shared", "data", name);
            if (File.Exists(path)) return path;
        }
        return null;
    }
}
