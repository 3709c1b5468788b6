namespace Iom.Selection.Service.Storage;

/// <summary>What may be shown of a key.</summary>
internal sealed record KeyListing(string Id, string Partnership, string Agency, string Roles, string ExpiresAt, string? RevokedAt);
