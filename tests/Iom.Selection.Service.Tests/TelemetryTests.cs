using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Iom.Selection.Service.Api;
using Iom.Selection.Service.Storage;

namespace Iom.Selection.Service.Tests;

[Collection(ServiceCollection.Name)]
public class TelemetryTests(Stores stores)
{
    [Fact]
    public async Task Metrics_and_traces_are_counts_and_durations_and_name_nobody()
    {
        var told = new ConcurrentBag<string>();
        using var listener = new MeterListener { InstrumentPublished = (instrument, listening) => { if (instrument.Meter.Name == ServiceMeter.Name) listening.EnableMeasurementEvents(instrument); } };
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => told.Add($"{instrument.Name} {Text(tags)}"));
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => told.Add($"{instrument.Name} {value} {Text(tags)}"));
        listener.Start();
        using var traces = new ActivityListener
        {
            ShouldListenTo = source => source.Name == ServiceMeter.Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity => told.Add($"{activity.DisplayName} {string.Join(' ', activity.TagObjects.Select(tag => $"{tag.Key}={tag.Value}"))}"),
        };
        ActivitySource.AddActivityListener(traces);

        await using var service = await RunningService.StartAsync(stores.Create(StoresAttribute.Sqlite));
        using var client = service.Client();
        using (var assessed = await client.PostAsync("/v1/assessments", RunningService.JsonBody("""{"policy":{"id":"reference","version":"2.0.0"},"asOf":"2026-10-31","person":{"offender":{"offenderId":"TOLD-SECRET"}}}"""))) Assert.Equal(200, (int)assessed.StatusCode);
        using (var refused = await client.GetAsync("/v1/runs/TOLD-SECRET")) Assert.Equal(404, (int)refused.StatusCode);
        // What is measured is measured after the answer has gone.
        for (var waited = 0; !told.Any(line => line.StartsWith("readRun", StringComparison.Ordinal)) && waited < 200; waited++) await Task.Delay(25);
        Assert.Contains("iom.service.people 1 kind=assess status=200", told);
        Assert.Contains("iom.service.call.duration kind=assess status=200", told);
        Assert.Contains("iom.service.call.duration kind=readRun status=404", told);
        Assert.Contains("assess http.response.status_code=200", told);
        Assert.DoesNotContain(told, line => line.Contains("SECRET", StringComparison.Ordinal) || line.Contains("user-17", StringComparison.Ordinal) || line.Contains(service.Key, StringComparison.Ordinal));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Whoever_reads_is_logged_as_whoever_writes_and_no_id_of_anybody_is(string kind)
    {
        await using var service = await RunningService.StartAsync(stores.Create(kind));
        using var client = service.Client();
        using (var recorded = await RunningService.PostAsync(client, "/v1/decisions", RunningService.JsonBody(RunningService.Decisions(("LOGGED-SECRET", "select"), ("LOGGED-SECRET-2", "select"))))) Assert.Equal(201, (int)recorded.StatusCode);
        foreach (var address in new[] { "/v1/decisions", "/v1/decisions/export", "/v1/decisions/head", "/v1/decisions/verify", "/v1/policies", "/v1/runs/LOGGED-SECRET", "/nothing" }) (await client.GetAsync(address)).Dispose();
        using var stranger = service.Client("iom_wrong");
        (await stranger.GetAsync("/v1/decisions")).Dispose();
        var rows = await service.Database.ReadAsync(connection => connection.QueryAsync(null, "SELECT kind, status, people, agency, on_behalf_of, purpose, partnership, api_key, hashes FROM audit ORDER BY sequence",
            row => string.Join('|', Enumerable.Range(0, 9).Select(column => Convert.ToString(row.GetValue(column), System.Globalization.CultureInfo.InvariantCulture)))), default);
        Assert.Equal(
            ["storePolicy|201||police", "recordDecisions|201|2|police", "listDecisions|200|2|police", "exportDecisions|200|2|police", "readHead|200||police", "verifyDecisions|200||police", "listPolicies|200||police", "readRun|404||police", "unknown|404||police", "listDecisions|401||"],
            rows.Select(row => string.Join('|', row.Split('|')[..4])));
        Assert.All(rows[..^1], row => Assert.Contains("|user-17|test|north|", row, StringComparison.Ordinal));
        Assert.DoesNotContain(rows, row => row.Contains("SECRET", StringComparison.Ordinal));
    }

    private static string Text(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var texts = new List<string>();
        foreach (var tag in tags) texts.Add($"{tag.Key}={tag.Value}");
        return string.Join(' ', texts);
    }
}
