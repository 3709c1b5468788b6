using System.Globalization;
using Iom.Selection.Cli.Shared;
using Iom.Selection.Extracts;
using Iom.Selection.Extracts.Account;
using Iom.Selection.Extracts.Contract;
using Iom.Selection.Extracts.Problems;
using Iom.Selection.Foundation;
using Iom.Selection.Runs.Ranking;

namespace Iom.Selection.Cli.Commands.Check;

/// <summary>Does what <c>iom check</c> is for: a report of the extracts on standard output.</summary>
internal static class ExtractsCheck
{
    private const int CodesShown = 20;
    private const int FormsShown = 8;
    private const int WordsShown = 50;

    public static int Run(CheckRequest request, CancellationToken cancellationToken)
    {
        if (request.Out is not null) CheckFiles.Check(request.Out);
        var asOf = request.AsOf;
        var catalogue = Inputs.Catalogue(request.Catalogue);
        var open = ExtractMap.Load(request.Extracts, request.Map).Open;
        StillOpen(open);
        var loaded = RankedExtracts.LoadFolder(
            request.Extracts, catalogue.Catalogue, request.Map, panel: null, Options.StandardThreads, quiet: false, cancellationToken, isCheckOnly: true);
        var snapshot = loaded.AsOf(asOf ?? DateOnly.MaxValue);
        var account = snapshot.Account;
        var choosesRows = account.Files.Any(file => file.NotChosenCount > 0);

        ConsoleOutput.Heading(asOf is { } date ? Text($"Extracts as of {date:yyyy-MM-dd}") : "Extracts");
        ConsoleOutput.Table(
            ["file", "read", "used", "later", "duplicate", "refused", .. choosesRows ? ["not chosen"] : Array.Empty<string>(), "from", "to", "days old", "complete from", "complete to"],
            account.Files.Select(file => (string[])
            [
                file.FileName, Number(file.ReadCount), Number(file.UsedCount), Number(file.LaterCount), Number(file.DuplicateCount), Number(file.RefusedCount),
                .. choosesRows ? [Number(file.NotChosenCount)] : Array.Empty<string>(), Date(file.From), Date(file.To), asOf is { } on && file.To is { } to ? Number(on.DayNumber - to.DayNumber) : "", Date(file.Covers?.From), Date(file.Covers?.To),
            ]));
        if (account.AbsentFiles.Count > 0) ConsoleOutput.Line($"  Missing: {string.Join(", ", account.AbsentFiles)}.");
        ConsoleOutput.Line();

        Columns(account);
        Refused(snapshot.CountProblems());
        NotUnderstood(snapshot, request.ShowValues);
        Codes(account);
        People(account, snapshot.FindUnknownPeople());
        Fields(account);
        var warnings = ExtractChecks.Warnings(account);
        if (warnings.Count > 0)
        {
            ConsoleOutput.Heading("Notes");
            foreach (var warning in warnings) ConsoleOutput.Line($"  {warning.Message}");
            ConsoleOutput.Line();
        }
        if (open.Count > 0)
        {
            ConsoleOutput.Error($"{ExtractMap.FileName} leaves {Plural.Format(open.Count, "thing")} open: put your answer in place of each \"?\". Nothing was written.");
            return ExitCode.NotAllowed;
        }
        if (request.Out is not null)
        {
            CheckFiles.Write(account, request.Out, request.Tables ? loaded.ToTables() : null);
            ConsoleOutput.Line($"Lists{(request.Tables ? " and tables" : "")} written to {request.Out}.");
        }
        ConsoleOutput.Line("Nobody was scored.");
        return End(account, request.MaxRefusedPercent);
    }

    private static void Fields(ExtractAccount account)
    {
        ConsoleOutput.Heading("People of whom offenders.csv says something");
        ConsoleOutput.Table(["column", "people", "per cent"], account.FilledFields.Select(filled => (string[])
        [
            Vocabulary.Word(filled.Field), Number(filled.PeopleCount), account.PeopleCount == 0 ? "" : (100m * filled.PeopleCount / account.PeopleCount).ToString("0.0", CultureInfo.InvariantCulture),
        ]));
        ConsoleOutput.Line();
    }

    private static int End(ExtractAccount account, decimal maxRefusedPercent)
    {
        if (account.PeopleCount == 0) ConsoleOutput.Error("None of the rows in offenders.csv can be used, so nobody can be ranked. The problems are listed above.");
        else if (WritingRequest.IsTooManyRefused(account, maxRefusedPercent))
            ConsoleOutput.Error(Text($"{account.RefusedCount} of {account.ReadCount} rows were refused, more than --max-refused allows. The problems are listed above."));
        else if (account.Files.FirstOrDefault(file => file.AreAllRefused) is { } lost)
            ConsoleOutput.Error($"None of the rows in {lost.FileName} can be used. The problems are listed above.");
        else return ExitCode.Done;
        return ExitCode.TooManyRefused;
    }

