using System.Globalization;
using Iom.Selection.Database.Connections;
using Iom.Selection.Foundation;
using Iom.Selection.Sql;

namespace Iom.Selection.Database;

/// <summary>Looks at tables before anybody is ranked by them: a row that can't be used would be missing in SQL without a word.</summary>
/// <param name="Tables">The tables that are there, and read.</param>
/// <param name="Absent">Those that are not there.</param>
/// <param name="Supplied">What the table <c>supplied</c> names.</param>
internal sealed record TableCheck(IReadOnlyList<DatabaseTable> Tables, IReadOnlyList<string> Absent, IReadOnlyList<string> Supplied)
{
    private static readonly string[] Needed = ["offenders", "offences", "supplied"];

    // No ranking reads them.
    private static readonly string[] Unread = ["engagement", "panel"];

    /// <summary>Looks at all that the policy reads.</summary>
    /// <exception cref="DatabaseException">Something is not as the contract says.</exception>
    public static TableCheck Run(Engine engine, DatabaseRequest request)
    {
        var present = engine.FindTables(request.Schema);
        if (Needed.FirstOrDefault(table => !present.Contains(table)) is { } missing)
            throw new DatabaseException($"The database has no table {missing}{(request.Schema is null ? "" : " in the schema of --schema")} that this user may see. Run create.sql (iom policy sql) and load it, or name the schema with --schema.");

        var policy = request.Policy;
        string[] read = [.. ContractTables.Names.Where(name => !Unread.Contains(name) || policy.MustHaveRows.Contains(name))];
        var tables = new List<DatabaseTable>();
        DateOnly? earliest = null;
        foreach (var table in read.Where(present.Contains))
        {
            if (ContractTables.FindWrongColumn(engine.Dialect, table, engine.ColumnsOf(table, request.Schema)) is { } wrong) throw new DatabaseException($"{wrong} See docs/sql.md, or run create.sql (iom policy sql).");
            engine.Query(ContractTables.CheckScript(engine.Dialect, table, request.AsOf, request.Schema), null, reader =>
            {
                tables.Add(new DatabaseTable(table, reader.GetInt64(0), reader.IsDBNull(2) ? null : reader.GetFieldValue<DateOnly>(2)));
                if (!reader.IsDBNull(1) && reader.GetFieldValue<DateOnly>(1) is var first && !(first >= earliest)) earliest = first;
                var columns = ContractTables.ColumnsOf(table);
                for (var i = 0; i < columns.Count; i++)
                {
                    if (reader.GetInt64(i + 3) is > 0 and var refused)
                        throw new DatabaseException(string.Create(CultureInfo.InvariantCulture, $"The table {table} holds {Plural.Format(refused, "cell")} of {columns[i]} that iom check would have refused. Load it from what iom check --tables writes."));
                }
            });
        }

        var counts = tables.ToDictionary(table => table.Name, table => table.RowCount);
        if (counts["offenders"] == 0) throw new DatabaseException("The table offenders has no rows: there is nobody to rank.");
        if (policy.MustHaveRows.FirstOrDefault(kind => counts.GetValueOrDefault(kind) == 0) is { } empty)
            throw new DatabaseException($"The table {empty} has no rows, and the policy says under \"extracts\" that it must have some. See that it was loaded whole.");
        if (earliest > request.AsOf) throw new DatabaseException($"Every record is dated after {IsoDate.Text(request.AsOf)}: check --as-of.");

        var supplied = new List<string>();
        engine.Query($"SELECT DISTINCT kind FROM {ContractTables.NameOf(engine.Dialect, "supplied", request.Schema)} ORDER BY 1", null, reader => supplied.Add(reader.GetString(0)));
        // One of the two is a slip, and which way it is read would move people.
        if (tables.FirstOrDefault(table => table.RowCount > 0 && table.Name != "supplied" && !supplied.Contains(table.Name)) is { } unnamed)
            throw new DatabaseException($"The table {unnamed.Name} has rows, and the table supplied does not name it: then it would count as not supplied. Insert {unnamed.Name} into supplied, or empty the table.");
        if (supplied.FirstOrDefault(kind => read.Contains(kind) && !present.Contains(kind)) is { } absent)
            throw new DatabaseException($"The table supplied names {absent}, and there is no such table. Load it, or take its name out of supplied.");
        return new TableCheck(tables, [.. read.Where(table => !present.Contains(table))], supplied);
    }
}
