namespace Iom.Selection.Policies.Checks;

/// <summary>Something in a policy that can stand, but is unfair or fragile, so that the partnership should know.</summary>
/// <param name="Code">What kind of thing, as lower-case words joined by hyphens.</param>
/// <param name="Message">What it is, where, and why it matters.</param>
public sealed record PolicyWarning(string Code, string Message);
