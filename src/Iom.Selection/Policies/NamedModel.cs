namespace Iom.Selection.Policies;

/// <summary>The model that a policy names, and what it may do.</summary>
/// <param name="Role">What it may do.</param>
/// <param name="Sha256">SHA-256 of its file, 64 lower-case hexadecimal digits: no other file will do.</param>
public sealed record NamedModel(ModelRole Role, string Sha256)
{
    /// <summary>The role as the policy file has it.</summary>
    public string RoleWord => WordOf(Role);

    internal static string WordOf(ModelRole role) => role switch
    {
        ModelRole.Advisory => "advisory",
        ModelRole.TieBreak => "tie-break",
    };
}
