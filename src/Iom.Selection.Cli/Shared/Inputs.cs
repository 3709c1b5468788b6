using Iom.Selection.Extracts;
using Iom.Selection.Extracts.Problems;
using Iom.Selection.Foundation;
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
            return InputFile.ReadUpTo(path, Limits.MaxPolicyBytes);
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

    /// <summary>Reads a policy to rank by: with the value that its draw waits for, if it waits for one.</summary>
    /// <exception cref="CommandLineException">The value is missing, or nobody asks for one.</exception>
    public static Policy PolicyToRankBy(string path, string? lotValue)
    {
        var policy = Policy(path);
        if (policy.LotSource is { } source)
            return policy.WithLotValue(lotValue ?? throw new CommandLineException($"The policy draws lots by a value that is known only when the list is frozen. Give it with --lot-value. Its source is \"{source}\"."));
        if (lotValue is not null) throw new CommandLineException("The policy names no source of a value for the draw (ranking.lot), so leave out --lot-value.");
        return policy;
    }

    /// <summary>Reads the catalogue the command line names, or the built-in one.</summary>
    public static CatalogueFile Catalogue(string? path) => path is null ? CatalogueFile.BuiltIn() : CatalogueFile.Load(path);
}
