using System.Globalization;
using Iom.Selection.Cli.Terminal;
using Iom.Selection.Extracts;

namespace Iom.Selection.Cli.Checking;

/// <summary>Does what <c>iom check</c> is for: a report of the extracts on standard output.</summary>
internal static class ExtractsCheck
{
    private const int CodesShown = 20;

    public static int Run(string folder, string? map, DateOnly? asOf, string? cataloguePath, CancellationToken cancellationToken)
    {
        var catalogue = Inputs.Catalogue(cataloguePath);
        var collation = Progress.Show(quiet: false, progress =>
            ExtractFolder.Collate(folder, asOf ?? DateOnly.MaxValue, catalogue.Catalogue, map, progress, cancellationToken: cancellationToken));

        Lines.Heading(asOf is { } date ? Text($"Extracts as of {date:yyyy-MM-dd}") : "Extracts");
        Lines.Table(
            ["file", "read", "used", "later", "duplicate", "refused", "from", "to", "days old", "complete from", "complete to"],
            collation.Files.Select(file => (string[])
            [
                file.FileName, Number(file.ReadCount), Number(file.UsedCount), Number(file.LaterCount), Number(file.DuplicateCount), Number(file.RefusedCount),
                Date(file.From), Date(file.To), asOf is { } on && file.To is { } to ? Number(on.DayNumber - to.DayNumber) : "", Date(file.Covers?.From), Date(file.Covers?.To),
            ]));
        if (collation.AbsentFiles.Count > 0) Lines.Line($"  Not there: {string.Join(", ", collation.AbsentFiles)}.");
        Lines.Line();

        Columns(collation);
        Refused(collation);
        Codes(collation);
        People(collation);
        var warnings = ExtractReview.Warnings(collation);
        if (warnings.Count > 0)
        {
            Lines.Heading("To know");
            foreach (var warning in warnings) Lines.Line($"  {warning.Message}");
            Lines.Line();
        }
        Lines.Line("Nobody was scored.");
        return ExitCode.Done;
    }

    private static void Columns(Collation collation)
    {
        Lines.Heading("Files and columns");
        foreach (var file in collation.Files)
        {
            Lines.Line($"  {file.FileName}: read from {string.Join(", ", file.Sources)}");
            if (file.MappedColumns.Count > 0) Lines.Line($"    mapped: {string.Join(", ", file.MappedColumns)}");
            if (file.AbsentColumns.Count > 0) Lines.Line($"    not there: {string.Join(", ", file.AbsentColumns)}");
        }
        Lines.Line();
    }

    private static void Refused(Collation collation)
    {
        if (collation.Problems.Count == 0) return;
        Lines.Heading("What could not be read, and where first");
        Lines.Table(
            ["file", "column", "problem", "cells", "first line"],
            collation.Problems.GroupBy(problem => (problem.Place.File, problem.Column, problem.Kind)).OrderByDescending(same => same.Count())
                .ThenBy(same => same.Key.File, StringComparer.Ordinal).ThenBy(same => same.Key.Column, StringComparer.Ordinal).ThenBy(same => same.Key.Kind)
                .Select(same => (string[])
                [
                    same.Key.File, same.Key.Column.Length == 0 ? "(the row)" : same.Key.Column, same.Key.Kind.Word(), Number(same.Count()),
                    Number(same.Min(problem => problem.Place.Line)),
                ]));
        Lines.Line();
    }

    private static void Codes(Collation collation)
    {
        if (collation.UnknownCodes.Count == 0) return;
        Lines.Heading("Codes that the catalogue does not know");
        Lines.Table(["code", "offences"], collation.UnknownCodes.Take(CodesShown).Select(code => (string[])[code.Code, Number(code.OffenceCount)]));
        if (collation.UnknownCodes.Count > CodesShown) Lines.Line(Text($"  and {collation.UnknownCodes.Count - CodesShown} others"));
        Lines.Line();
    }

    private static void People(Collation collation)
    {
        Lines.Heading("People");
        var unknown = collation.Problems.Where(problem => problem.Kind == ProblemKind.UnknownOffender).Select(problem => problem.Place).Distinct().Count();
        Lines.Line(Text($"  {collation.People.Count} in offenders.csv, of whom {collation.People.Count(file => file.Offences.Count == 0)} have no offence in offences.csv."));
        Lines.Line(Text($"  {unknown} rows of other files are about people who are not in offenders.csv."));
        Lines.Line();
    }

    private static string Text(FormattableString text) => FormattableString.Invariant(text);

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Date(DateOnly? date) => date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";
}
