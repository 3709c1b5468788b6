using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Iom.Selection.Foundation;

namespace Iom.Selection.Learning;

/// <summary>An additive model of a policy's measures as it stands in a file: a weight for each level reached, an intercept, and what it was trained from. Scored here, by whatever it was trained.</summary>
/// <remarks>The file is all there is to it: no weight stands elsewhere. Its SHA-256 names it.</remarks>
public sealed class StepModel
{
    /// <summary>The layout of the file.</summary>
    public const string Schema = "iom-selection-model/1";

    private StepModel()
    {
    }

    /// <summary>SHA-256 of the file's bytes, 64 lower-case hexadecimal digits.</summary>
    public required string Sha256 { get; init; }

    /// <summary>SHA-256 of the policy whose measures it reads.</summary>
    public required string PolicySha256 { get; init; }

    /// <summary>The last day of what it was trained from: it says nothing of a date before.</summary>
    public required DateOnly TrainedUpTo { get; init; }

    /// <summary>What it was trained with: names and versions.</summary>
    public required IReadOnlyList<string> Libraries { get; init; }

    /// <summary>The ids of the factors it reads, in order.</summary>
    public required IReadOnlyList<string> Factors { get; init; }

    /// <summary>By factor, then by level from 1: the log-odds that reaching it adds, 0 or more.</summary>
    public required IReadOnlyList<IReadOnlyList<double>> Weights { get; init; }

    /// <summary>The log-odds of whoever reaches no level.</summary>
    public required double Intercept { get; init; }

    /// <summary>What the log-odds are multiplied by to be those of the held-out dates, above 0; 1 if it was not calibrated.</summary>
    public required double CalibrationSlope { get; init; }

    /// <summary>What is added to them then.</summary>
    public required double CalibrationIntercept { get; init; }

    /// <summary>Reads a model file.</summary>
    /// <param name="file">The bytes.</param>
    /// <param name="sha256">What its SHA-256 must be; null for any.</param>
    /// <returns>The model.</returns>
    /// <exception cref="FormatException">It is not a model of this layout, or a changed one; the message says what to do.</exception>
    public static StepModel Parse(byte[] file, string? sha256 = null)
    {
        ArgumentNullException.ThrowIfNull(file);
        if (file.Length > Limits.MaxPolicyBytes) throw new FormatException("The model file is larger than any model. See that it is the right file.");
        var own = Convert.ToHexStringLower(SHA256.HashData(file));
        if (sha256 is not null && own != sha256) throw new FormatException($"The model file has changed: its SHA-256 is {own}, and {sha256} was asked for. Use the file that was agreed on.");
        try
        {
            using var json = JsonDocument.Parse(file);
            var root = json.RootElement;
            if (root.GetProperty("schema").GetString() != Schema) throw new FormatException($"The model file is not of layout {Schema}. Train it again.");
            var factors = root.GetProperty("factors").EnumerateArray().ToArray();
            var model = new StepModel
            {
                Sha256 = own,
                PolicySha256 = root.GetProperty("policySha256").GetString()!,
                TrainedUpTo = DateOnly.ParseExact(root.GetProperty("trainedUpTo").GetString()!, IsoDate.Format, CultureInfo.InvariantCulture),
                Libraries = [.. root.GetProperty("libraries").EnumerateArray().Select(each => each.GetString()!)],
                Factors = [.. factors.Select(factor => factor.GetProperty("factor").GetString()!)],
                Weights = [.. factors.Select(factor => (IReadOnlyList<double>)[.. factor.GetProperty("levels").EnumerateArray().Select(level => level.GetProperty("weight").GetDouble())])],
                Intercept = root.GetProperty("intercept").GetDouble(),
                CalibrationSlope = root.GetProperty("calibration").GetProperty("slope").GetDouble(),
                CalibrationIntercept = root.GetProperty("calibration").GetProperty("intercept").GetDouble(),
            };
            if (model.Weights.Any(weights => weights.Any(weight => !(weight >= 0 && double.IsFinite(weight)))) || !double.IsFinite(model.Intercept) || !(model.CalibrationSlope > 0 && double.IsFinite(model.CalibrationSlope)) || !double.IsFinite(model.CalibrationIntercept))
                throw new FormatException("The model file has a weight below 0 or no number. Train it again.");
            return model;
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or ArgumentNullException)
        {
            throw new FormatException("The model file cannot be read. Train it again.", e);
        }
    }

