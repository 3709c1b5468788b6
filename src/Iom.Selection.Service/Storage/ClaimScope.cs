using System.Security.Cryptography;
using System.Text;
using Iom.Selection.Service.Access;

namespace Iom.Selection.Service.Storage;

/// <summary>For what an idempotency key holds: a partnership, an API key, a method and a route; and the key itself, of which only a keyed hash is kept.</summary>
internal sealed record ClaimScope(string Partnership, string KeyId, string Method, string Route, byte[] IdempotencyKey)
{
    /// <summary>Makes the scope of a call.</summary>
    public static ClaimScope Create(Caller caller, string method, string route, string idempotencyKey) =>
        new(caller.Partnership, caller.KeyId, method, route, HMACSHA256.HashData(caller.Secret, Encoding.UTF8.GetBytes("key\n" + idempotencyKey)));

    /// <summary>The scope as the values of a command.</summary>
    public (string Name, object? Value)[] With(params (string Name, object? Value)[] more) =>
        [("partnership", Partnership), ("api_key", KeyId), ("method", Method), ("route", Route), ("key", IdempotencyKey), .. more];
}
