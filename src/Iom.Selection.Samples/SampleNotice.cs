using System.Globalization;

namespace Iom.Selection.Samples;

/// <summary>What <c>README.txt</c> of a sample says.</summary>
internal static class SampleNotice
{
    public static string Text(SampleOptions options) => string.Create(CultureInfo.InvariantCulture,
        $"""
        SYNTHETIC. Every record in this folder was made by a program and is about nobody.

        Made by: iom sample --offenders {options.Offenders} --seed {options.Seed} --as-of {options.AsOf:yyyy-MM-dd}{(options.HasDifference ? "" : " --no-difference")}{(options.EffectPercent == 0 ? "" : $" --effect {options.EffectPercent}{(options.EffectOn is null ? "" : " --effect-runs DIR")}")}
        The same command makes the same bytes.

        The figures are invented, round numbers of a realistic size. They prove nothing: do not cite them, and
        do not fit a model for real people to them. Groups in characteristics.csv are letters that stand for no real group.

        truth.json says what was planted: faults, late records, appeals{(options.HasDifference ? ", and a difference between groups that an audit should find" : ", and no difference between groups")}{(options.EffectPercent == 0 ? "" : $"; of the offences of {(options.EffectOn is null ? "members in the cohort" : "those whom earlier runs recommended")}, a part is not there")}.

        """).ReplaceLineEndings("\n");
}
