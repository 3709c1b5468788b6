using System.CommandLine;
using System.Text;
using Iom.Selection.Policies;
using Iom.Selection.Policies.Parsing;
using Iom.Selection.Service.Access;
using Iom.Selection.Service.Hosting;
using Iom.Selection.Service.Storage;

namespace Iom.Selection.Service.Administration;

/// <summary>From nothing to a service that answers: a store, a partnership, a policy, a key and a first body to send.</summary>
internal static class DemoCommand
{
    private const string Partnership = "demo";

    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        var settings = new ServeCommand.Settings();
        var folder = new Option<string>("--folder") { Description = "Where to put the store, the key and the first body. Made if it is not there.", HelpName = "DIR", Required = true };
        var policy = new Option<string>("--policy") { Description = "A policy file, such as samples/reference/policy.json.", HelpName = "FILE", Required = true };
        var command = new Command("demo", "Makes a store with a policy and a key for trying it out, and serves. For synthetic records.") { folder, policy };
        settings.AddTo(command);
        command.SetAction(async (parsed, token) =>
        {
            var place = Path.GetFullPath(parsed.GetRequiredValue(folder));
            var options = settings.Read(parsed, Path.Combine(place, "store.db"));
            await PrepareAsync(place, parsed.GetRequiredValue(policy), options, token).ConfigureAwait(false);
            Console.Error.WriteLine($"Ask with: curl -K {Path.Combine(place, "curl.conf")} --json @{Path.Combine(place, "assessment.json")} {options.Urls.Split(';')[0]}/v1/assessments");
            return await ServeCommand.RunAsync(options, token).ConfigureAwait(false);
        });
        return command;
    }

    private static async Task PrepareAsync(string place, string policyPath, ServiceOptions options, CancellationToken cancellationToken)
    {
        byte[] file;
        Policy policy;
        try
        {
            file = await File.ReadAllBytesAsync(policyPath, cancellationToken).ConfigureAwait(false);
            policy = PolicyFile.Parse(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or PolicyException)
        {
            throw new CommandException(e is PolicyException ? $"The policy cannot be used: {e.Message}" : $"The policy cannot be read: {policyPath}");
        }
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(place);
        else Directory.CreateDirectory(place, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        await using var database = StoreDatabase.From(options.Store);
        await database.MigrateAsync(create: true, cancellationToken).ConfigureAwait(false);
        var keys = new KeyTable(database, options.Clock);
        await keys.AddPartnershipAsync(Partnership, cancellationToken).ConfigureAwait(false);
        var agency = policy.Agencies.IsEmpty ? "police" : policy.Agencies[0];
        var key = await keys.AddAsync(Partnership, agency, Enum.GetValues<Role>(), options.Clock.GetUtcNow().AddDays(1), cancellationToken).ConfigureAwait(false);
        await database.WriteAsync(async transaction =>
            await PolicyTable.FindAsync(transaction.Connection, transaction, Partnership, policy.Id, policy.Version).ConfigureAwait(false) is null
                ? await PolicyTable.StoreAsync(transaction, Partnership, policy, file, options.Clock.GetUtcNow()).ConfigureAwait(false) : 0, cancellationToken).ConfigureAwait(false);
        // The key is in a file of the user's alone, so that it stands in no command line.
        await WriteOwnAsync(Path.Combine(place, "curl.conf"), $"""
            silent
            show-error
            header = "Authorization: Bearer {key.Reveal()}"
            header = "On-Behalf-Of: demo-user"
            header = "Purpose: test"

            """.ReplaceLineEndings("\n"), cancellationToken).ConfigureAwait(false);
        await WriteOwnAsync(Path.Combine(place, "assessment.json"), $$"""
            {
              "policy": { "id": "{{policy.Id}}", "version": "{{policy.Version}}" },
              "asOf": "2026-10-31",
              "person": {
                "offender": { "offenderId": "SYNTHETIC-1", "youth": "no", "deceased": "no", "mappaLevel": "none", "location": "community" },
                "offences": [ { "offenceId": "F1", "offenceCode": "028/03", "offenceDate": "2026-09-01", "outcome": "convicted", "outcomeDate": "2026-10-01" } ]
              }
            }

            """.ReplaceLineEndings("\n"), cancellationToken).ConfigureAwait(false);
    }

    private static async Task WriteOwnAsync(string path, string text, CancellationToken cancellationToken)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        await using var stream = new FileStream(path, options);
        await stream.WriteAsync(Encoding.UTF8.GetBytes(text), cancellationToken).ConfigureAwait(false);
    }
}
