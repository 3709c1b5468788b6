using Iom.Selection.Foundation;

namespace Iom.Selection.Service.Api;

/// <summary>Which policy a body names.</summary>
internal sealed record AskedPolicy(string Id, string Version)
{
    /// <summary>Reads <c>{ "id", "version" }</c>.</summary>
    public static AskedPolicy? Read(JsonCursor.Fields fields)
    {
        if (fields.Required("policy")?.Object("id", "version") is not { } policy) return null;
        var (id, version) = (policy.Required("id")?.Text(), policy.Required("version")?.Text());
        return id is null || version is null ? null : new AskedPolicy(id, version);
    }
}
