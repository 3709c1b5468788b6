namespace Iom.Selection.Peers;

/// <summary>What both are given to do.</summary>
/// <param name="Name">As it is asked for.</param>
/// <param name="Title">As it is told.</param>
/// <param name="IsLight">Whether there are offenders and offences alone.</param>
/// <param name="Capacity">How many places.</param>
/// <param name="Policy">The file of the policy.</param>
/// <param name="Statements">The file of the same policy in SQL.</param>
internal sealed record Job(string Name, string Title, bool IsLight, int Capacity, string Policy, string Statements)
{
    /// <summary>Six files, nine factors, rules, cohorts and the draw.</summary>
    public static readonly Job Full = new("full", "Full job", false, 200, "policy.json", "ranking.sql");

    /// <summary>What many would write instead: two files, five factors, a row number and one grouping.</summary>
    public static readonly Job Light = new("light", "Light job", true, 100, "light-policy.json", "light.sql");

    /// <summary>The job of that name.</summary>
    public static Job Of(string name) => new[] { Full, Light }.FirstOrDefault(job => job.Name == name) ?? throw new ArgumentException($"There is no job {name}: full, light, commands, dates, ids, backtest or sql.", nameof(name));

    /// <summary>The whole path of one of its files.</summary>
    public static string PathOf(string file) => Path.Combine(AppContext.BaseDirectory, file);

    /// <summary>Makes sure that both came to the same.</summary>
    /// <returns>How many people.</returns>
    public int Check(string ours, string theirs) => IsLight ? Agreement.CheckPoints(ours, theirs) : Agreement.Check(ours, theirs);
}
