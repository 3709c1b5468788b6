using System.CommandLine;
using System.Data.Common;
using Iom.Selection.Service.Storage;

namespace Iom.Selection.Service.Administration;

/// <summary>The command line: to serve, and to keep the store and its keys.</summary>
internal static class ServiceCommands
{
    private const int Done = 0;
    private const int Fault = 1;
    private const int CommandLine = 2;
    private const int NotAllowed = 3;

    /// <summary>Does what the arguments say.</summary>
    /// <returns>The exit code: 0 done, 1 a fault of ours, 2 the command line is wrong, 3 the store or an input does not allow it.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        var root = new RootCommand("Iom.Selection over HTTP: scores, ranks, explains and reviews people by the points matrix that a partnership wrote and signed. It recommends; people decide.")
        {
            ServeCommand.Create(), DemoCommand.Create(), StoreCommand.Create(), KeyCommands.CreatePartnership(), KeyCommands.Create(), PurgeCommand.Create(), OpenApiCommand.Create(),
        };
        var parsed = root.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (parsed.Errors is [var error, ..])
        {
            await Console.Error.WriteLineAsync($"{error.Message} (see iom-service --help)").ConfigureAwait(false);
            return CommandLine;
        }
        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null }).ConfigureAwait(false);
        }
        catch (Exception e) when (e is StoreException or CommandException)
        {
            await Console.Error.WriteLineAsync(e.Message).ConfigureAwait(false);
            return e is CommandException { IsOfCommandLine: true } ? CommandLine : NotAllowed;
        }
        catch (Exception e) when (e is DbException or IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync($"The store or a file could not be used ({e.GetType().Name}). Check that you may write to it and that the disk has room.").ConfigureAwait(false);
            return NotAllowed;
        }
#pragma warning disable CA1031 // A message may repeat a value, so it is not told; where it happened is.
        catch (Exception e)
#pragma warning restore CA1031
        {
            var where = e.StackTrace?.Split('\n').FirstOrDefault(line => line.Contains("Iom.Selection", StringComparison.Ordinal))?.Trim();
            await Console.Error.WriteLineAsync($"Internal error, please report it: {e.GetType().Name} {where}").ConfigureAwait(false);
            return Fault;
        }
    }

    /// <summary>The option that names the store.</summary>
    public static Option<string> Store() => new("--store")
    {
        Description = "The store: the path of a SQLite file, or a connection string of PostgreSQL (Host=...; give the password by Passfile= or PGPASSWORD). Where it is left out, the variable IOM_STORE.",
        HelpName = "STORE",
        DefaultValueFactory = result =>
        {
            if (Environment.GetEnvironmentVariable("IOM_STORE") is { Length: > 0 } store) return store;
            result.AddError("Option '--store' is required.");
            return "";
        },
    };

    /// <summary>Works with the store, once it has been seen to be the one this program works with.</summary>
    public static async Task<int> WithStoreAsync(string store, Func<StoreDatabase, Task> work, CancellationToken cancellationToken)
    {
        await using var database = StoreDatabase.From(store);
        await database.CheckAsync(cancellationToken).ConfigureAwait(false);
        await work(database).ConfigureAwait(false);
        return Done;
    }
}
