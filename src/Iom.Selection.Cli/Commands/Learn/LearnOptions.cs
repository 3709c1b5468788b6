using System.CommandLine;
using System.Globalization;
using Iom.Selection.Foundation;
using Iom.Selection.Records;

namespace Iom.Selection.Cli.Commands.Learn;

/// <summary>Options of learning and of training alike.</summary>
internal static class LearnOptions
{
    /// <summary>An option that takes dates.</summary>
    public static Option<DateOnly[]> Dates(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "yyyy-MM-dd[,...]",
        CustomParser = result =>
        {
            var dates = new List<DateOnly>();
            foreach (var text in result.Tokens.SelectMany(token => token.Value.Split(',')))
            {
                if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)) dates.Add(date);
                else result.AddError($"{name} takes dates, yyyy-MM-dd, separated by commas.");
            }
            if (dates.Distinct().Count() != dates.Count) result.AddError($"{name} gives the same date twice.");
            return [.. dates.Order()];
        },
    };

    /// <summary>The option that makes harm the outcome.</summary>
    public static Option<double?> HarmAbove() => new("--harm-above")
    {
        Description = "Take as the outcome severities of proven offences that add up to more than this, in place of any proven offence.",
        HelpName = "NUMBER",
        CustomParser = result =>
        {
            if (double.TryParse(result.Tokens[0].Value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number >= 0) return number;
            result.AddError("--harm-above takes a number of 0 or more.");
            return null;
        },
    };

    /// <summary>The option that leaves out what others detected.</summary>
    public static Option<DetectedBy[]> DetectedBy() => new("--detected-by")
    {
        Description = "Count only offences known to be detected by these, before and after a date. [public, police, store]",
        HelpName = "WORD[,...]",
        CustomParser = result =>
        {
            var words = new List<DetectedBy>();
            foreach (var text in result.Tokens.SelectMany(token => token.Value.Split(',')))
            {
                if (Vocabulary.TryParse<DetectedBy>(text, out var word)) words.Add(word);
                else result.AddError($"--detected-by takes {string.Join(", ", Vocabulary.AllWords<DetectedBy>())}, separated by commas.");
            }
            return [.. words.Distinct().Order()];
        },
    };
}
