using Iom.Selection.Sql.Dialects;

namespace Iom.Selection.Cli.Commands.Policies;

/// <summary>What to compile, and where to.</summary>
internal sealed record SqlRequest(
    string Policy, string? Catalogue, DateOnly AsOf, int Capacity, SqlDialect Dialect, string? LotValue, string? Schema, bool AllPoints, bool Dbt, string Out);
