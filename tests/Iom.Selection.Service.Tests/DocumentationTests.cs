using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Iom.Selection.Service.Tests;

/// <summary>The examples of docs/service.md, run as they stand there.</summary>
[Collection(ServiceCollection.Name)]
public class DocumentationTests(Stores stores)
{
    private const string StandardUrl = "http://127.0.0.1:5080";

    [FactWith(Needed.Curl)]
    public async Task Every_example_runs_as_it_stands()
    {
        var text = await File.ReadAllTextAsync(Repository.Path("docs", "service.md"));
        var first = Blocks("sh").Matches(text).Single().Groups[1].Value.Trim().Split('\n');
        var readme = Blocks("sh").Matches(await File.ReadAllTextAsync(Repository.Path("README.md"))).Select(block => block.Groups[1].Value.Trim().Split('\n'));
        Assert.Contains(readme, block => block.SequenceEqual(first));
        const string program = "dotnet run --project src/Iom.Selection.Service -- ";
        Assert.StartsWith(program, first[0], StringComparison.Ordinal);

        var folder = Directory.CreateDirectory(Path.Combine(stores.Folder, "documentation")).FullName;
        string[] args = [.. first[0][program.Length..].Split(' ').Select(word => word == "demo" || word.StartsWith('-') ? word : Repository.Path(word)), "--urls", "http://127.0.0.1:0"];
        args[Array.IndexOf(args, "--folder") + 1] = Path.Combine(folder, "demo");
        using var service = await ServiceProcess.StartAsync(args);
        var printed = new List<string>();
        foreach (var block in Blocks("bash").Matches(text).Select(match => match.Groups[1].Value).Prepend(first[1])) printed.Add(Run(folder, block, service.Address));

        Assert.True(printed.Count > 7);
        Assert.Equal(printed[0], printed[1]);
        Assert.Contains("\"least\":29", printed[0], StringComparison.Ordinal);
        Assert.EndsWith("{\"end\":true,\"rows\":2}\n", printed[2], StringComparison.Ordinal);
        Assert.Equal(printed[2], printed[3]);
        Assert.Contains("\"recorded\":1", string.Concat(printed), StringComparison.Ordinal);
        Assert.Contains("\"isUnbroken\":true", printed[^1], StringComparison.Ordinal);
        Assert.Equal(0, Cli.Program.Run(["decisions", "verify", "--log", Path.Combine(folder, "demo", "decisions.jsonl")], default));
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(folder, "demo", "curl.conf")));
    }

    [Fact]
    public async Task Every_kind_of_problem_role_and_purpose_is_named()
    {
        var text = await File.ReadAllTextAsync(Repository.Path("docs", "service.md"));
        var kinds = typeof(Api.ProblemKind).GetFields().Where(field => field.IsStatic).Select(field => (Api.ProblemKind)field.GetValue(null)!).ToArray();
        Assert.True(kinds.Length > 20);
        Assert.All(kinds, kind => Assert.Contains($"`{kind.Name}`", text, StringComparison.Ordinal));
        Assert.All(new[] { "read", "assess", "decide", "sign", "administer", "selection", "review", "panel", "audit", "subject_access", "complaint", "test" }, word => Assert.Contains($"`{word}`", text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_commands_that_keep_the_store_do_what_the_page_says()
    {
        var store = stores.Create(StoresAttribute.Sqlite);
        Assert.Equal(3, (await ServiceProcess.RunAsync("serve", "--store", store)).ExitCode);
        Assert.Equal(0, (await ServiceProcess.RunAsync("store", "create", "--store", store)).ExitCode);
        Assert.Equal(3, (await ServiceProcess.RunAsync("key", "create", "--store", store, "--partnership", "north", "--agency", "police", "--roles", "read")).ExitCode);
        Assert.Equal(0, (await ServiceProcess.RunAsync("partnership", "create", "--store", store, "--id", "north")).ExitCode);
        var (exitCode, key, _) = await ServiceProcess.RunAsync("key", "create", "--store", store, "--partnership", "north", "--agency", "police", "--roles", "read,assess", "--days", "7");
        Assert.Equal(0, exitCode);
        var listed = (await ServiceProcess.RunAsync("key", "list", "--store", store)).Out;
        Assert.Contains("north  police  read assess", listed, StringComparison.Ordinal);
        Assert.DoesNotContain(key.Trim(), listed, StringComparison.Ordinal);
        Assert.Equal(0, (await ServiceProcess.RunAsync("key", "revoke", "--store", store, "--id", key.Split('_')[1])).ExitCode);
        Assert.Contains("revoked", (await ServiceProcess.RunAsync("key", "list", "--store", store)).Out, StringComparison.Ordinal);
        foreach (var wrong in new[] { "serve --store x --urls http://0.0.0.0:5080", "serve --store x --calls-per-second 0", "key create --store x --partnership north --agency police --roles king", "sing", "purge --store x --partnership north --policy-id a --policy-version b --before soon" })
        {
            var outcome = await ServiceProcess.RunAsync(wrong.Split(' '));
            Assert.Equal(2, outcome.ExitCode);
            Assert.Single(outcome.Error.Trim().Split('\n'));
        }
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(store));
    }

    private static string Run(string folder, string commands, Uri address)
    {
        var script = commands.Replace(StandardUrl, address.ToString().TrimEnd('/'), StringComparison.Ordinal).Replace("curl -K", "curl --fail-with-body -K", StringComparison.Ordinal);
        using var bash = Process.Start(new ProcessStartInfo("bash", ["-euo", "pipefail", "-c", script]) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var error = bash.StandardError.ReadToEndAsync();
        var printed = bash.StandardOutput.ReadToEnd();
        bash.WaitForExit();
        Assert.True(bash.ExitCode == 0, $"{commands}\n{printed}\n{error.Result}");
        return printed;
    }

    private static Regex Blocks(string language) => new($"```{language}\n(.*?)```", RegexOptions.Singleline);
}
