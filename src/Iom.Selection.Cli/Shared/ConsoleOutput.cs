using Spectre.Console;

namespace Iom.Selection.Cli.Shared;

/// <summary>Prints to standard output: tables on a terminal, plain lines where it is piped.</summary>
internal static class ConsoleOutput
{
    private static readonly bool Plain = Console.IsOutputRedirected;

    /// <summary>Whether somebody looks at what is printed; what they print goes into no file.</summary>
    public static bool IsTerminal => !Plain;

    /// <summary>Prints one line.</summary>
    public static void Line(string text = "")
    {
        try
        {
            Console.Out.WriteLine(Clean(text));
        }
        catch (IOException)
        {
            // Nobody reads on (| head), or can't: what has been written is written all the same.
        }
    }

    /// <summary>Prints one line to standard error: why the exit code is not 0.</summary>
    public static void Error(string text) => Console.Error.WriteLine($"iom: {Clean(text.ReplaceLineEndings(" "))}");

    /// <summary>Prints a heading.</summary>
    public static void Heading(string text)
    {
        if (Plain) Line(text);
        else AnsiConsole.MarkupLine($"[bold]{Markup.Escape(Clean(text))}[/]");
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
            AnsiConsole.Write(table);
            return;
        }

        IReadOnlyList<string>[] lines = [header, .. rows];
        int[] widths = [.. header.Select((_, i) => lines.Max(line => line[i].Length))];
        foreach (var line in lines)
            Line("  " + string.Join("  ", line.Select((cell, i) => ofWords || i == 0 ? cell.PadRight(widths[i]) : cell.PadLeft(widths[i]))).TrimEnd());
    }

    /// <summary>Takes out what could steer a terminal: names of columns, files and keys come from outside.</summary>
    public static string Clean(string text) => string.Concat(text.Select(c => Steers(c) ? '\uFFFD' : c));

    // Control characters, line and paragraph separators, and those that turn the direction of what follows.
    private static bool Steers(char c) => char.IsControl(c) || c is (>= '\u2028' and <= '\u202E') or (>= '\u2066' and <= '\u2069');
}
