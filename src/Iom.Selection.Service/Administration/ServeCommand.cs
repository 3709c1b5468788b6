using System.CommandLine;
using Iom.Selection.Service.Hosting;
using Iom.Selection.Service.Storage;

namespace Iom.Selection.Service.Administration;

/// <summary>Serves until it is told to stop.</summary>
internal static class ServeCommand
{
    private const int MaxCallsPerSecond = 1_000_000;

    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        var (store, settings) = (ServiceCommands.Store(), new Settings());
        var command = new Command("serve", "Serves until it is told to stop (Ctrl+C, SIGTERM): then it answers what it has begun, thirty seconds at most.") { store };
        settings.AddTo(command);
        command.SetAction((parsed, token) => RunAsync(settings.Read(parsed, parsed.GetRequiredValue(store)), token));
        return command;
    }

    /// <summary>Serves.</summary>
    public static async Task<int> RunAsync(ServiceOptions options, CancellationToken cancellationToken)
    {
        if (options.FindProblem() is { } problem) throw new CommandException(problem, isOfCommandLine: true);
        await using (var database = StoreDatabase.From(options.Store)) await database.CheckAsync(cancellationToken).ConfigureAwait(false);
        var app = ServiceApplication.Create(options);
        await using (app.ConfigureAwait(false))
        {
            await app.StartAsync(cancellationToken).ConfigureAwait(false);
            await Console.Error.WriteLineAsync($"Listening on {string.Join(' ', app.Urls)}").ConfigureAwait(false);
            await app.WaitForShutdownAsync(cancellationToken).ConfigureAwait(false);
        }
        return 0;
    }

    /// <summary>The options of whatever serves.</summary>
    internal sealed class Settings
    {
        private readonly Option<string> _urls = new("--urls") { Description = "Where to listen, separated by semicolons.", HelpName = "URLS", DefaultValueFactory = _ => ServiceOptions.StandardUrl };
        private readonly Option<bool> _behindTls = new("--behind-tls") { Description = "Something before the service does TLS. Without it, only addresses of this machine itself are allowed." };
        private readonly Option<string[]> _hosts = new("--host") { Description = "A host name by which callers know the service. Can be given more than once.", HelpName = "NAME", DefaultValueFactory = _ => [] };
        private readonly Option<int> _calls = new("--calls-per-second") { Description = "How many calls a key may make in a second, over a while.", HelpName = "N", DefaultValueFactory = _ => 200 };
        private readonly Option<Uri?> _otlp = new("--otlp") { Description = "Where traces and metrics go, OTLP over gRPC. Left out, nowhere.", HelpName = "URL", CustomParser = result => Uri.TryCreate(result.Tokens[0].Value, UriKind.Absolute, out var uri) ? uri : Wrong(result) };
        private readonly Option<bool> _verbose = new("--verbose") { Description = "Log every call to standard output too: kind, status, time." };

        /// <summary>Adds the options to a command.</summary>
        public void AddTo(Command command)
        {
            _calls.Validators.Add(result =>
            {
                if (result.GetValueOrDefault<int>() is < 1 or > MaxCallsPerSecond) result.AddError($"--calls-per-second takes a whole number from 1 to {MaxCallsPerSecond}.");
            });
            foreach (var option in new Option[] { _urls, _behindTls, _hosts, _calls, _otlp, _verbose }) command.Add(option);
        }

        /// <summary>Reads what was given.</summary>
        public ServiceOptions Read(ParseResult parsed, string store) => new()
        {
            Store = store,
            Urls = parsed.GetRequiredValue(_urls),
            BehindTls = parsed.GetValue(_behindTls),
            Hosts = parsed.GetRequiredValue(_hosts),
            CallsPerSecond = parsed.GetValue(_calls),
            Otlp = parsed.GetValue(_otlp),
            IsVerbose = parsed.GetValue(_verbose),
        };

        private static Uri? Wrong(System.CommandLine.Parsing.ArgumentResult result)
        {
            result.AddError("--otlp takes an address like http://127.0.0.1:4317.");
            return null;
        }
    }
}
