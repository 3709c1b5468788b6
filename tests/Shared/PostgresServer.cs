using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Iom.Selection.Testing;

/// <summary>A PostgreSQL server of a test's own: made in a temporary folder, on a free port of the loopback address, and gone with the test.</summary>
/// <remarks>
/// The programs are those of the distribution (<c>/usr/lib/postgresql/15/bin</c>), or those that <c>PATH</c> or the variable <c>IOM_POSTGRES_BIN</c> names.
/// A server refuses to run as root; then <c>runuser</c> or <c>su</c> runs it as <c>postgres</c> or <c>nobody</c>.
/// It ends when the process that made it ends, however that ends: a shell waits for the end of its input, which is a pipe from here.
/// </remarks>
public sealed class PostgresServer : IDisposable
{
    /// <summary>The superuser of the server, who needs no password.</summary>
    public const string User = "postgres";

    private const int SecondsToWait = 60;

    private static readonly string? Programs = FindPrograms();
    private static readonly string? OrdinaryUser = FindOrdinaryUser();

    private readonly string _folder = Path.Combine(Path.GetTempPath(), "iom-postgres-" + Path.GetRandomFileName());
    private Process? _shell;

    private PostgresServer()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        Port = ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Why there can be no server here; null where there can.</summary>
    public static string? Missing { get; } =
        OperatingSystem.IsWindows() ? "A PostgreSQL server is started on Linux and macOS alone."
        : Programs is null ? "PostgreSQL is not installed here: initdb and postgres are not found."
        : Environment.IsPrivilegedProcess && OrdinaryUser is null ? "PostgreSQL does not run as root, and there is no other user here to run it as."
        : null;

    /// <summary>The port, on 127.0.0.1.</summary>
    public int Port { get; }

    /// <summary>How to connect to a database of the server, as Npgsql reads it.</summary>
    public string ConnectionString(string database = "postgres", string user = User) =>
        string.Create(CultureInfo.InvariantCulture, $"Host=127.0.0.1;Port={Port};Username={user};Database={database}");

    /// <summary>Makes a server and starts it.</summary>
    /// <exception cref="InvalidOperationException">It does not start; the message has its last words.</exception>
    public static PostgresServer Create()
    {
        if (Missing is { } missing) throw new InvalidOperationException(missing);
        var server = new PostgresServer();
        try
        {
            Run(Shell(string.Create(CultureInfo.InvariantCulture, $"umask 077; \"{Programs}/initdb\" --pgdata=\"{server._folder}\" --username={User} --auth=trust --encoding=UTF8 --no-locale --no-sync")), "initdb");
            server.Start();
            return server;
        }
        catch
        {
            server.Dispose();
            throw;
        }
    }

    /// <summary>Starts a server that was stopped, on the port that it had, with what it held.</summary>
    public void Start()
    {
        // The shell waits for a line, or for the end of its input when this process was killed; then it ends the server, and without a line takes all away.
        _shell = Shell(string.Create(CultureInfo.InvariantCulture,
            $"\"{Programs}/postgres\" -D \"{_folder}\" -p {Port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c max_connections=200 -c fsync=off >\"{_folder}/log\" 2>&1 & server=$!; read keep; kill -INT $server; wait $server; [ -n \"$keep\" ] || rm -rf \"{_folder}\""));
        _shell.Start();
        for (var waited = Stopwatch.StartNew(); waited.Elapsed < TimeSpan.FromSeconds(SecondsToWait); Thread.Sleep(50))
        {
            if (_shell.HasExited) break;
            var ask = new Process { StartInfo = new ProcessStartInfo(Programs + "/pg_isready", ["--quiet", "--host=127.0.0.1", string.Create(CultureInfo.InvariantCulture, $"--port={Port}")]) };
            using (ask)
            {
                ask.Start();
                ask.WaitForExit();
                if (ask.ExitCode == 0) return;
            }
        }
        throw new InvalidOperationException("The PostgreSQL server does not start.");
    }

    /// <summary>Stops the server as an administrator would who is in a hurry: connections end at once. What it holds stays.</summary>
    public void Stop()
    {
        if (_shell is not { } shell) return;
        _shell = null;
        using (shell)
        {
            shell.StandardInput.WriteLine("keep");
            shell.StandardInput.Close();
            if (!shell.WaitForExit(TimeSpan.FromSeconds(SecondsToWait))) shell.Kill(entireProcessTree: true);
        }
    }

    /// <summary>Stops the server and takes away all that it held.</summary>
    public void Dispose()
    {
        Stop();
        if (Directory.Exists(_folder)) Run(Shell($"rm -rf \"{_folder}\""), "rm");
    }

    private static Process Shell(string command)
    {
        // For runuser and su the shell is that of the option, whatever the user's own is.
        string[] line = !Environment.IsPrivilegedProcess ? ["/bin/sh", "-c", command]
            : File.Exists("/usr/sbin/runuser") ? ["/usr/sbin/runuser", "-u", OrdinaryUser!, "--", "/bin/sh", "-c", command]
            : ["su", OrdinaryUser!, "-s", "/bin/sh", "-c", command];
        return new Process
        {
            StartInfo = new ProcessStartInfo(line[0], line[1..]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Path.GetTempPath() },
        };
    }

    private static void Run(Process process, string what)
    {
        using (process)
        {
            process.Start();
            var errors = process.StandardError.ReadToEndAsync();
            process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            if (process.ExitCode != 0) throw new InvalidOperationException($"{what} failed: {errors.Result}");
        }
    }

    private static string? FindPrograms()
    {
        if (OperatingSystem.IsWindows()) return null;
        var installed = Directory.Exists("/usr/lib/postgresql") ? Directory.GetDirectories("/usr/lib/postgresql").OrderDescending(StringComparer.Ordinal).Select(version => version + "/bin") : [];
        string?[] named = [Environment.GetEnvironmentVariable("IOM_POSTGRES_BIN"), .. installed, .. (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':')];
        return named.FirstOrDefault(folder => folder is { Length: > 0 } && new[] { "initdb", "postgres", "pg_isready" }.All(program => File.Exists(Path.Combine(folder, program))));
    }

    private static string? FindOrdinaryUser()
    {
        if (!File.Exists("/etc/passwd")) return null;
        string[] users = [.. File.ReadLines("/etc/passwd").Select(line => line.Split(':')[0])];
        return new[] { "postgres", "nobody" }.FirstOrDefault(users.Contains);
    }
}