    /// <summary>Writes a model file.</summary>
    /// <param name="policySha256">The policy whose measures it reads.</param>
    /// <param name="trainedUpTo">The last day of what it was trained from.</param>
    /// <param name="libraries">What it was trained with.</param>
    /// <param name="factors">The factors, with what each level is in words.</param>
    /// <param name="weights">By factor, then by level from 1: the log-odds.</param>
    /// <param name="intercept">The log-odds of whoever reaches no level.</param>
    /// <param name="calibration">Slope and intercept on the held-out dates; (1, 0) for none.</param>
    /// <param name="manifest">Writes what it was trained from, as properties.</param>
    /// <returns>The bytes.</returns>
    public static byte[] Write(
        string policySha256, DateOnly trainedUpTo, IEnumerable<string> libraries, IReadOnlyList<(string Id, IReadOnlyList<string> Levels)> factors,
        IReadOnlyList<IReadOnlyList<double>> weights, double intercept, (double Slope, double Intercept) calibration, Action<Utf8JsonWriter> manifest)
    {
        ArgumentNullException.ThrowIfNull(factors);
        ArgumentNullException.ThrowIfNull(weights);
        ArgumentNullException.ThrowIfNull(manifest);
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, JsonText.Indented))
        {
            json.WriteStartObject();
            json.WriteString("schema", Schema);
            json.WriteString("policySha256", policySha256);
            json.WriteString("trainedUpTo", IsoDate.Text(trainedUpTo));
            json.WriteTexts("libraries", libraries);
            json.WriteStartArray("factors");
            for (var i = 0; i < factors.Count; i++)
            {
                json.WriteStartObject();
                json.WriteString("factor", factors[i].Id);
                json.WriteStartArray("levels");
                for (var level = 0; level < factors[i].Levels.Count; level++)
                {
                    json.WriteStartObject();
                    json.WriteString("at", factors[i].Levels[level]);
                    json.WriteNumber("weight", weights[i][level]);
                    json.WriteEndObject();
                }
                json.WriteEndArray();
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteNumber("intercept", intercept);
            json.WriteStartObject("calibration");
            json.WriteNumber("slope", calibration.Slope);
            json.WriteNumber("intercept", calibration.Intercept);
            json.WriteEndObject();
            json.WriteStartObject("trainedFrom");
            manifest(json);
            json.WriteEndObject();
            json.WriteEndObject();
        }
        bytes.Write("\n"u8);
        return bytes.ToArray();
    }

    /// <summary>Sees that the model may be used with a policy at a date.</summary>
    /// <param name="policySha256">The policy's hash.</param>
    /// <param name="factors">The ids of its factors, in order.</param>
    /// <param name="levelCounts">How many levels above the lowest each has.</param>
    /// <param name="asOf">The date.</param>
    /// <exception cref="InvalidOperationException">It may not; the message says why and what to do.</exception>
    public void RequireFit(string policySha256, IReadOnlyList<string> factors, IReadOnlyList<int> levelCounts, DateOnly asOf)
    {
        ArgumentNullException.ThrowIfNull(factors);
        ArgumentNullException.ThrowIfNull(levelCounts);
        if (Factors.FirstOrDefault(id => !factors.Contains(id)) is { } missing) throw new InvalidOperationException($"The model reads the measure {missing}, which the policy has no more. Train it again.");
        if (policySha256 != PolicySha256) throw new InvalidOperationException("The model was trained with another policy's measures, or this policy has changed since. Train it again.");
        if (!Factors.SequenceEqual(factors) || Weights.Zip(levelCounts).Any(pair => pair.First.Count != pair.Second))
            throw new InvalidOperationException("The model has other levels than the policy's measures. Train it again.");
        if (asOf < TrainedUpTo) throw new InvalidOperationException($"The model was trained on what happened up to {IsoDate.Text(TrainedUpTo)}: it says nothing of {IsoDate.Text(asOf)}. Use a later date.");
    }

    /// <summary>The log-odds of somebody, before calibration.</summary>
    /// <param name="levels">By factor: the level.</param>
    /// <returns>The intercept and the weights of all levels reached.</returns>
    public double LogOddsOf(IReadOnlyList<int> levels)
    {
        ArgumentNullException.ThrowIfNull(levels);
        var sum = Intercept;
        for (var i = 0; i < Weights.Count; i++) sum += ContributionOf(i, levels[i]);
        return sum;
    }

    /// <summary>The chance of the outcome, calibrated.</summary>
    /// <param name="levels">By factor: the level.</param>
    /// <returns>Between 0 and 1.</returns>
    public double ChanceOf(IReadOnlyList<int> levels) => 1 / (1 + Math.Exp(-((CalibrationSlope * LogOddsOf(levels)) + CalibrationIntercept)));

    /// <summary>What a level of one factor adds to the log-odds.</summary>
    /// <param name="factor">The factor's index.</param>
    /// <param name="level">The level.</param>
    /// <returns>0 or more; more for a higher level, or the same.</returns>
    public double ContributionOf(int factor, int level)
    {
        var sum = 0.0;
        for (var step = 0; step < level; step++) sum += Weights[factor][step];
        return sum;
    }
}
