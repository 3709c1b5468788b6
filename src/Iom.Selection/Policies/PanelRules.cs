using System.Collections.Immutable;

namespace Iom.Selection.Policies;

/// <summary>Who sits on the panel, and what it takes to take someone on or let someone go.</summary>
public sealed record PanelRules
{
    /// <summary>The fewest agencies that may be enough for a change, and as many as are where a policy does not say: never one alone.</summary>
    public const int MinAgencies = 2;

    /// <summary>For how many weeks a reasoned objection defers where a policy does not say.</summary>
    public const int StandardDeferWeeks = 6;

    internal PanelRules()
    {
    }

    /// <summary>The agencies, each with one voice; their order says nothing.</summary>
    public required ImmutableArray<PanelAgency> Agencies { get; init; }

    /// <summary>How many agencies must say so, at least, for someone to be let go; <see cref="MinAgencies"/> or more.</summary>
    public required int LeastToDeselect { get; init; }

    /// <summary>How many agencies must say so, at least, for someone to be taken on; <see cref="MinAgencies"/> or more.</summary>
    public required int LeastToSelect { get; init; }

    /// <summary>For how many weeks a reasoned objection defers.</summary>
    public required int DeferWeeks { get; init; }

    /// <summary>When so much agreement with the recommendations is an alarm; null = never.</summary>
    public AgreementAlarm? Alarm { get; init; }

    /// <summary>Finds the agency that a name in an extract stands for.</summary>
    /// <param name="name">Its id or one of its aliases, without case.</param>
    /// <returns>The agency's id, or null where the panel does not list it.</returns>
    public string? IdOf(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return Agencies.FirstOrDefault(agency => agency.Goes(name.Trim()))?.Id;
    }
}
