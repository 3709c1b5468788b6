using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Iom.Selection.Policies;

namespace Iom.Selection.Cli.Shared;

/// <summary>Options that read more strictly than the library's own.</summary>
internal static class Options
{
    // As many as a parallel query takes.
    private const int MaxThreads = 512;

    /// <summary>How many threads to use where nobody says.</summary>
    public static int StandardThreads => Math.Min(Environment.ProcessorCount, MaxThreads);

    /// <summary>An option that takes a path.</summary>
    public static Option<string> Path(string name, string description, string helpName)
    {
        var option = new Option<string>(name) { Description = description, HelpName = helpName };
        option.Validators.Add(NotEmpty);
        return option;
    }

    /// <summary>An option that takes one path or several.</summary>
    public static Option<string[]> Paths(string name, string description, string helpName)
    {
        var option = new Option<string[]>(name) { Description = description, HelpName = helpName };
        option.Validators.Add(result =>
        {
            if (result.Tokens.Any(token => token.Value.Length == 0)) result.AddError($"{name} needs a path.");
        });
        return option;
    }

    /// <summary>Complains of a path that is empty, as one is when a variable of a script was not set.</summary>
    public static void NotEmpty(SymbolResult result)
    {
        if (result.Tokens is [{ Value: "" }, ..]) result.AddError($"{Name(result)} needs a path.");
    }

    /// <summary>An option that takes a date, yyyy-MM-dd, within a range if one is given.</summary>
    public static Option<DateOnly> Date(string name, string description, DateOnly? earliest = null, DateOnly? latest = null) => new(name)
    {
        Description = description,
        HelpName = "yyyy-MM-dd",
        CustomParser = result =>
        {
            if (!DateOnly.TryParseExact(result.Tokens[0].Value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
                result.AddError($"{name} takes a date, yyyy-MM-dd.");
            else if (date < earliest || date > latest)
                result.AddError(string.Create(CultureInfo.InvariantCulture, $"{name} takes a date from {earliest ?? DateOnly.MinValue:yyyy-MM-dd} to {latest ?? DateOnly.MaxValue:yyyy-MM-dd}."));
            return date;
        },
    };

    /// <summary>An option that takes a whole number.</summary>
    public static Option<int> Whole(string name, string description, int least, int most) => new(name)
    {
        Description = description,
        HelpName = "N",
        CustomParser = result =>
        {
            if (int.TryParse(result.Tokens[0].Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
                && number >= least && number <= most) return number;
            result.AddError(string.Create(CultureInfo.InvariantCulture, $"{name} takes a whole number from {least} to {most}."));
            return default;
        },
    };

    /// <summary>An option that takes a percentage.</summary>
    public static Option<decimal> Percent(string name, string description, decimal standard) => new(name)
    {
        Description = description,
        HelpName = "PERCENT",
        DefaultValueFactory = _ => standard,
        CustomParser = result =>
        {
            if (decimal.TryParse(result.Tokens[0].Value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var percent) && percent <= 100) return percent;
            result.AddError($"{name} takes a percentage from 0 to 100.");
            return default;
        },
    };

    /// <summary>The option that takes a map.</summary>
    public static Option<string> Map() => Path("--map", "Map of your own files, instead of extract-map.json beside them.", "FILE");

    /// <summary>The option that takes a catalogue.</summary>
    public static Option<string> Catalogue(string description = "Catalogue of offence codes, instead of the built-in one.") => Path("--catalogue", description, "FILE");

    /// <summary>The option that takes a number of threads.</summary>
    public static Option<int> Threads()
    {
        var option = Whole("--threads", "Number of threads. The result is the same for any number.", 1, MaxThreads);
        option.DefaultValueFactory = _ => StandardThreads;
        return option;
    }

    /// <summary>The option that leaves out the summary.</summary>
    public static Option<bool> Quiet(string description = "Print errors only.") => new("--quiet") { Description = description };

    /// <summary>The option that takes the value a draw waits for.</summary>
    public static Option<string> LotValue()
    {
        var option = new Option<string>("--lot-value") { Description = "Value that the policy's ranking.lot.source gave, by which ties are drawn.", HelpName = "TEXT" };
        option.Validators.Add(result =>
        {
            if (result.Tokens is not [var token] || token.Value.Trim().Length is 0 or > Policy.MaxLotValueLength)
                result.AddError(string.Create(CultureInfo.InvariantCulture, $"--lot-value takes a text of 1 to {Policy.MaxLotValueLength} characters."));
        });
        return option;
    }

    /// <summary>The option that takes the model a policy names.</summary>
    public static Option<string> Model() => Path("--model", "Model file that the policy names by its hash (ranking.model).", "FILE");

    /// <summary>The option that takes the schema of tables.</summary>
    public static Option<string> Schema(string description)
    {
        var option = new Option<string>("--schema") { Description = description, HelpName = "NAME" };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: "" }, ..]) result.AddError("--schema needs a name.");
        });
        return option;
    }

    private static string Name(SymbolResult result) => result switch
    {
        OptionResult option => option.Option.Name,
        ArgumentResult argument => argument.Argument.Name,
        _ => "This",
    };
}
