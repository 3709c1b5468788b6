using Iom.Selection.Service.Access;
using Iom.Selection.Service.Api;
using Iom.Selection.Service.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Iom.Selection.ServiceBenchmark;

/// <summary>The service, with one more address that reads a body and returns a constant behind the same key check, limits and log.</summary>
internal static class BenchmarkService
{
    private static readonly CallKind Constant = new("constant", Role.Assess, ConcernsPeople: true);

    /// <summary>Serves until it is killed, and prints where.</summary>
    public static async Task<int> RunAsync(string store)
    {
        var app = ServiceApplication.Create(new ServiceOptions { Store = store, Urls = "http://127.0.0.1:0", CallsPerSecond = 1_000_000 });
        var runner = app.Services.GetRequiredService<CallRunner>();
        // As long as an assessment of the person that is sent.
        var body = System.Text.Encoding.UTF8.GetBytes($"{{\"constant\":\"{new string('x', 6000)}\"}}");
        app.MapPost("/constant", (RequestDelegate)(http => runner.RunAsync(http, Constant, async call =>
        {
            await RequestBody.ReadAsync(call, AssessmentCalls.MaxPersonBytes);
            call.People = 1;
            return new Answer(StatusCodes.Status200OK, Answer.JsonType, body);
        })));
        await app.StartAsync();
        Console.WriteLine(app.Urls.First());
        await app.WaitForShutdownAsync();
        return 0;
    }
}
