using Iom.Selection.Extracts;
using Iom.Selection.Sql.Dialects;

namespace Iom.Selection.Sql.Tests;

/// <summary>An engine that is really there.</summary>
internal interface ISqlEngine : IDisposable
{
    SqlDialect Dialect { get; }

    /// <summary>Makes the tables of the contract anew, in a schema, and fills them.</summary>
    void Load(string? schema, IEnumerable<ExtractTable> tables);

    /// <summary>Runs a script.</summary>
    void Run(string script);

    /// <summary>The cells of a query, header first; NULL is an empty text.</summary>
    List<string[]> Cells(string query);
}
