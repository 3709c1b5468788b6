using System.Globalization;

namespace Iom.Selection.Samples;

/// <summary>What <c>README.txt</c> of a sample says.</summary>
internal static class SampleNotice
{
    public static string Text(SampleOptions options) => string.Create(CultureInfo.InvariantCulture,
        $"""
        SYNTHETIC. Every record in this folder was made by a program and is about nobody.

        Made by: iom sample --offenders {options.Offenders} --seed {options.Seed} --as-of {options.AsOf:yyyy-MM-dd}{(options.HasDifference ? "" : " --no-difference")}
        The same command makes the same bytes.

        The figures are invented round ones of the order of what the field sees. They are no evidence of anything: don't cite them, and
        don't fit a model to them that is meant for people. Groups in characteristics.csv are letters that stand for no group of real people.

        truth.json says what was planted: faults, late records, appeals{(options.HasDifference ? ", and a difference between groups that an audit should find" : ", and that no group was treated otherwise than another")}.

        """).ReplaceLineEndings("\n");
}
