using System.Net;

namespace Iom.Selection.Service.Hosting;

/// <summary>How the service is run.</summary>
internal sealed record ServiceOptions
{
    /// <summary>Where it listens where nobody says: on this machine alone.</summary>
    public const string StandardUrl = Api.Routes.StandardUrl;

    /// <summary>The store: a connection string of PostgreSQL, or the path of a file.</summary>
    public required string Store { get; init; }

    /// <summary>Where it listens, separated by semicolons.</summary>
    public string Urls { get; init; } = StandardUrl;

    /// <summary>Whether something before it does TLS, so that it may listen on other addresses than loopback.</summary>
    public bool BehindTls { get; init; }

    /// <summary>The host names that it answers to, besides those of loopback.</summary>
    public IReadOnlyList<string> Hosts { get; init; } = [];

    /// <summary>How many calls a key may make in a second, over a while.</summary>
    public int CallsPerSecond { get; init; } = 200;

    /// <summary>How large a ranking may be that is sent line by line, in bytes.</summary>
    public long MaxRankingBytes { get; init; } = 2L * 1024 * 1024 * 1024;

    /// <summary>Where traces and metrics go (OTLP); null for nowhere.</summary>
    public Uri? Otlp { get; init; }

    /// <summary>Whether every call is logged to standard output too.</summary>
    public bool IsVerbose { get; init; }

    /// <summary>The clock.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>What is wrong with it, in one line; null where nothing is.</summary>
    public string? FindProblem()
    {
        foreach (var url in Urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (!Uri.TryCreate(url.Replace("://*", "://0.0.0.0", StringComparison.Ordinal).Replace("://+", "://0.0.0.0", StringComparison.Ordinal), UriKind.Absolute, out var uri) || uri.Scheme != "http")
                return "--urls takes addresses like http://127.0.0.1:5080, separated by semicolons. TLS is done by what stands before the service.";
            if (!IsLoopback(uri) && !BehindTls)
                return "An address other than loopback would send keys and records in the clear. Put something that does TLS before the service, and say so with --behind-tls.";
        }
        return BehindTls && Hosts.Count == 0 && !Urls.Split(';').All(url => Uri.TryCreate(url, UriKind.Absolute, out var uri) && IsLoopback(uri))
            ? "Say with --host by which name callers know the service." : null;
    }

    private static bool IsLoopback(Uri uri) => uri.IsLoopback || (IPAddress.TryParse(uri.DnsSafeHost, out var address) && IPAddress.IsLoopback(address));
}
