using System.Collections.Immutable;
using Iom.Selection.Records;
using Iom.Selection.Scoring;

namespace Iom.Selection.Explanations;

/// <summary>What the extracts say of a record behind a figure, by which people know it again. Made by <see cref="Explanation.DescribeRecords"/>.</summary>
/// <param name="Record">The record.</param>
/// <param name="Role">What it is to the figure.</param>
public sealed record RecordDetails(RecordReference Record, RecordRole Role)
{
    /// <summary>Of an offence the catalogue's title; null where the catalogue does not list its code, and for other records.</summary>
    public string? Title { get; init; }

    /// <summary>Of an offence, what has become of it.</summary>
    public OffenceOutcome? Outcome { get; init; }

    /// <summary>Of an offence, who brought it to notice, if known.</summary>
    public DetectedBy? DetectedBy { get; init; }

    /// <summary>Of an offence the systems that report it, ordinally; empty where none is named.</summary>
    public ImmutableArray<string> Sources { get; init; } = [];

    /// <summary>Of a drug test, its result.</summary>
    public DrugTestResult? TestResult { get; init; }

    /// <summary>Of a risk assessment, its value.</summary>
    public decimal? Value { get; init; }

    /// <summary>Does not repeat what the record holds.</summary>
    /// <returns>The kind of record.</returns>
    public override string ToString() => Record.ToString();
}
