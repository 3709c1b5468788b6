using System.Globalization;

namespace Iom.Selection.Tests.Evaluation;

/// <summary>Data sets of statistical textbooks, where they are at hand; they are no part of the project.</summary>
internal static class ReferenceData
{
    public static string? Find(string name)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var path = Path.Combine(folder.FullName, "shared", "data", "evaluation", name);
            if (File.Exists(path)) return path;
        }
        return null;
    }

    /// <summary>The rows by column.</summary>
    public static IReadOnlyDictionary<string, string>[] Read(string name)
    {
        var lines = File.ReadAllLines(Find(name)!);
        string[] Cells(string line) => [.. line.Split(',').Select(cell => cell.Trim('"'))];
        var header = Cells(lines[0]);
        return [.. lines[1..].Select(line => header.Zip(Cells(line)).ToDictionary(pair => pair.First, pair => pair.Second))];
    }

    public static double[] Numbers(this IReadOnlyDictionary<string, string>[] rows, string column) => [.. rows.Select(row => double.Parse(row[column], CultureInfo.InvariantCulture))];
}

/// <summary>A test that needs one of them; skipped, saying so, where it is absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class FactWithReferenceAttribute : FactAttribute
{
    public FactWithReferenceAttribute(string name)
    {
        if (ReferenceData.Find(name) is null) Skip = $"shared/data/evaluation/{name} is not beside the repository.";
    }
}

/// <summary>A theory that needs one of them.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class TheoryWithReferenceAttribute : TheoryAttribute
{
    public TheoryWithReferenceAttribute(string name)
    {
        if (ReferenceData.Find(name) is null) Skip = $"shared/data/evaluation/{name} is not beside the repository.";
    }
}
