using System.Security.Cryptography;
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

    /// <summary>Reads a policy to rank by: with the value that its draw waits for, and the model that it names.</summary>
    /// <exception cref="CommandLineException">The value or the model is missing, or nobody asks for it.</exception>
    /// <exception cref="InputException">The model is another than the policy names, may not be used with it, or says nothing of the date.</exception>
    public static Policy PolicyToRankBy(RankingRequest request)
    {
        var policy = PolicyToRankBy(request.Policy, request.LotValue);
        if (policy.Model is not null) return WithModel(policy, request.Policy, [.. request.Model is { } path ? [path] : Array.Empty<string>()], request.AsOf);
        if (request.Model is not null) throw new CommandLineException("The policy names no model (ranking.model), so leave out --model.");
        return policy;
    }

    /// <summary>Reads a policy to look at many past dates by: its matrix alone, as a model says nothing of the dates that it was trained from.</summary>
    public static Policy MatrixOf(string path) => Policy(path).WithoutModel();

    /// <summary>The policy with the model that it names, of several the one that it means.</summary>
    /// <exception cref="CommandLineException">There is none.</exception>
    /// <exception cref="InputException">None is the one, or it may not be used.</exception>
    public static Policy WithModel(Policy policy, string policyPath, IReadOnlyList<string> models, DateOnly asOf)
    {
        if (models.Count == 0) throw new CommandLineException($"The policy names a model (ranking.model): give its file with --model. Its SHA-256 is {policy.Model!.Sha256}.");
        try
        {
            byte[][] files = [.. models.Select(ModelBytes)];
            var named = files.FirstOrDefault(file => Convert.ToHexStringLower(SHA256.HashData(file)) == policy.Model!.Sha256) ?? files[0];
            var ranked = policy.WithModel(ModelFile.Parse(named, policy.Model!.Sha256), SignOffFile.Read(policyPath));
            ranked.RequireModel(asOf);
            return ranked;
        }
        catch (Exception e) when (e is FormatException or InvalidOperationException)
        {
            throw new InputException(e.Message, e);
        }
    }

    private static byte[] ModelBytes(string path)
    {
        try
        {
            return InputFile.ReadUpTo(path, Limits.MaxPolicyBytes);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"The model cannot be opened: {path}", e);
        }
    }

    /// <summary>Reads the catalogue the command line names, or the built-in one.</summary>
    public static CatalogueFile Catalogue(string? path) => path is null ? CatalogueFile.BuiltIn() : CatalogueFile.Load(path);
}
