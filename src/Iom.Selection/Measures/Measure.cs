using System.Collections.Immutable;
using Iom.Selection.Foundation;
using Iom.Selection.Records;

namespace Iom.Selection.Measures;

/// <summary>What a factor measures: data, never code, so that the same policy can run inside a database. A closed set.</summary>
/// <remarks>What differs from kind to kind and everybody asks stands here, abstract; who needs to tell all kinds apart asks <see cref="Match"/>. So the compiler leads whoever adds one.</remarks>
public abstract record Measure
{
    private Measure()
    {
    }

    /// <summary>The word the policy file has for the kind of measure.</summary>
    public abstract string Kind { get; }

    /// <summary>Which records it reads.</summary>
    public abstract MeasuredRecords Reads { get; }

    /// <summary>What its values are.</summary>
    public abstract MeasureUnit Unit { get; }

    /// <summary>Whether values are whole numbers: counts, days and levels.</summary>
    public bool HasWholeValues => Unit is not (MeasureUnit.Severity or MeasureUnit.Score);

    /// <summary>Whether somebody may have nothing to measure.</summary>
    public abstract bool MayNotApply { get; }

    /// <summary>Whether what it reads of somebody may not be known.</summary>
    public abstract bool MayBeMissing { get; }

    /// <summary>Which of the records that it looks at make its value.</summary>
    internal abstract DecidingRecords Deciding { get; }

    /// <summary>The offences it looks at, for measures that look at offences.</summary>
    public virtual OffenceFilter? Filter => null;

    /// <summary>The length of its window in months, 1 to 1200; null = no window.</summary>
    public virtual int? WindowMonths => Filter?.Months;

    /// <summary>Asks which kind it is.</summary>
    /// <typeparam name="T">What is wanted.</typeparam>
    /// <param name="offenceCount">Of an <see cref="OffenceCount"/>.</param>
    /// <param name="offenceSeverity">Of an <see cref="OffenceSeverity"/>.</param>
    /// <param name="daysSinceOffence">Of a <see cref="DaysSinceOffence"/>.</param>
    /// <param name="drugTestCount">Of a <see cref="DrugTestCount"/>.</param>
    /// <param name="mappaLevel">Of a <see cref="MappaLevel"/>.</param>
    /// <param name="riskScore">Of a <see cref="RiskScore"/>.</param>
    /// <returns>What the one that fits gives.</returns>
    public abstract T Match<T>(
        Func<OffenceCount, T> offenceCount, Func<OffenceSeverity, T> offenceSeverity, Func<DaysSinceOffence, T> daysSinceOffence, Func<DrugTestCount, T> drugTestCount,
        Func<MappaLevel, T> mappaLevel, Func<RiskScore, T> riskScore);

    /// <summary>All that it says in one line, the same for two measures exactly where they read alike: what a model says it was trained with. Its form never changes once models hold it.</summary>
    internal abstract string Text { get; }

    /// <summary>Makes what takes people's records one by one.</summary>
    internal abstract Accumulator NewAccumulator(int slot, DateOnly asOf, SuppliedExtracts supplied);

    /// <summary>Whether one record may count in both, so that it gives points twice.</summary>
    /// <param name="other">The other measure.</param>
    /// <param name="mayOverlap">Whether an offence can pass both filters.</param>
    internal abstract bool MayCountSameAs(Measure other, Func<OffenceFilter, OffenceFilter, bool> mayOverlap);

    /// <summary>The same with another window, and other offences.</summary>
    /// <param name="months">The window of a measure without a filter; null = as it is.</param>
    /// <param name="change">Changes the filter, its window too.</param>
    internal virtual Measure With(int? months, Func<OffenceFilter, OffenceFilter> change) => this;

    /// <summary>How many offences pass a filter.</summary>
    /// <param name="Offences">The filter.</param>
    /// <param name="DistinctDays">Whether to count their distinct offence dates in place of the offences.</param>
    public sealed record OffenceCount(OffenceFilter Offences, bool DistinctDays) : Measure
    {
        /// <inheritdoc/>
        public override string Kind => "offence-count";

        /// <inheritdoc/>
        public override MeasuredRecords Reads => MeasuredRecords.Offences;

        /// <inheritdoc/>
        public override MeasureUnit Unit => MeasureUnit.Count;

        /// <inheritdoc/>
        public override bool MayNotApply => false;

        /// <inheritdoc/>
        public override bool MayBeMissing => false;

        /// <inheritdoc/>
        public override OffenceFilter Filter => Offences;

        internal override DecidingRecords Deciding => DecidingRecords.All;

        internal override string Text => $"{MeasureText.Of(this)} count={(DistinctDays ? "days" : "offences")}";

