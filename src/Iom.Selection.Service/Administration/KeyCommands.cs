using System.CommandLine;
using Iom.Selection.Foundation;
using Iom.Selection.Service.Access;
using Iom.Selection.Service.Storage;

namespace Iom.Selection.Service.Administration;

/// <summary>Partnerships, and the keys of their agencies.</summary>
internal static class KeyCommands
{
    private const int UsualDays = 365;
    private const int MaxDays = 3650;

    /// <summary>Makes the command for partnerships.</summary>
    public static Command CreatePartnership()
    {
        var (store, id) = (ServiceCommands.Store(), Id("--id", "Its id: a lower-case letter, then lower-case letters, digits and hyphens."));
        var create = new Command("create", "Creates a partnership. None ever sees anything of another.") { store, id };
        create.SetAction((parsed, token) => ServiceCommands.WithStoreAsync(parsed.GetRequiredValue(store), async database =>
            Console.WriteLine(await new KeyTable(database, TimeProvider.System).AddPartnershipAsync(parsed.GetRequiredValue(id), token).ConfigureAwait(false) == 1 ? "The partnership is created." : "The partnership was there."), token));
        return new Command("partnership", "Creates partnerships.") { create };
    }

    /// <summary>Makes the command for keys.</summary>
    public static Command Create() => new("key", "Creates, lists and revokes API keys.") { CreateKey(), ListKeys(), RevokeKey() };

    private static Command CreateKey()
    {
        var (store, partnership, agency) = (ServiceCommands.Store(), Id("--partnership", "The partnership."), Id("--agency", "The agency, by its id in the policies' panels."));
        var roles = new Option<Role[]>("--roles")
        {
            Description = $"What it may do, separated by commas: {string.Join(", ", Vocabulary.AllWords<Role>())}.",
            HelpName = "ROLES",
            Required = true,
            CustomParser = result =>
            {
                var read = new List<Role>();
                foreach (var word in result.Tokens[0].Value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
                {
                    if (Vocabulary.TryParse<Role>(word, out var role)) read.Add(role);
                    else result.AddError($"--roles takes {string.Join(", ", Vocabulary.AllWords<Role>())}, separated by commas.");
                }
                if (read.Count == 0) result.AddError("--roles needs a role.");
                return [.. read];
            },
        };
        var days = new Option<int>("--days") { Description = "After how many days it expires.", HelpName = "N", DefaultValueFactory = _ => UsualDays };
        days.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > MaxDays) result.AddError($"--days takes a whole number from 1 to {MaxDays}.");
        });
        var command = new Command("create", "Creates a key and prints it: once, for only its hash is kept.") { store, partnership, agency, roles, days };
        command.SetAction((parsed, token) => ServiceCommands.WithStoreAsync(parsed.GetRequiredValue(store), async database =>
        {
            var key = await new KeyTable(database, TimeProvider.System).AddAsync(
                parsed.GetRequiredValue(partnership), parsed.GetRequiredValue(agency), parsed.GetRequiredValue(roles), TimeProvider.System.GetUtcNow().AddDays(parsed.GetValue(days)), token).ConfigureAwait(false);
            Console.WriteLine(key.Reveal());
        }, token));
        return command;
    }

    private static Command ListKeys()
    {
        var store = ServiceCommands.Store();
        var command = new Command("list", "Lists keys by their ids; the keys themselves are nowhere.") { store };
        command.SetAction((parsed, token) => ServiceCommands.WithStoreAsync(parsed.GetRequiredValue(store), async database =>
        {
            foreach (var key in await new KeyTable(database, TimeProvider.System).ListAsync(token).ConfigureAwait(false))
                Console.WriteLine($"{key.Id}  {key.Partnership}  {key.Agency}  {key.Roles}  until {key.ExpiresAt}{(key.RevokedAt is null ? "" : $"  revoked {key.RevokedAt}")}");
        }, token));
        return command;
    }

    private static Command RevokeKey()
    {
        var (store, id) = (ServiceCommands.Store(), new Option<string>("--id") { Description = "The key's id, as key list shows it: the digits between the two underscores of the key.", HelpName = "ID", Required = true });
        var command = new Command("revoke", "Revokes a key, from the next call on.") { store, id };
        command.SetAction((parsed, token) => ServiceCommands.WithStoreAsync(parsed.GetRequiredValue(store), async database =>
        {
            if (!await new KeyTable(database, TimeProvider.System).RevokeAsync(parsed.GetRequiredValue(id), token).ConfigureAwait(false)) throw new CommandException("There is no such key that was not revoked.");
            Console.WriteLine("The key is revoked.");
        }, token));
        return command;
    }

    internal static Option<string> Id(string name, string description)
    {
        var option = new Option<string>(name) { Description = description, HelpName = "ID", Required = true };
        option.Validators.Add(result =>
        {
            var id = result.Tokens is [{ Value: var value }] ? value : "";
            if (id.Length is 0 or > 64 || !char.IsAsciiLetterLower(id[0]) || !id.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-'))
                result.AddError($"{name} takes an id: a lower-case letter, then up to 63 lower-case letters, digits and hyphens.");
        });
        return option;
    }
}
