using System.CommandLine;
using System.Globalization;
using Iom.Selection.Cli.Shared;
using Iom.Selection.Evaluation;

namespace Iom.Selection.Cli.Commands.Backtests;

/// <summary>The command <c>iom backtest</c>.</summary>
internal static class BacktestCommand
{
    private const int MaxMonths = 1200;
    public static Command Create(CancellationToken cancellationToken)
    {
        var extracts = Options.Path("--extracts", "Folder of extracts.", "DIR");
        var policies = Options.Paths("--policy", "Policy file. You can repeat this option.", "FILE");
        var asOf = new Option<DateOnly[]>("--as-of")
        {
            Description = "Dates to look back from, separated by commas. For each, everything later is hidden from the orders.",
            HelpName = "yyyy-MM-dd[,...]",
            Required = true,
            CustomParser = result =>
            {
                string[] texts = [.. result.Tokens.SelectMany(token => token.Value.Split(','))];
                var dates = new List<DateOnly>();
                foreach (var text in texts)
                {
                    if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)) dates.Add(date);
                    else result.AddError("--as-of takes dates, yyyy-MM-dd, separated by commas.");
                }
                if (dates.Distinct().Count() != dates.Count) result.AddError("--as-of gives the same date twice.");
                return [.. dates.Order()];
            },
        };
        var horizon = Options.Whole("--horizon", "Number of months after each date in which later offences count.", 1, MaxMonths);
        var top = new Option<decimal?>("--top")
        {
            Description = "Share of the people in scope to take, rounded up to whole people.",
            HelpName = "PERCENT",
            CustomParser = result =>
            {
                if (decimal.TryParse(result.Tokens[0].Value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var percent) && percent is > 0 and <= 100) return percent;
                result.AddError("--top takes a percentage above 0 and up to 100.");
                return null;
            },
        };
        var capacity = Options.Whole("--capacity", "Number of people to take, instead of --top.", 1, RankingOptions.LargestCapacity);
        var whatIf = new Option<string[]>("--what-if")
        {
            Description = "Id of an alternative in the fairness block of the policy, or of a factor that is to give no points. You can repeat this option.",
            HelpName = "ID",
        };
        var allowShort = new Option<bool>("--allow-short") { Description = "Allow a horizon that ends after the extract. The result says so." };
        var map = Options.Map();
        var catalogue = Options.Catalogue();
        var threads = Options.Threads();
        var quiet = Options.Quiet();
        (extracts.Required, policies.Required, horizon.Required) = (true, true, true);

        var command = new Command("backtest", "Looks whether a ranking of the past would have found the offending that followed.");
        foreach (var option in new Option[] { extracts, policies, asOf, horizon, top, capacity, whatIf, allowShort, map, catalogue, threads, quiet }) command.Add(option);
        var writing = new WritingOptions();
        writing.AddTo(command);
        var report = new ReportOptions(PageSubject.Nobody);
        report.AddTo(command);
        command.Validators.Add(result =>
        {
            if ((result.GetResult(top) is null) == (result.GetResult(capacity) is null)) result.AddError("Give either --top or --capacity.");
        });
        command.SetAction(parsed => BacktestRunner.Run(
            new BacktestRequest
            {
                Extracts = parsed.GetRequiredValue(extracts),
                Policies = parsed.GetRequiredValue(policies),
                AsOf = parsed.GetRequiredValue(asOf),
                HorizonMonths = parsed.GetValue(horizon),
                Size = parsed.GetValue(top) is { } percent ? new BacktestSize.TopPercent(percent) : new BacktestSize.Capacity(parsed.GetValue(capacity)),
                WhatIfs = parsed.GetValue(whatIf) ?? [],
                AllowShort = parsed.GetValue(allowShort),
                Map = parsed.GetValue(map),
                Catalogue = parsed.GetValue(catalogue),
                Threads = parsed.GetValue(threads),
                Quiet = parsed.GetValue(quiet),
                Report = report.Read(parsed),
            },
            writing.Read(parsed), cancellationToken));
        return command;
    }
}