    private static void StillOpen(IReadOnlyList<string> open)
    {
        if (open.Count == 0) return;
        ConsoleOutput.Heading("Still open in the map: put your answer in place of each \"?\"");
        foreach (var one in open) ConsoleOutput.Line($"  {one}");
        ConsoleOutput.Line();
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

    private static void Refused(IReadOnlyList<ProblemCount> problems)
    {
        if (problems.Count == 0) return;
        // Files that are named as the contract has them need not be named twice.
        var hasSources = problems.Any(problem => problem.SourceName != problem.FileName);
        ConsoleOutput.Heading("Problems, and the first line with each");
        ConsoleOutput.Table(
            ["file", .. hasSources ? ["source file"] : Array.Empty<string>(), "column", "problem", "cells", "first line"],
            problems.Select(problem => (string[])
            [
                problem.FileName, .. hasSources ? [problem.SourceName] : Array.Empty<string>(),
                problem.Column.Length == 0 ? "(the row)" : problem.Column, problem.Kind.Word(), Number(problem.CellCount), Number(problem.FirstLine),
            ]));
        ConsoleOutput.Line();
    }

    // What cells look like shows no value; the words themselves are shown to whoever asks, on a terminal.
    private static void NotUnderstood(ExtractSnapshot snapshot, bool showValues)
    {
        var surveys = snapshot.SurveyCells(withCodes: showValues && ConsoleOutput.IsTerminal);
        if (surveys.Count > 0) ConsoleOutput.Heading("What cells look like that were not understood (a letter as a, a digit as 9)");
        foreach (var column in surveys)
        {
            ConsoleOutput.Line($"  {column.SourceName}, {column.Column}: {string.Join(", ", column.Forms.Take(FormsShown).Select(form => Text($"{form.Text} ({form.Count})")))}{(column.Forms.Count > FormsShown ? ", ..." : "")}");
            if (column.Allowed.Count > 0) ConsoleOutput.Line($"    takes: {string.Join(", ", column.Allowed)}");
            if (!showValues || !ConsoleOutput.IsTerminal) continue;
            foreach (var (word, count) in column.Words.Take(WordsShown)) ConsoleOutput.Line(Text($"    {word} ({count})"));
            if (column.Words.Count > WordsShown) ConsoleOutput.Line(Text($"    and {(column.IsComplete ? "" : "more than ")}{column.Words.Count - WordsShown} more"));
        }
        if (surveys.Count > 0) ConsoleOutput.Line();
        if (!showValues) return;
        ConsoleOutput.Line(ConsoleOutput.IsTerminal
            ? "The words above are values of your extracts: they are shown here only, and are in no file or log."
            : "--show-values shows words on a terminal only, so that they get into no file: nothing was shown.");
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

    private static void People(ExtractAccount account, IReadOnlyList<UnknownPeople> unknownPeople)
    {
        ConsoleOutput.Heading("People");
        var unknown = account.Problems.Where(problem => problem.Kind == ProblemKind.UnknownOffender).Select(problem => problem.Place).Distinct().Count();
        ConsoleOutput.Line(Text($"  {Plural.Format(account.PeopleCount, "person", "people")} in offenders.csv; {account.PeopleWithoutOffenceCount} of them {(account.PeopleWithoutOffenceCount == 1 ? "has" : "have")} no offence in offences.csv."));
        ConsoleOutput.Line(Text($"  {Plural.Format(unknown, "row")} in other files {(unknown == 1 ? "is" : "are")} about people who are not in offenders.csv."));
        foreach (var file in unknownPeople)
        {
            foreach (var cause in file.Causes) ConsoleOutput.Line(Text($"    {file.SourceName}: of {Plural.Format(file.RowCount, "such row")} looked at, {cause.RowCount}: {cause.Text}."));
            var explained = file.Causes.Sum(cause => cause.RowCount);
            if (explained < file.RowCount && file.Causes.Count > 0) ConsoleOutput.Line(Text($"    {file.SourceName}: {file.RowCount - explained} have no cause that their ids show."));
        }
        ConsoleOutput.Line();
    }

    private static string Text(FormattableString text) => FormattableString.Invariant(text);

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Date(DateOnly? date) => date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";
}
