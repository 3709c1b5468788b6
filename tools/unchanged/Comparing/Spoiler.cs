namespace Iom.Selection.Unchanged.Comparing;

/// <summary>Changes an output by as little as can be.</summary>
internal static class Spoiler
{
    /// <summary>The output with a byte less, with one more, and with one changed at its beginning, in its middle and near its end.</summary>
    public static IEnumerable<byte[]> Spoil(string name, byte[] output)
    {
        yield return [.. output, (byte)'x'];
        if (output.Length == 0) yield break;
        yield return output[..^1];
        foreach (var wish in new[] { 0, output.Length / 2, output.Length - 2 })
        {
            var at = Math.Max(wish, 0);
            while (at < output.Length && (OutputComparer.IsLeftOut(name, output, at) || !char.IsAsciiLetterOrDigit((char)output[at]))) at++;
            if (at == output.Length) continue;
            byte[] changed = [.. output];
            changed[at] = (byte)(output[at] == '1' ? '2' : '1');
            yield return changed;
        }
    }
}
