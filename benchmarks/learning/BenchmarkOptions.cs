using System.Globalization;

namespace Iom.Selection.LearningBenchmarks;

/// <summary>What to measure.</summary>
internal sealed record BenchmarkOptions
{
    public required string Train { get; init; }

    public string? Test { get; init; }

    public required string Outcome { get; init; }

    public string[] LeaveOut { get; init; } = [];

    public string? By { get; init; }

    public int[] K { get; init; } = [3, 5, 8, 10, 15, 20];

    public int MaxPoints { get; init; } = 5;

    public required string Results { get; init; }

    /// <summary>The methods to run; all if empty.</summary>
    public string[] Methods { get; init; } = [];

    public int Threads { get; init; } = Environment.ProcessorCount;

    public static BenchmarkOptions Parse(string[] args)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        string[] known = ["--train", "--test", "--outcome", "--leave-out", "--by", "--k", "--max-points", "--results", "--methods", "--threads"];
        for (var i = 0; i < args.Length; i += 2)
        {
            if (!known.Contains(args[i]) || i + 1 == args.Length) throw new FormatException($"{args[i]} is no option, or has no value: {string.Join(", ", known)}.");
            values[args[i]] = args[i + 1];
        }
        string Required(string name) => values.TryGetValue(name, out var value) ? value : throw new FormatException($"{name} is missing.");
        int Whole(string name, int otherwise) => values.TryGetValue(name, out var value) ? int.Parse(value, CultureInfo.InvariantCulture) : otherwise;
        string[] List(string name) => values.TryGetValue(name, out var value) ? value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) : [];
        return new BenchmarkOptions
        {
            Train = Required("--train"),
            Test = values.GetValueOrDefault("--test"),
            Outcome = Required("--outcome"),
            LeaveOut = List("--leave-out"),
            By = values.GetValueOrDefault("--by"),
            K = values.ContainsKey("--k") ? [.. List("--k").Select(k => int.Parse(k, CultureInfo.InvariantCulture)).Order()] : [3, 5, 8, 10, 15, 20],
            MaxPoints = Whole("--max-points", 5),
            Results = Required("--results"),
            Methods = List("--methods"),
            Threads = Whole("--threads", Environment.ProcessorCount),
        };
    }
}
