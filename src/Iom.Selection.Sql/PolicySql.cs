using System.Globalization;
using System.Text;
using Iom.Selection.Foundation;
using Iom.Selection.Offences;
using Iom.Selection.Policies;
using Iom.Selection.Ranking;
using Iom.Selection.Sql.Dialects;
using Iom.Selection.Sql.Steps;

namespace Iom.Selection.Sql;

/// <summary>Compiles a policy into SQL that gives the ranking which <c>iom rank</c> gives, where the data is.</summary>
/// <remarks>
/// It writes text and opens no connection. The tables are those of <see cref="ContractTables"/>: the extract contract after the checker's refusals. Every constant
/// of the policy and every edge of a window stands in the text; no date is reckoned in SQL. What a dialect can't say is refused by name.
/// </remarks>
public static class PolicySql
{
    /// <summary>The view of scorecards.</summary>
    public const string PersonView = "iom_person";

    /// <summary>The view of the ranking.</summary>
    public const string RankingView = "iom_ranking";

    /// <summary>Compiles a policy.</summary>
    /// <param name="policy">The policy; with the value that its draw waits for, if it waits for one.</param>
    /// <param name="catalogue">What offence codes mean.</param>
    /// <param name="asOf">The as-of date.</param>
    /// <param name="capacity">How many places there are, 0 or more.</param>
    /// <param name="dialect">The engine.</param>
    /// <param name="options">How; the defaults where nothing is given.</param>
    /// <returns>The scripts; the same for the same arguments.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="capacity"/> is negative.</exception>
    /// <exception cref="InvalidOperationException">The policy's draw waits for a value.</exception>
    /// <exception cref="SqlRefusalException">The dialect can't say what the policy, the catalogue or a name says.</exception>
    public static SqlScripts Compile(Policy policy, OffenceCatalogue catalogue, DateOnly asOf, int capacity, SqlDialect dialect, SqlOptions? options = null)
    {
        var parts = Parts.Of(policy, catalogue, asOf, capacity, dialect, options);
        var (engine, schema) = (parts.Engine, parts.Options.Schema);
        var (personView, rankingView) = (engine.Table(schema, PersonView), engine.Table(schema, RankingView));
        var (overView, whole) = (parts.RankingOver(personView), parts.RankingOver(null));
        return new SqlScripts
        {
            Person = $"{parts.Head}-- Part 1: rows to scorecards. All of it depends on one person alone: where people are spread over servers, run it on each.\n\n"
                + $"DROP VIEW IF EXISTS {rankingView};\n{engine.CreateView(personView)}\n{With(parts.PersonSteps)}SELECT * FROM {PersonSteps.Last};\n",
            Ranking = $"{parts.Head}-- Part 2: across people, over the view of part 1.\n\n"
                + $"{engine.CreateView(rankingView)}\n{With(overView.All())}{Select(overView)};\n\n-- SELECT * FROM {rankingView} ORDER BY {overView.OrderBy};\n",
            Query = $"{parts.Head}{With([.. parts.PersonSteps, .. whole.All()])}{Select(whole)}\nORDER BY {whole.OrderBy}\n",
            Conflicts = $"{parts.Head}{With(parts.ConflictSteps)}SELECT * FROM {PersonSteps.Conflicts}\n",
        };
    }

    /// <summary>Compiles a policy into a project of dbt: a model a step, the tables of the contract as sources, and tests.</summary>
    /// <param name="policy">The policy; with the value that its draw waits for, if it waits for one.</param>
    /// <param name="catalogue">What offence codes mean.</param>
    /// <param name="asOf">The as-of date.</param>
    /// <param name="capacity">How many places there are, 0 or more.</param>
    /// <param name="dialect">The engine.</param>
    /// <param name="options">How; the schema is that of the tables, and dbt's own profile says where the models go.</param>
    /// <returns>The project's files; the same for the same arguments.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="capacity"/> is negative.</exception>
    /// <exception cref="InvalidOperationException">The policy's draw waits for a value.</exception>
    /// <exception cref="SqlRefusalException">The dialect, or dbt, can't say what the policy, the catalogue or a name says.</exception>
    public static IReadOnlyList<SqlFile> CompileDbt(Policy policy, OffenceCatalogue catalogue, DateOnly asOf, int capacity, SqlDialect dialect, SqlOptions? options = null)
    {
        var parts = Parts.Of(policy, catalogue, asOf, capacity, dialect, options);
        var ranking = parts.RankingOver(null);
        return [.. DbtProject.Write(parts.Head, parts.PersonSteps, [.. ranking.All()], ranking, parts.Engine, parts.Options.Schema, ContractTables.Names).Select(file => new SqlFile(file.Path, file.Text))];
    }

