using Iom.Selection.Service.Access;

namespace Iom.Selection.Service.Api;

/// <summary>What a call does: what the audit log calls it, which role it takes, and whether it reads or assesses people.</summary>
/// <param name="Name">The name in logs, metrics and the description of the service.</param>
/// <param name="Role">The role it takes; null where a good key is enough.</param>
/// <param name="ConcernsPeople">Whether it needs to be said on whose behalf and for what purpose.</param>
internal sealed record CallKind(string Name, Role? Role, bool ConcernsPeople)
{
    public static readonly CallKind Assess = new("assess", Access.Role.Assess, true);
    public static readonly CallKind Rank = new("rank", Access.Role.Assess, true);
    public static readonly CallKind Review = new("review", Access.Role.Assess, true);
    public static readonly CallKind ReadRun = new("readRun", Access.Role.Read, true);
    public static readonly CallKind ListPolicies = new("listPolicies", Access.Role.Read, false);
    public static readonly CallKind ReadPolicy = new("readPolicy", Access.Role.Read, false);
    public static readonly CallKind StorePolicy = new("storePolicy", Access.Role.Administer, false);
    public static readonly CallKind SignPolicy = new("signPolicy", Access.Role.Sign, false);
    public static readonly CallKind RecordDecisions = new("recordDecisions", Access.Role.Decide, true);
    public static readonly CallKind ListDecisions = new("listDecisions", Access.Role.Read, true);
    public static readonly CallKind ExportDecisions = new("exportDecisions", Access.Role.Read, true);
    public static readonly CallKind ReadHead = new("readHead", Access.Role.Read, false);
    public static readonly CallKind VerifyDecisions = new("verifyDecisions", Access.Role.Read, false);
    public static readonly CallKind Unknown = new("unknown", null, false);
}
