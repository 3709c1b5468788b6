using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Iom.Selection.Service.Api;

/// <summary>The OpenAPI 3.1 document: its addresses are those that are mapped, its schemas those of <c>schemas.json</c>.</summary>
internal static class OpenApiDocuments
{
    private const string Name = "v1";

    /// <summary>Adds what makes the document.</summary>
    public static void Add(IServiceCollection services) => services.AddOpenApi(Name, options =>
    {
        options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
        options.AddDocumentTransformer((document, _, _) =>
        {
            Describe(document);
            return Task.CompletedTask;
        });
        options.AddOperationTransformer((operation, context, _) =>
        {
            if (context.Description.ActionDescriptor.EndpointMetadata.OfType<Description>().FirstOrDefault() is { } description) Describe(operation, description, context.Description.RelativePath ?? "");
            return Task.CompletedTask;
        });
    });

    /// <summary>Maps the address of the document. It names nobody and takes no key.</summary>
    public static void Map(WebApplication app) => app.MapOpenApi("/openapi/{documentName}.json").ExcludeFromDescription();

    /// <summary>Writes the document of a service, which need not serve.</summary>
    public static async Task<string> WriteAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var document = await services.GetRequiredKeyedService<IOpenApiDocumentProvider>(Name).GetOpenApiDocumentAsync(cancellationToken).ConfigureAwait(false);
        return (await document.SerializeAsJsonAsync(OpenApiSpecVersion.OpenApi3_1, cancellationToken).ConfigureAwait(false)).ReplaceLineEndings("\n") + "\n";
    }

    private static void Describe(OpenApiDocument document)
    {
        document.Info = new OpenApiInfo
        {
            Title = "Iom.Selection",
            Version = Name,
            Description = "Scores, ranks, explains and reviews people for Integrated Offender Management by the points matrix that a partnership wrote and signed. It recommends; people decide.",
            License = new OpenApiLicense { Name = "MIT", Identifier = "MIT" },
        };
        document.Servers = [new OpenApiServer { Url = Routes.StandardUrl, Description = "On this machine." }];
        document.Components ??= new OpenApiComponents();
        document.Components.Schemas = Schemas();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
        {
            ["key"] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "An API key of an agency, as iom-service key create showed it once." },
        };
        document.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference("key", document)] = [] }];
        document.Tags = new HashSet<OpenApiTag>(Tags.Select(tag => new OpenApiTag { Name = tag.Name, Description = tag.Description }));
    }

    private static IDictionary<string, IOpenApiSchema> Schemas()
    {
        using var stream = typeof(OpenApiDocuments).Assembly.GetManifestResourceStream("Iom.Selection.Service.schemas.json") ?? throw new InvalidOperationException("The schemas are missing from the assembly.");
        using var reader = new StreamReader(stream);
        var whole = $$"""{ "openapi": "3.1.1", "info": { "title": "", "version": "" }, "paths": {}, "components": { "schemas": {{reader.ReadToEnd()}} } }""";
        return OpenApiDocument.Parse(whole, "json").Document?.Components?.Schemas ?? throw new InvalidOperationException("The schemas can't be read.");
    }

    private static readonly (string Name, string Description, CallKind[] Kinds)[] Tags =
    [
        ("people", "Assessments, reviews and rankings.", [CallKind.Assess, CallKind.Review, CallKind.Rank, CallKind.ReadRun]),
        ("policies", "Policies and their signatures.", [CallKind.ListPolicies, CallKind.ReadPolicy, CallKind.StorePolicy, CallKind.SignPolicy]),
        ("decisions", "The panel's decisions.", [CallKind.RecordDecisions, CallKind.ListDecisions, CallKind.ReadHead, CallKind.VerifyDecisions, CallKind.ExportDecisions]),
    ];

    private static void Describe(OpenApiOperation operation, Description description, string path)
    {
        operation.Tags = new HashSet<OpenApiTagReference>([new OpenApiTagReference(Tags.First(tag => tag.Kinds.Contains(description.Kind)).Name)]);
        operation.Description = description.Kind.Role is { } role ? $"{description.Summary} Takes the role {Foundation.Vocabulary.Word(role)}." : description.Summary;
        operation.Parameters ??= [];
        foreach (var name in path.Split('/').Where(part => part.StartsWith('{')).Select(part => part.Trim('{', '}')))
            operation.Parameters.Add(new OpenApiParameter { Name = name, In = ParameterLocation.Path, Required = true, Description = $"The {name}.", Schema = new OpenApiSchema { Type = JsonSchemaType.String } });
        if (description.Kind.ConcernsPeople)
        {
            operation.Parameters.Add(Header("On-Behalf-Of", "The agency's own word for its user; no name.", "OnBehalfOf"));
            operation.Parameters.Add(Header("Purpose", "Why: a closed list.", "Purpose"));
        }
        if (description.IsOnceOnly) operation.Parameters.Add(Header("Idempotency-Key", "A new random word for each call; the same one to ask again.", "IdempotencyKey"));
        if (description.IsPaged)
        {
            operation.Parameters.Add(Query("cursor", "next of the page before.", new OpenApiSchema { Type = JsonSchemaType.String, MaxLength = 400 }));
            operation.Parameters.Add(Query("limit", "How many at once.", new OpenApiSchema { Type = JsonSchemaType.Integer, Minimum = "1", Maximum = "500", Default = JsonValue.Create(100) }));
        }
        if (description.HasETag)
        {
            foreach (var name in description.Body is null ? ["If-None-Match"] : new[] { "If-Match", "If-None-Match" })
                operation.Parameters.Add(new OpenApiParameter { Name = name, In = ParameterLocation.Header, Description = "An ETag of the policy, or *.", Schema = new OpenApiSchema { Type = JsonSchemaType.String } });
        }
        if (description.Body is { } body)
        {
            operation.RequestBody = new OpenApiRequestBody { Required = true, Content = new Dictionary<string, OpenApiMediaType> { [Answer.JsonType] = Content(body) } };
            if (description.TakesLines) operation.RequestBody.Content!.Add(Answer.LinesType, Content("RankingLine"));
        }
        operation.Responses = new OpenApiResponses { [Text(description.Status)] = Response(description) };
        if (description.HasETag && description.Body is not null) operation.Responses["200"] = Response(description);
        if (description.HasETag && description.Body is null) operation.Responses["304"] = new OpenApiResponse { Description = "It has not changed." };
        foreach (var status in Problems(description)) operation.Responses[Text(status)] = new OpenApiResponse { Description = "A problem.", Content = new Dictionary<string, OpenApiMediaType> { ["application/problem+json"] = Content("Problem") } };
    }

    private static readonly int[] ProblemsOfAll = [400, 401, 403, 404, 429, 500, 503];

    private static IEnumerable<int> Problems(Description description) =>
        ProblemsOfAll
            .Concat(description.Body is null ? [] : [408, 413, 415, 422])
            .Concat(description.IsOnceOnly ? [409] : [])
            .Concat(description.HasETag && description.Body is not null ? [409, 412, 428] : [])
            .Concat(description.Kind == CallKind.ReadRun || description.Kind == CallKind.Rank ? [410] : []).Order();

    private static OpenApiResponse Response(Description description)
    {
        var content = new Dictionary<string, OpenApiMediaType>();
        if (!description.GivesLines || description.Kind == CallKind.ReadRun) content[Answer.JsonType] = Content(description.Answer);
        if (description.TakesLines || description.GivesLines) content[Answer.LinesType] = Content(description.Kind == CallKind.ExportDecisions ? description.Answer : "RankingLine");
        return new OpenApiResponse { Description = description.Summary, Content = content };
    }

    private static OpenApiMediaType Content(string schema) => new() { Schema = new OpenApiSchemaReference(schema) };

    private static OpenApiParameter Header(string name, string description, string schema) =>
        new() { Name = name, In = ParameterLocation.Header, Required = true, Description = description, Schema = new OpenApiSchemaReference(schema) };

    private static OpenApiParameter Query(string name, string description, OpenApiSchema schema) => new() { Name = name, In = ParameterLocation.Query, Description = description, Schema = schema };

    private static string Text(int status) => status.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
