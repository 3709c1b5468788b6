using Iom.Selection.Policies;
using Iom.Selection.Sql.Dialects;

namespace Iom.Selection.Sql.Steps;

/// <summary>Writes the points table of a factor as expressions.</summary>
internal sealed class PointsSql(FactorColumns factor)
{
    private readonly Factor _factor = factor.Factor;

    /// <summary>The fewest points.</summary>
    public string Least() => Points(most: false);

    /// <summary>The most points.</summary>
    public string Most() => factor.MayBeMissing ? Points(most: true) : factor.Least;

    /// <summary>The value that gives most points, where it is not known; else the value.</summary>
    /// <remarks>The lower end of the highest band that gives most, or what is known if that is more; NULL, for nothing to measure, only if that alone gives most.</remarks>
    public string Best()
    {
        if (!factor.MayBeMissing) return factor.Value;
        var bands = Possible().OrderByDescending(band => band.Points).ThenByDescending(band => band.Index).ToArray();
        var branches = bands.Select(band => new Branch(band.Points, 0, Condition(band), BandFrom(band))).ToList();
        // Nothing to measure comes behind the bands of as many points.
        if (factor.MayBeNotApplicable)
            branches.Insert(bands.Count(band => band.Points >= _factor.NotApplicable.Value), new Branch(_factor.NotApplicable.Value, 0, MaybeNotApplicable(), "NULL"));
        return $"CASE WHEN {factor.Missing} THEN {Case(branches)} ELSE {factor.Value} END";
    }

    private string Points(bool most)
    {
        if (!factor.IsValid) return "0";
        var whens = new List<string>();
        if (factor.MayBeMissing) whens.Add($"WHEN {factor.Missing} THEN {Case(Ordered(most))}");
        if (factor.MayBeNotApplicable) whens.Add($"WHEN {factor.NotApplicable} THEN {Dialect.Whole(_factor.NotApplicable.Value)}");
        for (var i = _factor.Bands.Length - 1; i > 0; i--)
            whens.Add($"WHEN {factor.Value} >= {End(_factor.Bands[i].From)} THEN {Dialect.Whole(_factor.Bands[i].Points.Value)}");
        // A level has a band for each of 1, 2 and 3, and none below.
        var first = Dialect.Whole(_factor.Bands[0].Points.Value);
        return whens.Count == 0 ? first : $"CASE {string.Join(" ", whens)} ELSE {first} END";
    }

    private IEnumerable<Branch> Ordered(bool most)
    {
        var branches = Possible().Select(band => new Branch(band.Points, band.Index, Condition(band), Dialect.Whole(band.Points)));
        if (factor.MayBeNotApplicable) branches = branches.Append(new Branch(_factor.NotApplicable.Value, -1, MaybeNotApplicable(), Dialect.Whole(_factor.NotApplicable.Value)));
        return most ? branches.OrderByDescending(branch => branch.Points).ThenBy(branch => branch.Index) : branches.OrderBy(branch => branch.Points).ThenBy(branch => branch.Index);
    }

    // The first that is possible: of the fewest points, or of the most. One that always is ends it.
    private static string Case(IEnumerable<Branch> branches)
    {
        var whens = new List<string>();
        foreach (var branch in branches)
        {
            if (branch.When == False) continue;
            if (branch.When == True) return whens.Count == 0 ? branch.Then : $"CASE {string.Join(" ", whens)} ELSE {branch.Then} END";
            whens.Add($"WHEN {branch.When} THEN {branch.Then}");
        }
        return $"CASE {string.Join(" ", whens)} END";
    }

    private const string True = "TRUE";
    private const string False = "FALSE";

    private readonly record struct Branch(int Points, int Index, string When, string Then);

    private readonly record struct Reachable(int Index, decimal From, decimal? Next, int Points);

    // The bands that some value can reach: between two whole numbers there is none for a count.
    private IEnumerable<Reachable> Possible()
    {
        for (var i = 0; i < _factor.Bands.Length; i++)
        {
            var band = _factor.Bands[i];
            decimal? next = i + 1 < _factor.Bands.Length ? _factor.Bands[i + 1].From : null;
            var from = factor.IsWhole ? decimal.Ceiling(band.From) : band.From;
            if (!(from >= next)) yield return new Reachable(i, from, next, band.Points.Value);
        }
    }

    private string Condition(Reachable band)
    {
        if (MayBeAnything) return True;
        var parts = new List<string>();
        if (band.Next is { } next) parts.Add($"{factor.Value} < {End(next)}");
        if (_factor.Measure is Measures.Measure.OffenceSeverity { Cap: { } cap })
        {
            if (band.From > cap) return False;
        }
        else if (factor.HasLimit && band.From > 0)
        {
            parts.Add($"({factor.UpTo} IS NULL OR {factor.UpTo} >= {End(band.From)})");
        }
        return parts.Count == 0 ? True : string.Join(" AND ", parts);
    }

    private string BandFrom(Reachable band) => MayBeAnything || band.From == 0
        ? band.From == 0 ? factor.Value : End(band.From)
        : $"CASE WHEN {factor.Value} > {End(band.From)} THEN {factor.Value} ELSE {End(band.From)} END";

    private string MaybeNotApplicable() => _factor.Measure.Match(_ => False, _ => False, _ => False, _ => factor.NotApplicable, _ => True, _ => False);

    // Of what is not known of it, whether any band may be the one, whatever is known besides.
    private bool MayBeAnything => _factor.Measure.Match(_ => false, _ => false, _ => false, _ => false, _ => true, _ => true);

    // Of whole values the next whole end says the same.
    private string End(decimal end) => Dialect.Number(factor.IsWhole ? decimal.Ceiling(end) : end);
}