    // What all scripts of one policy are made of.
    private sealed record Parts(Policy Policy, int Capacity, string Seed, Dialect Engine, SqlOptions Options, string Head, IReadOnlyList<Step> PersonSteps, IReadOnlyList<Step> ConflictSteps, IReadOnlyList<FactorColumns> Factors)
    {
        public static Parts Of(Policy policy, OffenceCatalogue catalogue, DateOnly asOf, int capacity, SqlDialect dialect, SqlOptions? options)
        {
            ArgumentNullException.ThrowIfNull(policy);
            ArgumentNullException.ThrowIfNull(catalogue);
            ArgumentOutOfRangeException.ThrowIfNegative(capacity);
            if (policy.Model is not null)
                throw new SqlRefusalException($"The policy names a model learned from outcomes (ranking.model, {policy.Model.RoleWord}), whose points SQL can't say. Rank by iom rank, or compile the policy without the model.");
            if (policy.LotSource is not null && policy.LotValue is null) throw new InvalidOperationException("The policy's draw waits for a value: see Policy.WithLotValue.");
            options ??= new SqlOptions();
            var engine = Dialect.For(dialect);
            var person = new PersonSteps(policy, catalogue, asOf, engine, name => options.AbsentTables.Contains(name) ? ContractTables.EmptyTable(name, engine) : engine.Table(options.Schema, name));
            RefuseTooManyColumns(person, engine);
            if (policy.MustHaveRows.FirstOrDefault(kind => !ContractTables.Names.Contains(kind)) is { } kind)
                throw new SqlRefusalException($"The policy says that {kind} must hold rows (extracts.mustHaveRows), and there is no such table: the checker alone reads it.");
            return new Parts(policy, capacity, Proposal.SeedOf(policy, asOf), engine, options, HeadOf(policy, asOf, capacity, engine), [.. person.All()], [.. person.AllForConflicts()], person.Factors);
        }

        public RankingSteps RankingOver(string? view) => new(Policy, Capacity, Seed, Options.AllPoints, Engine, view, Factors);
    }

    private static string Select(RankingSteps ranking) => $"SELECT {string.Join(", ", ranking.Columns)}\nFROM {RankingSteps.Last}";

    private static string HeadOf(Policy policy, DateOnly asOf, int capacity, Dialect dialect) => string.Create(CultureInfo.InvariantCulture,
        $"""
        -- Policy {Dialect.Inline(policy.Id)} {Dialect.Inline(policy.Version)}: {Dialect.Inline(policy.Title)}
        -- sha256 {policy.Sha256}
        -- As of {IsoDate.Text(asOf)}, {capacity} places, for {dialect.Title}. Compiled from the policy: change the policy, never this text.
        -- A recommendation. People decide.

        """);

    private static string With(IEnumerable<Step> steps)
    {
        var text = new StringBuilder("WITH\n");
        var isFirst = true;
        foreach (var step in steps)
        {
            if (!isFirst) text.Append(",\n");
            isFirst = false;
            text.Append('\n');
            foreach (var line in step.Comment) text.Append("-- ").Append(line).Append('\n');
            text.Append(step.Name).Append(" AS (\n").Append(Indented(step.Body)).Append("\n)");
        }
        return text.Append('\n').ToString();
    }

    private static string Indented(string body) => string.Join('\n', body.Split('\n').Select(line => line.Length == 0 ? line : $"  {line}"));

    // The widest step has what is known of a person and up to eight columns of each factor.
    private static void RefuseTooManyColumns(PersonSteps person, Dialect dialect)
    {
        const int OfPerson = 40, OfFactor = 8;
        if (dialect.MaxColumns is { } most && person.Factors.Count > (most - OfPerson) / OfFactor)
        {
            throw new SqlRefusalException(string.Create(CultureInfo.InvariantCulture,
                $"The matrix has {person.Factors.Count} factors, and {dialect.Title} has room for {(most - OfPerson) / OfFactor}: {most} columns in a step."));
        }
    }
}
