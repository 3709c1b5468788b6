using System.Collections.Immutable;
using Iom.Selection.Records;

namespace Iom.Selection.Measures;

/// <summary>What a factor measures: data, never code, so that the same policy can run inside a database. A closed set.</summary>
public abstract record Measure
{
    private Measure()
    {
    }

    /// <summary>The word the policy file has for the kind of measure.</summary>
    public abstract string Kind { get; }

    /// <summary>The offences it looks at, for measures that look at offences.</summary>
    public virtual OffenceFilter? Filter => null;

    /// <summary>How many offences pass a filter.</summary>
    /// <param name="Offences">The filter.</param>
    /// <param name="DistinctDays">Whether to count their distinct offence dates in place of the offences.</param>
    public sealed record OffenceCount(OffenceFilter Offences, bool DistinctDays) : Measure
    {
        /// <inheritdoc/>
        public override string Kind => "offence-count";

        /// <inheritdoc/>
        public override OffenceFilter Filter => Offences;
    }

    /// <summary>How grave the offences that pass a filter are.</summary>
    /// <param name="Offences">The filter.</param>
    /// <param name="Statistic">The gravest, or all added up.</param>
    /// <param name="Cap">The most it can be, above 0; null = no limit.</param>
    /// <param name="Scale">A value per group, 0 for groups not named; null = the catalogue's severity.</param>
    public sealed record OffenceSeverity(
        OffenceFilter Offences, SeverityStatistic Statistic, decimal? Cap, ImmutableSortedDictionary<string, decimal>? Scale) : Measure
    {
        /// <inheritdoc/>
        public override string Kind => "offence-severity";

        /// <inheritdoc/>
        public override OffenceFilter Filter => Offences;
    }

    /// <summary>Days from the latest offence that passes a filter to the as-of date.</summary>
    /// <param name="Offences">The filter, without window.</param>
    public sealed record DaysSinceOffence(OffenceFilter Offences) : Measure
    {
        /// <inheritdoc/>
        public override string Kind => "days-since-offence";

        /// <inheritdoc/>
        public override OffenceFilter Filter => Offences;
    }

    /// <summary>How many drug tests in a window had one of some results.</summary>
    /// <param name="Months">The length of the window in months, 1 to 1200; null = ever.</param>
    /// <param name="Results">The results that count.</param>
    /// <param name="Contexts">The contexts that count; never <see cref="DrugTestContext.Scheme"/>.</param>
    /// <param name="Substances">One of which must have been found; empty for any.</param>
    public sealed record DrugTestCount(
        int? Months, ImmutableArray<DrugTestResult> Results, ImmutableArray<DrugTestContext> Contexts, ImmutableArray<string> Substances) : Measure
    {
        /// <inheritdoc/>
        public override string Kind => "drug-test-count";
    }

    /// <summary>The level under public protection arrangements, 1 to 3.</summary>
    public sealed record MappaLevel : Measure
    {
        /// <inheritdoc/>
        public override string Kind => "mappa-level";
    }

    /// <summary>The latest result of a risk assessment instrument.</summary>
    /// <param name="Instrument">Name and version, compared as they are.</param>
    /// <param name="Months">How old it may be in months, 1 to 1200; null = any age.</param>
    public sealed record RiskScore(string Instrument, int? Months) : Measure
    {
        /// <inheritdoc/>
        public override string Kind => "risk-score";
    }
}
