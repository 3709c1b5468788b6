using System.CommandLine;
using System.Globalization;
using Iom.Selection.Foundation;
using Iom.Selection.Policies.Parsing;
using Iom.Selection.Service.Storage;

namespace Iom.Selection.Service.Administration;

/// <summary>Takes away what a policy's retention rules say must go: rows of runs, what decisions say, answers that are kept, and the keys by which the audit log links to people.</summary>
internal static class PurgeCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        var (store, partnership) = (ServiceCommands.Store(), KeyCommands.Id("--partnership", "The partnership."));
        var (id, version) = (Text("--policy-id", "The policy whose rules apply: its id."), Text("--policy-version", "Its version."));
        var before = new Option<DateOnly>("--before")
        {
            Description = "The day for which the rules are applied, as today.",
            HelpName = "yyyy-MM-dd",
            Required = true,
            CustomParser = result =>
            {
                if (!DateOnly.TryParseExact(result.Tokens[0].Value, IsoDate.Format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)) result.AddError("--before takes a date, yyyy-MM-dd.");
                return date;
            },
        };
        var yes = new Option<bool>("--yes") { Description = "Needed where the date lies in the future." };
        var command = new Command("purge", "Takes away what a policy's retention rules say must go. Connect as the owner of the store: the service's own role can't.") { store, partnership, id, version, before, yes };
        command.SetAction((parsed, token) => ServiceCommands.WithStoreAsync(parsed.GetRequiredValue(store), database => RunAsync(
            database, parsed.GetRequiredValue(partnership), (parsed.GetRequiredValue(id), parsed.GetRequiredValue(version)), parsed.GetValue(before), parsed.GetValue(yes), TimeProvider.System, token), token));
        return command;
    }

    internal static async Task RunAsync(StoreDatabase database, string partnership, (string Id, string Version) asked, DateOnly before, bool isSure, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (!isSure && before > DateOnly.FromDateTime(clock.GetLocalNow().DateTime)) throw new CommandException("The date lies in the future. If it is meant, say so with --yes.", isOfCommandLine: true);
        var stored = await database.ReadAsync(connection => PolicyTable.FindAsync(connection, null, partnership, asked.Id, asked.Version), cancellationToken).ConfigureAwait(false)
            ?? throw new CommandException("The partnership has no such policy.");
        if (PolicyFile.Parse(stored.File).Retention is not { } retention) throw new CommandException("The policy has no \"retention\" section, so nothing says what must go.");

        var (runs, decisions, head) = await database.WriteAsync(async transaction =>
        {
            var now = StoreTime.Text(clock.GetUtcNow());
            await transaction.ExecuteAsync("INSERT INTO purge_under_way (started_at) VALUES (@now)", ("now", now)).ConfigureAwait(false);
            var runsGone = await RunTable.PurgeAsync(transaction, partnership, retention.RunsUpTo(before), clock.GetUtcNow()).ConfigureAwait(false);
            var (purged, last) = await DecisionTable.PurgeAsync(transaction, partnership, retention.DecisionsUpTo(before), before, stored.Sha256).ConfigureAwait(false);
            // Of a month that lies wholly before the day: whom the audit log linked to is known to nobody any more.
            await transaction.ExecuteAsync("DELETE FROM link_keys WHERE partnership = @partnership AND month < @month",
                ("partnership", partnership), ("month", retention.DecisionsUpTo(before).ToString("yyyy-MM", CultureInfo.InvariantCulture))).ConfigureAwait(false);
            await transaction.ExecuteAsync("DELETE FROM purge_under_way").ConfigureAwait(false);
            await AuditTable.AppendAsync(transaction, new AuditEntry("purge", 200) { At = clock.GetUtcNow(), Partnership = partnership, People = purged, Hashes = $"{stored.Sha256} head:{last}" }).ConfigureAwait(false);
            return (runsGone, purged, last);
        }, cancellationToken).ConfigureAwait(false);
        await database.ForgetAsync(cancellationToken).ConfigureAwait(false);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Runs purged: {runs}. Decisions purged: {decisions}."));
        Console.WriteLine("Head hash for the minutes:");
        Console.WriteLine($"  {head}");
    }

    private static Option<string> Text(string name, string description) => new(name) { Description = description, HelpName = "TEXT", Required = true };
}
