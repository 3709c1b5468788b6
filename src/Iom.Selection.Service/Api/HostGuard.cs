namespace Iom.Selection.Service.Api;

/// <summary>Answers only to the names by which the service is known, so that no page in a browser can reach it under another.</summary>
internal sealed class HostGuard(IEnumerable<string> hosts)
{
    private readonly HashSet<string> _hosts = new(["localhost", "127.0.0.1", "[::1]", .. hosts], StringComparer.OrdinalIgnoreCase);

    /// <summary>Looks at a call before anything else does.</summary>
    public Task InvokeAsync(HttpContext http, RequestDelegate next)
    {
        var headers = http.Response.Headers;
        (headers.CacheControl, headers.XContentTypeOptions) = ("no-store", "nosniff");
        return _hosts.Contains(http.Request.Host.Host) ? next(http) : new ProblemException(ProblemKind.Host, "Use the name that the service was started with.").ToAnswer().SendAsync(http);
    }
}
