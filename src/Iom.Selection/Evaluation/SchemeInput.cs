using System.ComponentModel;
using Iom.Selection.Decisions;
using Iom.Selection.Offences;
using Iom.Selection.Policies;
using Iom.Selection.Records;

namespace Iom.Selection.Evaluation;

/// <summary>What an evaluation looks at.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record SchemeInput
{
    /// <summary>The as-of date: nothing later counts.</summary>
    public required DateOnly AsOf { get; init; }

    /// <summary>The last day of which the offences tell, at most the as-of date.</summary>
    public required DateOnly KnownUpTo { get; init; }

    /// <summary>The first policy: its hash is in the seeds.</summary>
    public required Policy Policy { get; init; }

    /// <summary>What offence codes mean.</summary>
    public required OffenceCatalogue Catalogue { get; init; }

    /// <summary>The records of everybody who ever stood in <c>memberships.csv</c>, by id.</summary>
    public required IReadOnlyList<CaseFile> Members { get; init; }

    /// <summary>What the panel decided; null where that is not given.</summary>
    public IReadOnlyList<RecordedDecision>? Decisions { get; init; }

    /// <summary>The archived runs, in order of date.</summary>
    public IReadOnlyList<ChoiceDate> Runs { get; init; } = [];

    /// <summary>Without runs: those who might have been chosen 12 months before the as-of date, none of them recommended.</summary>
    public ChoiceDate? Population { get; init; }

    /// <summary>Optional files that were not supplied, and runs that were left out and why.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}
