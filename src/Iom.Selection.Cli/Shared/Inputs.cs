using Iom.Selection.Extracts;
using Iom.Selection.Policies;
using Iom.Selection.Policies.Parsing;

namespace Iom.Selection.Cli.Shared;

/// <summary>Opens what the command line names.</summary>
internal static class Inputs
{
    /// <summary>Reads the bytes of a policy file.</summary>
    public static byte[] PolicyBytes(string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"The policy cannot be opened: {path}", e);
        }
    }

    /// <summary>Reads a policy, or says in one line what is wrong with it.</summary>
    public static Policy Policy(string path)
    {
        try
        {
            return PolicyFile.Parse(PolicyBytes(path));
        }
        catch (PolicyException e)
        {
            throw new InputException($"The policy is not valid: {e.Message}. Run iom policy check {path}", e);
        }
    }

    /// <summary>Reads the catalogue the command line names, or the built-in one.</summary>
    public static CatalogueFile Catalogue(string? path) => path is null ? CatalogueFile.BuiltIn() : CatalogueFile.Load(path);
}
