using System.Text.Json;
using System.Text.Json.Nodes;

namespace Iom.Selection.Cli.Tests;

/// <summary>Policies made from the reference policy.</summary>
internal static class Policies
{
    /// <summary>The reference policy without one of its blocks.</summary>
    public static string Without(Workspace work, string block) => With(work, $"without-{block}.json", policy => policy.Remove(block));

    /// <summary>The reference policy, changed.</summary>
    public static string With(Workspace work, string name, Action<JsonObject> change)
    {
        var policy = JsonNode.Parse(File.ReadAllText(Workspace.ReferencePolicy), documentOptions: new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip })!.AsObject();
        change(policy);
        return work.File(name, policy.ToJsonString());
    }
}
