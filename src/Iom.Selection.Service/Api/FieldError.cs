namespace Iom.Selection.Service.Api;

/// <summary>Something in a body that can't be used.</summary>
/// <param name="JsonPointer">Where, as a JSON pointer (RFC 6901); empty for the whole body.</param>
/// <param name="Detail">What is wrong and what is allowed, without the value.</param>
internal sealed record FieldError(string JsonPointer, string Detail);
