using System.CommandLine;
using Iom.Selection.Service.Storage;

namespace Iom.Selection.Service.Administration;

/// <summary>Creates the store, or brings it up to date.</summary>
internal static class StoreCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        var store = ServiceCommands.Store();
        var role = new Option<string?>("--service-role")
        {
            Description = "PostgreSQL: the role as which the service will connect. It may then do what the service does, and no more: it can't change what logs hold.",
            HelpName = "ROLE",
        };
        var create = new Command("create", "Creates the store, or brings one of an earlier version up to date.") { store, role };
        create.SetAction(async (parsed, token) =>
        {
            await using var database = StoreDatabase.From(parsed.GetRequiredValue(store));
            await database.MigrateAsync(create: true, token).ConfigureAwait(false);
            if (parsed.GetValue(role) is { } name) await database.GrantAsync(name, token).ConfigureAwait(false);
            Console.WriteLine("The store is ready.");
            return 0;
        });
        return new Command("store", "Creates the store.") { create };
    }
}
