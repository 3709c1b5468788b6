using System.Collections.Immutable;
using System.ComponentModel;
using Iom.Selection.Batch;

namespace Iom.Selection.Evaluation;

/// <summary>What a backtest looks at of one date. People are numbers.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record BacktestInput
{
    /// <summary>The date.</summary>
    public required DateOnly AsOf { get; init; }

    /// <summary>For how many months what followed is looked at, 1 or more.</summary>
    public required int HorizonMonths { get; init; }

    /// <summary>The last day of which anything is known.</summary>
    public required DateOnly KnownUpTo { get; init; }

    /// <summary>The policies, the first as it is.</summary>
    public required IReadOnlyList<PolicyVariant> Policies { get; init; }

    /// <summary>How each of them puts everybody.</summary>
    public required IReadOnlyList<RankOrder> Orders { get; init; }

    /// <summary>Everybody by number, in the order of their ids.</summary>
    public required ImmutableArray<int> ById { get; init; }

    /// <summary>A person's id in UTF-8.</summary>
    public required RankedRows.PersonId IdOf { get; init; }

    /// <summary>What is known of each person up to the date, by number.</summary>
    public required ImmutableArray<EarlierOffending> Earlier { get; init; }

    /// <summary>What followed, as the whole extract has it.</summary>
    public required ProvenOffences Offences { get; init; }

    /// <summary>The day on which a person died; null where none is known.</summary>
    public required Func<int, DateOnly?> DiedOn { get; init; }

    /// <summary>Whether the extract says that a person has died, without a day.</summary>
    public required Func<int, bool> IsDeceasedWithoutDate { get; init; }

    /// <summary>Days in custody of a person between two day numbers, both included.</summary>
    public required Func<int, int, int, int> DaysInCustody { get; init; }

    /// <summary>Runs a work for each number below one, on whichever threads.</summary>
    public required Action<int, Action<int>> RunEach { get; init; }
}
