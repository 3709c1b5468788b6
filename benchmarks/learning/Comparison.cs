using System.Diagnostics;
using System.Globalization;

namespace Iom.Selection.LearningBenchmarks;

/// <summary>Fits every method to the whole of the training file, and tests it on the test file, or on five folds of the one.</summary>
internal static class Comparison
{
    public static int Run(string[] args)
    {
        BenchmarkOptions options;
        try
        {
            options = BenchmarkOptions.Parse(args);
        }
        catch (FormatException problem)
        {
            Console.Error.WriteLine(problem.Message);
            return 2;
        }
        var train = new Sheet(options.Train);
        var columns = new List<string>();
        var numbers = new List<double[]>();
        foreach (var column in train.Header)
        {
            if (column == options.Outcome || column == options.By || options.LeaveOut.Contains(column)) continue;
            if (train.Numbers(column) is { } values)
            {
                columns.Add(column);
                numbers.Add(values);
            }
            else
            {
                Console.WriteLine($"{column} is left out: it holds what is no number.");
            }
        }
        var outcomes = Outcomes(train, options.Outcome);
        int[] all = [.. Enumerable.Range(0, train.Count)];
        var name = Path.GetFileNameWithoutExtension(options.Train);
        var methods = Method.All(options);

        using var results = new StreamWriter(options.Results);
        results.NewLine = "\n";
        results.WriteLine("data,method,k,steps,by,group,train_loss,test_brier,test_auc,seconds,gap");
        foreach (var method in methods)
        {
            var part = new Part(columns, numbers, outcomes, all);
            var (wall, cpu) = (Stopwatch.GetTimestamp(), Process.GetCurrentProcess().TotalProcessorTime);
            var fits = method.Fit(part);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{method.Name}: {train.Count} rows, {part.Steps.Count} steps, {Stopwatch.GetElapsedTime(wall).TotalSeconds:F2} s, {(Process.GetCurrentProcess().TotalProcessorTime - cpu).TotalSeconds:F2} s of processor time"));

            // Predictions by k: of the test file, or each row's by the fold that did not see it.
            var (sheet, truth, predicted) = (train, outcomes, new Dictionary<int, double[]>());
            if (options.Test is { } path)
            {
                sheet = new Sheet(path);
                truth = Outcomes(sheet, options.Outcome);
                double[][] tested = [.. columns.Select(column => sheet.Numbers(column) ?? throw new FormatException($"{column} of {path} holds what is no number."))];
                foreach (var fit in fits) predicted[fit.K] = fit.Predict(tested, [.. Enumerable.Range(0, sheet.Count)]);
            }
            else
            {
                for (var fold = 0; fold < 5; fold++)
                {
                    int[] seen = [.. all.Where(row => row % 5 != fold)], unseen = [.. all.Where(row => row % 5 == fold)];
                    foreach (var fit in method.Fit(new Part(columns, numbers, outcomes, seen)))
                    {
                        var chances = fit.Predict(numbers, unseen);
                        if (!predicted.TryGetValue(fit.K, out var own)) predicted[fit.K] = own = new double[train.Count];
                        for (var i = 0; i < unseen.Length; i++) own[unseen[i]] = chances[i];
                    }
                }
            }
            foreach (var fit in fits)
            {
                var chances = predicted[fit.K];
                int[] rows = [.. Enumerable.Range(0, sheet.Count)];
                Write(results, [name, method.Name, fit.KText, part.Steps.Count.ToString(CultureInfo.InvariantCulture), "", "",
                    Number(fit.TrainLoss), Number(Figures.Brier(chances, truth, rows)), Number(Figures.Auc(chances, truth, rows)), Number(fit.Seconds, "F3"), fit.Gap is { } gap ? Number(gap) : ""]);
                Console.WriteLine($"  k {fit.KText}: loss {Number(fit.TrainLoss, "F3")}, gap {(fit.Gap is { } shown ? Number(shown) : "-")}, {Number(fit.Seconds, "F2")} s");
                if (options.By is not { } by) continue;
                foreach (var group in rows.GroupBy(row => sheet.Text(row, by), StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal))
                {
                    int[] own = [.. group];
                    Write(results, [name, method.Name, fit.KText, part.Steps.Count.ToString(CultureInfo.InvariantCulture), by, group.Key, "",
                        Number(Figures.Brier(chances, truth, own)), Number(Figures.Auc(chances, truth, own)), Number(fit.Seconds, "F3"), ""]);
                }
            }
        }
        return 0;
    }

    private static void Write(StreamWriter results, string[] cells) => results.WriteLine(string.Join(',', cells));

    private static string Number(double value, string format = "F6") => double.IsNaN(value) ? "" : value.ToString(format, CultureInfo.InvariantCulture);

    private static bool[] Outcomes(Sheet sheet, string column) =>
        [.. (sheet.Numbers(column) ?? throw new FormatException($"{column} holds what is no number.")).Select(value => value > 0)];
}
