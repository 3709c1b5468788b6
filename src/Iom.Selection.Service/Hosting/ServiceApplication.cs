using Iom.Selection.Service.Api;
using Iom.Selection.Service.Storage;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace Iom.Selection.Service.Hosting;

/// <summary>Puts the service together.</summary>
internal static class ServiceApplication
{
    private static readonly TimeSpan HeadersTimeout = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan ShutdownTimeout = TimeSpan.FromSeconds(30);
    private const int MaxConnections = 2000;
    private const int MaxUnreadBytes = 4 * 1024 * 1024;

    /// <summary>Makes the service; it is started by its <c>StartAsync</c> or <c>RunAsync</c>.</summary>
    public static WebApplication Create(ServiceOptions options)
    {
        // No file and no variable of the environment changes what it does: its options alone do.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = typeof(ServiceApplication).Assembly.GetName().Name });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxConcurrentConnections = MaxConnections;
            kestrel.Limits.RequestHeadersTimeout = HeadersTimeout;
            kestrel.Limits.MinRequestBodyDataRate = new MinDataRate(bytesPerSecond: 240, gracePeriod: TimeSpan.FromSeconds(5));
            // Each call says for itself how much it takes. This is what is taken off the connection of a call that was refused unread.
            kestrel.Limits.MaxRequestBodySize = MaxUnreadBytes;
        });
        builder.WebHost.UseUrls(options.Urls);
        builder.Logging.AddJsonConsole(console => (console.UseUtcTimestamp, console.TimestampFormat) = (true, "yyyy-MM-ddTHH:mm:ss.fffZ"));
        builder.Logging.SetMinimumLevel(options.IsVerbose ? LogLevel.Debug : LogLevel.Information).AddFilter("Microsoft", LogLevel.Error).AddFilter("System", LogLevel.Error);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = ShutdownTimeout);
        builder.Services.AddRoutingCore();
        AddTelemetry(builder.Services, options);
        AddCalls(builder.Services, options);
        OpenApiDocuments.Add(builder.Services);

        var app = builder.Build();
        var guard = new HostGuard(options.Hosts);
        app.Use(next => http => guard.InvokeAsync(http, next));
        app.UseRouting();
        Routes.Map(app);
        app.UseEndpoints(_ => { });
        app.Services.GetRequiredService<AuditTable>().Start();
        return app;
    }

    private static void AddCalls(IServiceCollection services, ServiceOptions options)
    {
        services.AddSingleton(options.Clock);
        services.AddSingleton(_ => StoreDatabase.From(options.Store));
        services.AddSingleton<KeyTable>();
        services.AddSingleton<AuditTable>();
        services.AddSingleton<ClaimTable>();
        services.AddSingleton(_ => new CallLimits(options.CallsPerSecond));
        services.AddSingleton<ServiceMeter>();
        services.AddSingleton<PolicyShelf>();
        services.AddSingleton<OnceOnly>();
        services.AddSingleton<RunAnswers>();
        services.AddSingleton<AssessmentCalls>();
        services.AddSingleton(all => ActivatorUtilities.CreateInstance<RankingCalls>(all, options.MaxRankingBytes));
        services.AddSingleton<DecisionCalls>();
        services.AddSingleton<PolicyCalls>();
        services.AddSingleton<CallRunner>();
        services.AddHostedService<ClaimSweeper>();
    }

    private static void AddTelemetry(IServiceCollection services, ServiceOptions options)
    {
        if (options.Otlp is not { } endpoint) return;
        services.AddOpenTelemetry()
            .WithMetrics(metrics => metrics.AddMeter(ServiceMeter.Name).AddOtlpExporter(otlp => otlp.Endpoint = endpoint))
            .WithTracing(traces => traces.AddSource(ServiceMeter.Name).AddOtlpExporter(otlp => otlp.Endpoint = endpoint));
    }
}
