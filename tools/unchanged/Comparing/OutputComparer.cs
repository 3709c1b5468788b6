using System.Text;
using System.Text.RegularExpressions;

namespace Iom.Selection.Unchanged.Comparing;

/// <summary>Compares an output of both tools byte by byte, after what is allowed was put into the old one.</summary>
internal sealed partial class OutputComparer(AllowedDifferences allowed, HashPairs pairs)
{
    private const int Shown = 200;

    /// <summary>Finds the first difference.</summary>
    /// <param name="name">The output: a file's path, or <c>stdout</c> or <c>stderr</c> with the command.</param>
    /// <param name="old">Its bytes as the old tool wrote them.</param>
    /// <param name="new">Its bytes as the new one did.</param>
    /// <returns>What it is; null where there is none.</returns>
    public string? Difference(string name, byte[] old, byte[] @new)
    {
        var (was, now) = (Encoding.Latin1.GetString(old), Encoding.Latin1.GetString(@new));
        var applied = allowed.Applied(name, was);
        // A header in other words makes the columns of a printed table wider or narrower.
        if (applied != was && name.StartsWith("std", StringComparison.Ordinal)) (applied, now) = (Spaces().Replace(applied, "  "), Spaces().Replace(now, "  "));
        if (LeftOut(name) is { } pattern) (applied, now) = (pattern.Replace(applied, "${key}\"\""), pattern.Replace(now, "${key}\"\""));

        var (oldHashes, newHashes) = (Hash().Matches(applied), Hash().Matches(now));
        var (oldText, newText) = (Hash().Replace(applied, "<hash>"), Hash().Replace(now, "<hash>"));
        if (oldText != newText) return Explain(oldText, newText);
        for (var i = 0; i < oldHashes.Count; i++)
        {
            if (!pairs.Stand(oldHashes[i].Value, newHashes[i].Value))
                return $"the hash {newHashes[i].Value} is not of what stood there before: {Line(applied, oldHashes[i].Index)}";
        }
        return null;
    }

    /// <summary>Whether a byte of an output is one that is left out of the comparison.</summary>
    public static bool IsLeftOut(string name, byte[] bytes, int at)
    {
        var text = Encoding.Latin1.GetString(bytes);
        return LeftOut(name) is { } pattern && pattern.Matches(text).Any(match => match.Index <= at && at < match.Index + match.Length);
    }

    private static string Explain(string old, string @new)
    {
        var at = 0;
        while (at < old.Length && at < @new.Length && old[at] == @new[at]) at++;
        var line = 1 + old.AsSpan(0, at).Count('\n');
        return FormattableString.Invariant($"line {line}\n      old: {Line(old, at)}\n      new: {Line(@new, at)}");
    }

    private static string Line(string text, int at)
    {
        if (at >= text.Length) return "(the end)";
        var start = Math.Max(at == 0 ? 0 : text.LastIndexOf('\n', at - 1) + 1, at - Shown / 2);
        var end = text.IndexOf('\n', at) is var next and >= 0 ? next : text.Length;
        var shown = Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(text[start..Math.Min(end, start + Shown)]));
        return string.Concat(shown.Select(c => char.IsControl(c) ? '\uFFFD' : c));
    }

    // The version of the tool, in every file that has it; when a run was, in the log of runs; what a log of decisions draws at random.
    private static Regex? LeftOut(string name) =>
        DecisionChain.IsOne(name) ? Salt()
        : name.EndsWith("runs.jsonl", StringComparison.Ordinal) ? WhenAndVersion()
        : name.EndsWith("run.json", StringComparison.Ordinal) ? Version() : null;

    [GeneratedRegex("(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])")]
    private static partial Regex Hash();

    [GeneratedRegex("(?<key>\"toolVersion\": ?)\"[0-9.]+\"")]
    private static partial Regex Version();

    [GeneratedRegex("(?<key>\"(when|toolVersion)\": ?)\"[0-9TZ.:-]+\"")]
    private static partial Regex WhenAndVersion();

    [GeneratedRegex("(?<key>\"salt\": ?)\"[0-9a-f]+\"")]
    private static partial Regex Salt();

    [GeneratedRegex("  +")]
    private static partial Regex Spaces();
}
