using System.Globalization;
using Iom.Selection.Cli.Shared;
using Iom.Selection.Extracts;
using Iom.Selection.Extracts.Account;
using Iom.Selection.Extracts.Problems;
using Iom.Selection.Foundation;

namespace Iom.Selection.Cli.Commands.Check;

/// <summary>Does what <c>iom check</c> is for: a report of the extracts on standard output.</summary>
internal static class ExtractsCheck
{
    private const int CodesShown = 20;

    public static int Run(string folder, string? map, DateOnly? asOf, string? cataloguePath, CancellationToken cancellationToken)
    {
        var catalogue = Inputs.Catalogue(cataloguePath);
        var loaded = RankedExtracts.LoadFolder(folder, catalogue.Catalogue, map, panel: null, RankingOptions.StandardThreads, quiet: false, cancellationToken);
        var account = loaded.AsOf(asOf ?? DateOnly.MaxValue).Account;

        ConsoleOutput.Heading(asOf is { } date ? Text($"Extracts as of {date:yyyy-MM-dd}") : "Extracts");
        ConsoleOutput.Table(
            ["file", "read", "used", "later", "duplicate", "refused", "from", "to", "days old", "complete from", "complete to"],
            account.Files.Select(file => (string[])
            [
                file.FileName, Number(file.ReadCount), Number(file.UsedCount), Number(file.LaterCount), Number(file.DuplicateCount), Number(file.RefusedCount),
                Date(file.From), Date(file.To), asOf is { } on && file.To is { } to ? Number(on.DayNumber - to.DayNumber) : "", Date(file.Covers?.From), Date(file.Covers?.To),
            ]));
        if (account.AbsentFiles.Count > 0) ConsoleOutput.Line($"  Missing: {string.Join(", ", account.AbsentFiles)}.");
        ConsoleOutput.Line();

        Columns(account);
        Refused(account);
        Codes(account);
        People(account);
        var warnings = ExtractChecks.Warnings(account);
        if (warnings.Count > 0)
        {
            ConsoleOutput.Heading("Notes");
            foreach (var warning in warnings) ConsoleOutput.Line($"  {warning.Message}");
            ConsoleOutput.Line();
        }
        ConsoleOutput.Line("Nobody was scored.");
        return ExitCode.Done;
    }

    private static void Columns(ExtractAccount account)
    {
        ConsoleOutput.Heading("Files and columns");
        foreach (var file in account.Files)
        {
            ConsoleOutput.Line($"  {file.FileName}: read from {string.Join(", ", file.Sources)}");
            if (file.MappedColumns.Count > 0) ConsoleOutput.Line($"    mapped: {string.Join(", ", file.MappedColumns)}");
            if (file.AbsentColumns.Count > 0) ConsoleOutput.Line($"    missing: {string.Join(", ", file.AbsentColumns)}");
        }
        ConsoleOutput.Line();
    }

    private static void Refused(ExtractAccount account)
    {
        if (account.Problems.Count == 0) return;
        ConsoleOutput.Heading("Problems, and the first line with each");
        ConsoleOutput.Table(
            ["file", "column", "problem", "cells", "first line"],
            account.Problems.GroupBy(problem => (problem.Place.File, problem.Column, problem.Kind)).OrderByDescending(same => same.Count())
                .ThenBy(same => same.Key.File, StringComparer.Ordinal).ThenBy(same => same.Key.Column, StringComparer.Ordinal).ThenBy(same => same.Key.Kind)
                .Select(same => (string[])
                [
                    same.Key.File, same.Key.Column.Length == 0 ? "(the row)" : same.Key.Column, same.Key.Kind.Word(), Number(same.Count()),
                    Number(same.Min(problem => problem.Place.Line)),
                ]));
        ConsoleOutput.Line();
    }

    private static void Codes(ExtractAccount account)
    {
        if (account.UnknownCodes.Count == 0) return;
        ConsoleOutput.Heading("Codes that are not in the catalogue");
        ConsoleOutput.Table(["code", "offences"], account.UnknownCodes.Take(CodesShown).Select(code => (string[])[code.Code, Number(code.OffenceCount)]));
        if (account.UnknownCodes.Count > CodesShown) ConsoleOutput.Line(Text($"  and {account.UnknownCodes.Count - CodesShown} more"));
        ConsoleOutput.Line();
    }

    private static void People(ExtractAccount account)
    {
        ConsoleOutput.Heading("People");
        var unknown = account.Problems.Where(problem => problem.Kind == ProblemKind.UnknownOffender).Select(problem => problem.Place).Distinct().Count();
        ConsoleOutput.Line(Text($"  {Plural.Format(account.PeopleCount, "person", "people")} in offenders.csv; {account.PeopleWithoutOffenceCount} of them {(account.PeopleWithoutOffenceCount == 1 ? "has" : "have")} no offence in offences.csv."));
        ConsoleOutput.Line(Text($"  {Plural.Format(unknown, "row")} in other files {(unknown == 1 ? "is" : "are")} about people who are not in offenders.csv."));
        ConsoleOutput.Line();
    }

    private static string Text(FormattableString text) => FormattableString.Invariant(text);

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Date(DateOnly? date) => date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";
}
