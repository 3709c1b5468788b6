using ArchUnitNET.Domain;
using ArchUnitNET.Loader;
using Assembly = System.Reflection.Assembly;

namespace Iom.Selection.Architecture.Tests;

/// <summary>The order of projects, and of folders in each, as docs/architecture.md shows it: who stands later knows those before, never the reverse.</summary>
public class LayerTests
{
    // Each project with its folders, in the order in which data passes; the root of a project is what its users meet, and knows all.
    private static readonly (string Project, string[] Folders)[] Projects =
    [
        ("Iom.Selection",
        [
            "Foundation", "Errors", "Statistics", "Records", "Offences", "Measures", "Policies", "Policies.Parsing", "Policies.Wording", "Scoring", "Policies.Checks", "Ranking", "Explanations", "Batch", "Panels",
            "Reviews", "Decisions", "Fairness.Groups", "Fairness.Pipeline", "Fairness.WhatIfs", "Fairness.Outcomes", "Fairness.Disclosure", "Fairness", "Evaluation", "",
        ]),
        ("Iom.Selection.Sql", ["Dialects", "Tables", "Steps", ""]),
        ("Iom.Selection.Database", ["Connections", "Records", ""]),
        ("Iom.Selection.Extracts", ["Threading", "Problems", "Csv", "Workbooks", "Contract", "Drafting", "Account", "Store", ""]),
        ("Iom.Selection.Learning", ["Problem", "Fitting", "Relaxing", "Search", "", "Matrices"]),
        ("Iom.Selection.MachineLearning", [""]),
        ("Iom.Selection.Runs", ["Storage", "Output", "Decisions", "Ranking", "Reviews", "Comparisons", "Audits", "Evaluations", "Learned", "Purging"]),
        ("Iom.Selection.Reports", ["Templates", "Charts", "Pages", "Workbooks", "Governance", ""]),
        ("Iom.Selection.Samples", [""]),
        ("Iom.Selection.Cli", ["Shared", "Commands", ""]),
        ("Iom.Selection.Service", ["Access", "Storage", "Api", "Hosting", "Administration", ""]),
    ];

    private static readonly ArchUnitNET.Domain.Architecture Architecture = new ArchLoader().LoadAssemblies(
        [.. new[] { "Iom.Selection", "Iom.Selection.Sql", "Iom.Selection.Database", "Iom.Selection.Extracts", "Iom.Selection.Learning", "Iom.Selection.MachineLearning", "Iom.Selection.Runs", "Iom.Selection.Reports", "Iom.Selection.Samples", "iom", "iom-service" }.Select(Assembly.Load)]).Build();

    [Fact]
    public void No_edge_runs_back()
    {
        var edges = Edges().ToArray();
        // A loader that sees nothing would find nothing wrong.
        Assert.True(edges.Length > 1000, $"Only {edges.Length} edges were looked at.");
        string[] back = [.. edges.Where(edge => Rank(edge.From) < Rank(edge.To)).Select(edge => $"{edge.From.FullName} -> {edge.To.FullName}").Distinct().Order(StringComparer.Ordinal)];
        Assert.True(back.Length == 0, $"{back.Length} edges run back:\n{string.Join('\n', back)}");
    }

    [Fact]
    public void Every_folder_has_its_place_in_the_order()
    {
        string[] unknown = [.. Ours().Where(type => Rank(type) < 0).Select(type => type.FullName).Order(StringComparer.Ordinal)];
        Assert.True(unknown.Length == 0, $"These are in no folder of the order:\n{string.Join('\n', unknown)}");
    }

    [Fact]
    public void No_type_has_the_name_of_a_namespace()
    {
        var names = Ours().SelectMany(type => type.Namespace.FullName.Split('.')).ToHashSet(StringComparer.Ordinal);
        Assert.Empty(Ours().Where(type => !type.IsNested && names.Contains(type.Name)).Select(type => type.FullName));
    }

    [Theory]
    [InlineData("Iom.Selection")]
    [InlineData("Iom.Selection.Sql")]
    [InlineData("Iom.Selection.Database")]
    [InlineData("Iom.Selection.Extracts")]
    [InlineData("Iom.Selection.Runs")]
    [InlineData("Iom.Selection.Learning")]
    [InlineData("Iom.Selection.MachineLearning")]
    public void No_package_sees_the_insides_of_another(string package)
    {
        string[] packages = ["Iom.Selection", "Iom.Selection.Sql", "Iom.Selection.Database", "Iom.Selection.Extracts", "Iom.Selection.Learning", "Iom.Selection.MachineLearning", "Iom.Selection.Runs", "iom", "iom-train", "iom-service"];
        var friends = Assembly.Load(package).GetCustomAttributes(typeof(System.Runtime.CompilerServices.InternalsVisibleToAttribute), inherit: false)
            .Cast<System.Runtime.CompilerServices.InternalsVisibleToAttribute>().Select(friend => friend.AssemblyName);
        Assert.Empty(friends.Intersect(packages));
    }

    private static IEnumerable<IType> Ours() => Architecture.Types.Where(type => type.Namespace?.FullName.StartsWith("Iom.Selection", StringComparison.Ordinal) == true);

    private static IEnumerable<(IType From, IType To)> Edges() => Ours().SelectMany(type => type.Dependencies.Select(dependency => (type, dependency.Target)))
        .Where(edge => edge.type != edge.Target && edge.Target is not GenericParameter && edge.Target.Namespace?.FullName.StartsWith("Iom.Selection", StringComparison.Ordinal) == true);

    // The place in one line of all projects and folders; -1 where it has none.
    private static int Rank(IType type)
    {
        var rank = 0;
        var found = -1;
        foreach (var (project, folders) in Projects)
        {
            foreach (var folder in folders)
            {
                rank++;
                var full = folder.Length == 0 ? project : $"{project}.{folder}";
                var space = type.Namespace.FullName;
                // Commands may stand in folders of their own, which don't know each other's insides: they are one place.
                if (space == full || (folder == "Commands" && space.StartsWith(full, StringComparison.Ordinal))) found = rank;
            }
        }
        return found;
    }
}
