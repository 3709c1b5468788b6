namespace Iom.Selection.Tests.Offenders;

/// <summary>A test that needs a folder of data that is not part of the project; skipped, saying so, where that is absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class FactWithDataAttribute : FactAttribute
{
    public FactWithDataAttribute(string name)
    {
        if (Find(name) is null) Skip = $"shared/data/{name} is not beside the repository.";
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
