using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Iom.Selection.Service.Api;

/// <summary>Counts and durations, and nothing of anybody: for OpenTelemetry.</summary>
internal sealed class ServiceMeter : IDisposable
{
    /// <summary>The name of the meter and of the source of traces.</summary>
    public const string Name = "Iom.Selection.Service";

    private readonly Meter _meter = new(Name);
    private readonly ActivitySource _traces = new(Name);
    private readonly Counter<long> _people;
    private readonly Histogram<double> _duration;

    /// <summary>Makes the instruments.</summary>
    public ServiceMeter()
    {
        _people = _meter.CreateCounter<long>("iom.service.people", "{person}", "People assessed, ranked, reviewed, decided on or read.");
        _duration = _meter.CreateHistogram<double>("iom.service.call.duration", "s", "How long calls took, by kind and status; their count is the number of calls.");
    }

    /// <summary>Begins the trace of a call.</summary>
    public Activity? Begin(CallKind kind) => _traces.StartActivity(kind.Name, ActivityKind.Server);

    /// <summary>Counts a call.</summary>
    public void Count(Call call, int status, TimeSpan took, Activity? activity)
    {
        KeyValuePair<string, object?>[] tags = [new("kind", call.Kind.Name), new("status", status)];
        _duration.Record(took.TotalSeconds, tags);
        if (call.People is { } people) _people.Add(people, tags);
        activity?.SetTag("http.response.status_code", status);
        if (status >= StatusCodes.Status500InternalServerError) activity?.SetStatus(ActivityStatusCode.Error);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _meter.Dispose();
        _traces.Dispose();
    }
}
