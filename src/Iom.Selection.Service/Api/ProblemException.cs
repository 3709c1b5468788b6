namespace Iom.Selection.Service.Api;

/// <summary>A call ends with a problem.</summary>
internal sealed class ProblemException : Exception
{
    /// <summary>Ends a call.</summary>
    public ProblemException(ProblemKind kind, string detail) : this(kind, detail, [])
    {
    }

    /// <summary>Ends a call because of what its body says.</summary>
    public ProblemException(IReadOnlyList<FieldError> errors) : this(ProblemKind.Fields, "See errors.", errors)
    {
    }

    /// <summary>Ends a call because of something at one place of its body.</summary>
    public ProblemException(ProblemKind kind, string jsonPointer, string detail) : this(kind, "See errors.", [new FieldError(jsonPointer, detail)])
    {
    }

    private ProblemException(ProblemKind kind, string detail, IReadOnlyList<FieldError> errors) : base(detail) => (Kind, Errors) = (kind, errors);

    /// <summary>The kind of problem.</summary>
    public ProblemKind Kind { get; }

    /// <summary>What in the body can't be used.</summary>
    public IReadOnlyList<FieldError> Errors { get; }

    /// <summary>Headers of the answer.</summary>
    public IReadOnlyList<(string Name, string Value)> Headers { get; init; } = [];

    /// <summary>The answer.</summary>
    public Answer ToAnswer()
    {
        var answer = Answer.Json(Kind.Status, json =>
        {
            json.WriteStartObject();
            json.WriteString("type", Kind.Type);
            json.WriteString("title", Kind.Title);
            json.WriteNumber("status", Kind.Status);
            json.WriteString("detail", Message);
            if (Errors.Count > 0)
            {
                json.WriteStartArray("errors");
                foreach (var error in Errors)
                {
                    json.WriteStartObject();
                    json.WriteString("pointer", error.JsonPointer);
                    json.WriteString("detail", error.Detail);
                    json.WriteEndObject();
                }
                json.WriteEndArray();
            }
            json.WriteEndObject();
        });
        return answer with { ContentType = "application/problem+json", Headers = Headers };
    }
}
