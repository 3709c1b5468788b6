using System.Collections.Immutable;
using System.Text.Json;
using Iom.Selection.Foundation;
using Iom.Selection.Policies;

namespace Iom.Selection.Ranking;

/// <summary>Writes proposals as JSON.</summary>
public static class ProposalJson
{
    /// <summary>Writes a row of a proposal on one line.</summary>
    /// <param name="row">The row.</param>
    /// <returns>
    /// JSON without a line end. <c>rank</c>, <c>cohort</c> and <c>provisional</c> are left out where they don't apply; <c>total</c> and <c>most</c> are
    /// there where <see cref="ProposalRow.ShowsPoints"/> says so, as in <c>ranking.csv</c>, and with them <c>points</c>, an object of points by factor.
    /// </returns>
    public static string ToJson(this ProposalRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return JsonText.Write(json => Write(json, row));
    }

    /// <summary>Writes a proposal on one line: <c>seed</c>, <c>capacity</c>, <c>members</c>, <c>freePlaces</c> and the <c>rows</c>.</summary>
    /// <param name="proposal">The proposal.</param>
    /// <returns>JSON without a line end.</returns>
    public static string ToJson(this Proposal proposal)
    {
        ArgumentNullException.ThrowIfNull(proposal);
        return JsonText.Write(json =>
        {
            json.WriteStartObject();
            json.WriteString("seed", proposal.Seed);
            json.WriteNumber("capacity", proposal.Capacity);
            json.WriteNumber("members", proposal.MemberCount);
            json.WriteNumber("freePlaces", proposal.FreePlaces);
            json.WriteStartArray("rows");
            foreach (var row in proposal.Rows) Write(json, row);
            json.WriteEndArray();
            json.WriteEndObject();
        });
    }

    /// <summary>Writes a row.</summary>
    /// <param name="json">Where to.</param>
    /// <param name="row">The row.</param>
    /// <param name="factors">Whose points they are; not looked at where points are not shown.</param>
    /// <param name="showsPoints">Whether the panel needs to see the points.</param>
    internal static void Write(Utf8JsonWriter json, RankingRow row, ImmutableArray<Factor> factors, bool showsPoints)
    {
        json.WriteStartObject();
        if (row.Rank is { } rank) json.WriteNumber("rank", rank);
        json.WriteString("offenderId", row.OffenderId.Value);
        json.WriteString("recommendation", Vocabulary.Word(row.Recommendation));
        if (row.Cohort is { } cohort) json.WriteString("cohort", cohort);
        json.WriteBoolean("member", row.IsMember);
        json.WriteBoolean("nominated", row.IsNominated);
        json.WriteBoolean("flagged", row.IsFlagged);
        json.WriteBoolean("tied", row.IsTied);
        if (row.IsProvisional is { } provisional) json.WriteBoolean("provisional", provisional);
        json.WriteNumberOrNull("toSettle", row.ToSettleCount);
        if (showsPoints && row is { Total: { } total, Most: { } most })
        {
            json.WriteNumber("total", total);
            json.WriteNumber("most", most);
            if (row.ModelPoints is { } model) json.WriteNumber("modelPoints", model);
            json.WriteStartObject("points");
            for (var i = 0; i < factors.Length; i++) json.WriteNumber(factors[i].Id, row.Points[i]);
            json.WriteEndObject();
        }
        json.WriteStartArray("reasons");
        foreach (var reason in row.Reasons) json.WriteStringValue(reason);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, ProposalRow row) =>
        Write(json, row.ToRankingRow(), row is { ShowsPoints: true, Scorecard: { } scorecard } ? [.. scorecard.Contributions.Select(contribution => contribution.Factor)] : [], row.ShowsPoints);
}