        /// <inheritdoc/>
        public override T Match<T>(
            Func<OffenceCount, T> offenceCount, Func<OffenceSeverity, T> offenceSeverity, Func<DaysSinceOffence, T> daysSinceOffence, Func<DrugTestCount, T> drugTestCount,
            Func<MappaLevel, T> mappaLevel, Func<RiskScore, T> riskScore) => offenceCount(this);

        internal override Accumulator NewAccumulator(int slot, DateOnly asOf, SuppliedExtracts supplied) => new OffenceCountAccumulator(this, slot, asOf, supplied);

        internal override bool MayCountSameAs(Measure other, Func<OffenceFilter, OffenceFilter, bool> mayOverlap) =>
            other is OffenceCount or OffenceSeverity { Statistic: SeverityStatistic.Sum } && mayOverlap(Offences, other.Filter!);

        internal override Measure With(int? months, Func<OffenceFilter, OffenceFilter> change) => this with { Offences = change(Offences) };
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
        public override MeasuredRecords Reads => MeasuredRecords.Offences;

        /// <inheritdoc/>
        public override MeasureUnit Unit => MeasureUnit.Severity;

        /// <inheritdoc/>
        public override bool MayNotApply => true;

        /// <inheritdoc/>
        public override bool MayBeMissing => true;

        /// <inheritdoc/>
        public override OffenceFilter Filter => Offences;

        internal override DecidingRecords Deciding => Statistic == SeverityStatistic.Max ? DecidingRecords.Gravest : DecidingRecords.All;

        internal override string Text => $"{MeasureText.Of(this)} statistic={Vocabulary.Word(Statistic)} cap={MeasureText.Number(Cap)} scale={MeasureText.Scale(Scale)}";

        /// <inheritdoc/>
        public override T Match<T>(
            Func<OffenceCount, T> offenceCount, Func<OffenceSeverity, T> offenceSeverity, Func<DaysSinceOffence, T> daysSinceOffence, Func<DrugTestCount, T> drugTestCount,
            Func<MappaLevel, T> mappaLevel, Func<RiskScore, T> riskScore) => offenceSeverity(this);

        internal override Accumulator NewAccumulator(int slot, DateOnly asOf, SuppliedExtracts supplied) => new OffenceSeverityAccumulator(this, slot, asOf, supplied);

        // The gravest offence says something else than how many there are; the sum of all says it again.
        internal override bool MayCountSameAs(Measure other, Func<OffenceFilter, OffenceFilter, bool> mayOverlap) =>
            (other is OffenceSeverity || (other is OffenceCount && Statistic == SeverityStatistic.Sum)) && mayOverlap(Offences, other.Filter!);

        internal override Measure With(int? months, Func<OffenceFilter, OffenceFilter> change) => this with { Offences = change(Offences) };
    }

    /// <summary>Days from the latest offence that passes a filter to the as-of date.</summary>
    /// <param name="Offences">The filter, without window.</param>
    public sealed record DaysSinceOffence(OffenceFilter Offences) : Measure
    {
        /// <inheritdoc/>
        public override string Kind => "days-since-offence";

        /// <inheritdoc/>
        public override MeasuredRecords Reads => MeasuredRecords.Offences;

        /// <inheritdoc/>
        public override MeasureUnit Unit => MeasureUnit.Days;

        /// <inheritdoc/>
        public override bool MayNotApply => true;

        /// <inheritdoc/>
        public override bool MayBeMissing => false;

        /// <inheritdoc/>
        public override OffenceFilter Filter => Offences;

        internal override DecidingRecords Deciding => DecidingRecords.Latest;

        internal override string Text => MeasureText.Of(this);

        /// <inheritdoc/>
        public override T Match<T>(
            Func<OffenceCount, T> offenceCount, Func<OffenceSeverity, T> offenceSeverity, Func<DaysSinceOffence, T> daysSinceOffence, Func<DrugTestCount, T> drugTestCount,
            Func<MappaLevel, T> mappaLevel, Func<RiskScore, T> riskScore) => daysSinceOffence(this);

        internal override Accumulator NewAccumulator(int slot, DateOnly asOf, SuppliedExtracts supplied) => new DaysSinceOffenceAccumulator(this, slot, asOf, supplied);

        // When the latest was says something else than how many there are, or how grave.
        internal override bool MayCountSameAs(Measure other, Func<OffenceFilter, OffenceFilter, bool> mayOverlap) => false;

        internal override Measure With(int? months, Func<OffenceFilter, OffenceFilter> change) => this with { Offences = change(Offences) };
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

        /// <inheritdoc/>
        public override MeasuredRecords Reads => MeasuredRecords.DrugTests;

        /// <inheritdoc/>
        public override MeasureUnit Unit => MeasureUnit.Count;

