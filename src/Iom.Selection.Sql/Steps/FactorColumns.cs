using System.Globalization;
using Iom.Selection.Measures;
using Iom.Selection.Policies;

namespace Iom.Selection.Sql.Steps;

/// <summary>The columns of one factor, named by its place in the policy.</summary>
/// <param name="Factor">The factor.</param>
/// <param name="Number">Its place, from 1.</param>
/// <param name="IsValid">Whether it counts on the date.</param>
internal sealed record FactorColumns(Factor Factor, int Number, bool IsValid)
{
    /// <summary>What was read: the value, of a reading that is not known the least that it can be; NULL where there is nothing to measure.</summary>
    public string Value => Name("value");

    /// <summary>Whether it is not known.</summary>
    public string Missing => Name("missing");

    /// <summary>Whether there is nothing to measure; of a reading that is not known, whether that may be.</summary>
    public string NotApplicable => Name("not_applicable");

    /// <summary>The most that a reading that is not known can be; NULL without limit.</summary>
    public string UpTo => Name("up_to");

    /// <summary>The fewest points that it can mean.</summary>
    public string Least => Name("least");

    /// <summary>The most points.</summary>
    public string Most => Name("most");

    /// <summary>The value that gives most points; NULL for none.</summary>
    public string Best => Name("best");

    /// <summary>Whether a reading can be missing at all.</summary>
    public bool MayBeMissing => IsValid && Factor.Measure.MayBeMissing;

    /// <summary>Whether there may be nothing to measure.</summary>
    public bool MayBeNotApplicable => IsValid && Factor.Measure.MayNotApply;

    /// <summary>Whether a reading that is not known may still have a limit.</summary>
    public bool HasLimit => Factor.Measure.Match(_ => false, severity => severity.Cap is not null, _ => false, _ => true, _ => true, _ => false);

    /// <summary>Whether values are whole numbers.</summary>
    public bool IsWhole => Factor.Measure.HasWholeValues;

    /// <summary>Whether its offences are looked at.</summary>
    public OffenceFilter? Filter => IsValid ? Factor.Measure.Filter : null;

    /// <summary>A column of a name of its own.</summary>
    public string Name(string what) => string.Create(CultureInfo.InvariantCulture, $"f{Number}_{what}");
}
