using System.Globalization;
using Spectre.Console;

namespace Iom.Selection.Cli.Shared;

/// <summary>Prints to standard output: tables on a terminal, plain lines where it is piped.</summary>
internal static class ConsoleOutput
{
    private static readonly bool Plain = Console.IsOutputRedirected;

    private static volatile bool _hasFailed;

    /// <summary>Whether somebody looks at what is printed; what they print goes into no file.</summary>
    public static bool IsTerminal => !Plain;

    /// <summary>Whether something could not be printed.</summary>
    public static bool HasFailed => _hasFailed || StandardOutput.HasFailed;

    /// <summary>Prints one line.</summary>
    public static void Line(string text = "") => Try(() => Console.Out.WriteLine(Clean(text)));

    /// <summary>Prints a text of several lines.</summary>
    public static void Text(string text) => Try(() => Console.Out.Write(string.Join('\n', text.Split('\n').Select(Clean))));

    /// <summary>Prints JSON: what could steer a terminal is written as JSON writes any character.</summary>
    public static void Json(string json) => Try(() => Console.Out.WriteLine(string.Concat(json.Select(c => Steers(c) ? string.Create(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}") : $"{c}"))));

    /// <summary>Prints one line to standard error: why the exit code is not 0.</summary>
    public static void Error(string text)
    {
        try
        {
            Console.Error.WriteLine($"iom: {Clean(text.ReplaceLineEndings(" "))}");
        }
        catch (IOException)
        {
            // The exit code says it.
        }
    }

    /// <summary>Prints a heading.</summary>
    public static void Heading(string text)
    {
        if (Plain) Line(text);
        else Try(() => AnsiConsole.MarkupLine($"[bold]{Markup.Escape(Clean(text))}[/]"));
    }

    /// <summary>Prints a table: the first column to the left, the others to the right or, where they hold words, to the left.</summary>
    public static void Table(IReadOnlyList<string> header, IEnumerable<IReadOnlyList<string>> rows, bool ofWords = false)
    {
        if (!Plain)
        {
            var table = new Table().Border(TableBorder.Rounded);
            for (var i = 0; i < header.Count; i++)
                table.AddColumn(new TableColumn(Markup.Escape(Clean(header[i]))) { Alignment = ofWords || i == 0 ? Justify.Left : Justify.Right });
            foreach (var row in rows) table.AddRow([.. row.Select(cell => Markup.Escape(Clean(cell)))]);
            Try(() => AnsiConsole.Write(table));
            return;
        }

        IReadOnlyList<string>[] lines = [header, .. rows];
        int[] widths = [.. header.Select((_, i) => lines.Max(line => line[i].Length))];
        foreach (var line in lines)
            Line("  " + string.Join("  ", line.Select((cell, i) => ofWords || i == 0 ? cell.PadRight(widths[i]) : cell.PadLeft(widths[i]))).TrimEnd());
    }

    /// <summary>Takes out what could steer a terminal: ids, names of columns, files and keys come from outside.</summary>
    public static string Clean(string text) => text.Any(Steers) ? string.Concat(text.Select(c => Steers(c) ? '\uFFFD' : c)) : text;

    // Nobody reads on (| head), or can't: what has been written is written all the same, and the exit code says that not all of it was printed.
    private static void Try(Action print)
    {
        try
        {
            print();
        }
        catch (IOException)
        {
            _hasFailed = true;
        }
    }

    // Control characters, line and paragraph separators, and those that are not seen: they turn the direction of what follows, join it, or hide between letters.
    private static bool Steers(char c) => char.GetUnicodeCategory(c) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