        /// <inheritdoc/>
        public override bool MayNotApply => true;

        /// <inheritdoc/>
        public override bool MayBeMissing => true;

        /// <inheritdoc/>
        public override int? WindowMonths => Months;

        internal override DecidingRecords Deciding => DecidingRecords.All;

        internal override string Text => $"{Kind} months={MeasureText.Number(Months)} results={MeasureText.Words(Results)} contexts={MeasureText.Words(Contexts)} substances={MeasureText.List(Substances)}";

        /// <inheritdoc/>
        public override T Match<T>(
            Func<OffenceCount, T> offenceCount, Func<OffenceSeverity, T> offenceSeverity, Func<DaysSinceOffence, T> daysSinceOffence, Func<DrugTestCount, T> drugTestCount,
            Func<MappaLevel, T> mappaLevel, Func<RiskScore, T> riskScore) => drugTestCount(this);

        internal override Accumulator NewAccumulator(int slot, DateOnly asOf, SuppliedExtracts supplied) => new DrugTestCountAccumulator(this, asOf, supplied);

        internal override bool MayCountSameAs(Measure other, Func<OffenceFilter, OffenceFilter, bool> mayOverlap) =>
            other is DrugTestCount tests && Results.Intersect(tests.Results).Any() && Contexts.Intersect(tests.Contexts).Any();

        internal override Measure With(int? months, Func<OffenceFilter, OffenceFilter> change) => this with { Months = months ?? Months };
    }

    /// <summary>The level under public protection arrangements, 1 to 3.</summary>
    public sealed record MappaLevel : Measure
    {
        /// <inheritdoc/>
        public override string Kind => "mappa-level";

        /// <inheritdoc/>
        public override MeasuredRecords Reads => MeasuredRecords.Person;

        /// <inheritdoc/>
        public override MeasureUnit Unit => MeasureUnit.Level;

        /// <inheritdoc/>
        public override bool MayNotApply => true;

        /// <inheritdoc/>
        public override bool MayBeMissing => true;

        internal override DecidingRecords Deciding => DecidingRecords.All;

        internal override string Text => Kind;

        /// <inheritdoc/>
        public override T Match<T>(
            Func<OffenceCount, T> offenceCount, Func<OffenceSeverity, T> offenceSeverity, Func<DaysSinceOffence, T> daysSinceOffence, Func<DrugTestCount, T> drugTestCount,
            Func<MappaLevel, T> mappaLevel, Func<RiskScore, T> riskScore) => mappaLevel(this);

        internal override Accumulator NewAccumulator(int slot, DateOnly asOf, SuppliedExtracts supplied) => new MappaLevelAccumulator();

        internal override bool MayCountSameAs(Measure other, Func<OffenceFilter, OffenceFilter, bool> mayOverlap) => other is MappaLevel;
    }

    /// <summary>The latest result of a risk assessment instrument.</summary>
    /// <param name="Instrument">Name and version, compared as they are.</param>
    /// <param name="Months">How old it may be in months, 1 to 1200; null = any age.</param>
    public sealed record RiskScore(string Instrument, int? Months) : Measure
    {
        /// <inheritdoc/>
        public override string Kind => "risk-score";

        /// <inheritdoc/>
        public override MeasuredRecords Reads => MeasuredRecords.RiskScores;

        /// <inheritdoc/>
        public override MeasureUnit Unit => MeasureUnit.Score;

        /// <inheritdoc/>
        public override bool MayNotApply => false;

        /// <inheritdoc/>
        public override bool MayBeMissing => true;

        /// <inheritdoc/>
        public override int? WindowMonths => Months;

        internal override DecidingRecords Deciding => DecidingRecords.All;

        internal override string Text => $"{Kind} instrument={MeasureText.Quoted(Instrument)} months={MeasureText.Number(Months)}";

        /// <inheritdoc/>
        public override T Match<T>(
            Func<OffenceCount, T> offenceCount, Func<OffenceSeverity, T> offenceSeverity, Func<DaysSinceOffence, T> daysSinceOffence, Func<DrugTestCount, T> drugTestCount,
            Func<MappaLevel, T> mappaLevel, Func<RiskScore, T> riskScore) => riskScore(this);

        internal override Accumulator NewAccumulator(int slot, DateOnly asOf, SuppliedExtracts supplied) => new RiskScoreAccumulator(this, asOf);

        internal override bool MayCountSameAs(Measure other, Func<OffenceFilter, OffenceFilter, bool> mayOverlap) => other is RiskScore score && Instrument == score.Instrument;

        internal override Measure With(int? months, Func<OffenceFilter, OffenceFilter> change) => this with { Months = months ?? Months };
    }
}
