using Iom.Selection.Service.Storage;

namespace Iom.Selection.Service.Api;

/// <summary>The addresses of the service.</summary>
internal static class Routes
{
    /// <summary>Where the service listens where nobody says: on this machine alone.</summary>
    public const string StandardUrl = "http://127.0.0.1:5080";

    /// <summary>Maps every call.</summary>
    public static void Map(WebApplication app)
    {
        var services = app.Services;
        var (runner, assessments, rankings) = (services.GetRequiredService<CallRunner>(), services.GetRequiredService<AssessmentCalls>(), services.GetRequiredService<RankingCalls>());
        var (policies, decisions, limits) = (services.GetRequiredService<PolicyCalls>(), services.GetRequiredService<DecisionCalls>(), services.GetRequiredService<CallLimits>());

        Call("POST", "/v1/assessments", new Description(CallKind.Assess, "Assesses one person. Nothing is stored.", 200, "Assessment") { Body = "AssessmentRequest" }, assessments.AssessAsync);
        Call("POST", "/v1/reviews", new Description(CallKind.Review, "Reviews a member of the cohort. Nothing is stored.", 200, "Review") { Body = "ReviewRequest" }, assessments.ReviewAsync);
        Call("POST", "/v1/rankings", new Description(CallKind.Rank, "Ranks people and keeps the run.", 201, "Ranking") { Body = "RankingRequest", TakesLines = true, IsOnceOnly = true }, async call =>
        {
            using var room = limits.BeginRanking();
            return await rankings.RankAsync(call).ConfigureAwait(false);
        });
        Call("GET", "/v1/runs/{id}", new Description(CallKind.ReadRun, "Gives a run again.", 200, "Ranking") { GivesLines = true }, call => rankings.ReadAsync(call, Value(call, "id")));
        Call("GET", "/v1/policies", new Description(CallKind.ListPolicies, "Lists policies.", 200, "PolicyList") { IsPaged = true }, policies.ListAsync);
        Call("GET", "/v1/policies/{id}/{version}", new Description(CallKind.ReadPolicy, "Gives a policy with its signatures and warnings.", 200, "Policy") { HasETag = true },
            call => policies.ReadAsync(call, Value(call, "id"), Value(call, "version")));
        Call("PUT", "/v1/policies/{id}/{version}", new Description(CallKind.StorePolicy, "Stores a policy file. One that an agency signed never changes.", 201, "Policy") { Body = "PolicyFile", HasETag = true },
            call => policies.StoreAsync(call, Value(call, "id"), Value(call, "version")));
        Call("POST", "/v1/policies/{id}/{version}/signatures", new Description(CallKind.SignPolicy, "Signs a policy for the key's agency.", 201, "Signature") { Body = "SignatureRequest", IsOnceOnly = true },
            call => policies.SignAsync(call, Value(call, "id"), Value(call, "version")));
        Call("POST", "/v1/decisions", new Description(CallKind.RecordDecisions, "Records what a panel decided, for the key's agency.", 201, "Recorded") { Body = "DecisionsRequest", IsOnceOnly = true }, decisions.RecordAsync);
        Call("GET", "/v1/decisions", new Description(CallKind.ListDecisions, "A page of the log of decisions.", 200, "DecisionList") { IsPaged = true }, decisions.ListAsync);
        Call("GET", "/v1/decisions/head", new Description(CallKind.ReadHead, "How the log ends: for the minutes.", 200, "Head"), decisions.HeadAsync);
        Call("GET", "/v1/decisions/verify", new Description(CallKind.VerifyDecisions, "Checks every byte of the log.", 200, "Verified"), decisions.VerifyAsync);
        Call("GET", "/v1/decisions/export", new Description(CallKind.ExportDecisions, "The log as the file that the tool verifies.", 200, "DecisionEntry") { GivesLines = true }, decisions.ExportAsync);

        app.MapGet("/health/live", (RequestDelegate)(http => Health(true).SendAsync(http))).ExcludeFromDescription();
        app.MapGet("/health/ready", (RequestDelegate)(async http => await Health(await IsReadyAsync(app).ConfigureAwait(false)).SendAsync(http).ConfigureAwait(false))).ExcludeFromDescription();
        OpenApiDocuments.Map(app);
        // Only whoever has a key learns what is not there.
        app.MapFallback("{**path}", (RequestDelegate)(http => runner.RunAsync(http, CallKind.Unknown, _ => throw new ProblemException(ProblemKind.NotFound, "There is no such call.")))).ExcludeFromDescription();

        void Call(string method, string route, Description description, Func<Call, Task<Answer>> handle)
        {
            RequestDelegate run = http => runner.RunAsync(http, description.Kind, handle);
            // With its method an endpoint is one that can be described.
            app.MapMethods(route, [method], run).WithMetadata(run.Method, description).WithName(description.Kind.Name).WithSummary(description.Summary);
        }
    }

    private static string Value(Call call, string name) => (string)call.Http.Request.RouteValues[name]!;

    private static Answer Health(bool isWell) => Answer.Json(isWell ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable, json =>
    {
        json.WriteStartObject();
        json.WriteString("status", isWell ? "ok" : "unavailable");
        json.WriteEndObject();
    });

    private static async Task<bool> IsReadyAsync(WebApplication app)
    {
        if (app.Lifetime.ApplicationStopping.IsCancellationRequested) return false;
        try
        {
            await app.Services.GetRequiredService<StoreDatabase>().CheckAsync(CancellationToken.None).ConfigureAwait(false);
            return true;
        }
#pragma warning disable CA1031 // Whatever it is, the store can't be used.
        catch (Exception)
#pragma warning restore CA1031
        {
            return false;
        }
    }
}
