using Iom.Selection.Evaluation;
using Iom.Selection.Extracts.Account;
using Iom.Selection.Records;
using Iom.Selection.Runs.Output;

namespace Iom.Selection.Runs.Evaluations;

/// <summary>All that the files of an evaluation are written from.</summary>
public sealed record EvaluationReport
{
    /// <summary>The version of the tool.</summary>
    public required string ToolVersion { get; init; }

    /// <summary>The as-of date.</summary>
    public required DateOnly AsOf { get; init; }

    /// <summary>The last day of which the offences tell.</summary>
    public required DateOnly KnownUpTo { get; init; }

    /// <summary>The policies, each with its file.</summary>
    public required IReadOnlyList<EvaluatedPolicy> Policies { get; init; }

    /// <summary>The catalogue.</summary>
    public required HashedFile CatalogueFile { get; init; }

    /// <summary>What became of every row of the extracts.</summary>
    public required ExtractAccount Account { get; init; }

    /// <summary>The manifests of the archived runs that were used, and other files that went in.</summary>
    public IReadOnlyList<HashedFile> OtherInputs { get; init; } = [];

    /// <summary>What was found.</summary>
    public required SchemeResult Result { get; init; }

    /// <summary>For the picture of the line: of the people of the archived runs who were followed, how often they offended afterwards, by how many points they were above the line.</summary>
    public IReadOnlyList<DistanceRate> ByDistance { get; init; } = [];

    /// <summary>For the Justice Data Lab: everybody who was in the cohort, with their times in it; null where it is not asked for.</summary>
    public IReadOnlyList<CaseFile>? DataLab { get; init; }

    /// <summary>What the Justice Data Lab asks for of each person, joined last; null where it is not given.</summary>
    public DataLabNames? Names { get; init; }

    /// <summary>What goes into the folder besides, for people to look at.</summary>
    public IReadOnlyList<AddedFile> Added { get; init; } = [];
}
