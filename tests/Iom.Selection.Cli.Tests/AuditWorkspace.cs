using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace Iom.Selection.Cli.Tests;

/// <summary>A run of the small folder, and invented characteristics beside it.</summary>
internal sealed class AuditWorkspace : IDisposable
{
    public AuditWorkspace()
    {
        Work.Rank().IsDone();
        // Person 12 has no row. Those with offences, members and the nominated are in scope; to group by it makes a difference that any test shows.
        string[] outOfScope = [ExtractsFolder.Id(12)];
        Characteristics =
        [
            "offender_id,sex,group,scope",
            .. Enumerable.Range(1, ExtractsFolder.OffenderCount - 1).Select(i => $"{ExtractsFolder.Id(i)},{(i % 3 == 0 ? "F" : "M")},{(i % 2 == 0 ? "A" : "B")},in"),
            $"{outOfScope[0]},,,out",
        ];
        CharacteristicsPath = Work.PathOf("characteristics.csv");
        File.WriteAllLines(CharacteristicsPath, Characteristics);
    }

    public Workspace Work { get; } = new();

    public string[] Characteristics { get; }

    public string CharacteristicsPath { get; }

    public string AuditOut => Work.PathOf("audit");

    public static string Hash(string path) => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path)));

    public string AuditFile(string name) => Path.Combine(AuditOut, name);

    public Outcome Audit(params string[] more) => Tool.Run(Args(more));

    /// <summary>The audit with one option given another value.</summary>
    public Outcome AuditWith(string option, string value, params string[] more)
    {
        var args = Args(more).ToList();
        var at = args.IndexOf(option);
        if (at >= 0) args[at + 1] = value;
        else args.AddRange([option, value]);
        return Tool.Run([.. args]);
    }

    /// <summary>Audits again, in place of what was there.</summary>
    public AuditWorkspace Audited(params string[] more)
    {
        if (Directory.Exists(AuditOut)) Directory.Delete(AuditOut, recursive: true);
        Audit(more).IsDone();
        return this;
    }

    /// <summary>Ranks by the reference policy with another block fairness, and audits that run.</summary>
    public Outcome AuditBy(string policy, string option, string value) => Tool.Run([.. Args(option, value).Select(word => word == Workspace.ReferencePolicy ? policy : word)]);

    /// <summary>Adds people of whom there is no offence: two women and nine men are in scope, of many more.</summary>
    public AuditWorkspace Enlarged()
    {
        int[] more = [.. Enumerable.Range(13, 200)];
        File.AppendAllLines(Work.Extracts.PathOf("offenders.csv"), more.Select(i => $"{ExtractsFolder.Id(i)},North,,community,,,none,no,no,"));
        File.WriteAllLines(CharacteristicsPath, ["offender_id,sex", .. Enumerable.Range(1, 11).Select(i => $"{ExtractsFolder.Id(i)},{(i is 3 or 6 ? "F" : "M")}"), .. more.Select(i => $"{ExtractsFolder.Id(i)},{(i % 3 == 0 ? "F" : "M")}")]);
        return this;
    }

    /// <summary>Gives everybody an area in the audit's own file, but the first and the last.</summary>
    public AuditWorkspace WithAreas()
    {
        string[] areas = [" north ", "South", "North", "South", "North"];
        File.WriteAllLines(CharacteristicsPath, Characteristics.Select((line, i) => line + (i == 0 ? ",area" : i == 1 ? "," : i == ExtractsFolder.OffenderCount ? ",not known" : $",{areas[i % areas.Length]}")));
        return this;
    }

    /// <summary>Audits the run of a policy with another file of characteristics.</summary>
    public Outcome AuditWithBoth(string policy, string characteristics) =>
        Tool.Run([.. Args().Select(word => word == Workspace.ReferencePolicy ? policy : word == CharacteristicsPath ? characteristics : word)]);

    /// <summary>Statistics of the run by a policy.</summary>
    public Outcome Publish(string policy, string key, params string[] more) =>
        Tool.Run([.. Args(["--for", "statistics", "--rounding-key", key, .. more]).Select(word => word == Workspace.ReferencePolicy ? policy : word)]);

    public string Policy(string fairness)
    {
        var options = new System.Text.Json.JsonDocumentOptions { CommentHandling = System.Text.Json.JsonCommentHandling.Skip };
        var json = JsonNode.Parse(File.ReadAllText(Workspace.ReferencePolicy), documentOptions: options)!.AsObject();
        json["fairness"] = JsonNode.Parse(fairness);
        var path = Work.File("with-thresholds.json", json.ToJsonString());
        Work.DeleteOut();
        Work.RankWith("--policy", path).IsDone();
        return path;
    }

    public void Dispose() => Work.Dispose();

    private string[] Args(params string[] more) =>
    [
        "audit", "--run", Work.Out, "--extracts", Work.Extracts.Path, "--policy", Workspace.ReferencePolicy, "--characteristics", CharacteristicsPath, "--out", AuditOut, .. more,
    ];
}
