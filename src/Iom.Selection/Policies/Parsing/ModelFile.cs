using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Iom.Selection.Foundation;

namespace Iom.Selection.Policies.Parsing;

/// <summary>Reads and writes model files. The schema is docs/model.schema.json.</summary>
public static class ModelFile
{
    /// <summary>The value of the key <c>schema</c>.</summary>
    public const string Schema = "iom-selection-model/1";

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
        if (sha256 is not null && own != sha256) throw new FormatException($"The model file is not the one that was agreed on, or has changed: its SHA-256 is {own}, and {sha256} is asked for.");
        try
        {
            using var json = JsonDocument.Parse(file, new JsonDocumentOptions { AllowDuplicateProperties = false });
            var root = json.RootElement;
            if (root.GetProperty("schema").GetString() != Schema) throw new FormatException($"The model file is not of layout {Schema}. Train it again.");
            var calibration = root.GetProperty("calibration");
            var kind = Vocabulary.TryParse<ModelKind>(root.GetProperty("kind").GetString(), out var known) ? known : throw new FormatException("The model file is of a kind that this version does not know.");
            var model = new StepModel
            {
                Sha256 = own,
                Kind = kind,
                PolicySha256 = Text(root, "policySha256"),
                CatalogueSha256 = Text(root, "catalogueSha256"),
                TrainedUpTo = DateOnly.ParseExact(Text(root, "trainedUpTo"), IsoDate.Format, CultureInfo.InvariantCulture),
                Libraries = [.. root.GetProperty("libraries").EnumerateArray().Select(each => each.GetString()!)],
                Factors = [.. root.GetProperty("factors").EnumerateArray().Select(factor => new ModelFactor(Text(factor, "factor"), Text(factor, "measure"), factor.GetProperty("levels").EnumerateArray().Select(level => Level(level, kind))))],
                Intercept = root.GetProperty("intercept").GetDouble(),
                CalibrationSlope = calibration.GetProperty("slope").GetDouble(),
                CalibrationIntercept = calibration.GetProperty("intercept").GetDouble(),
            };
            Check(model);
            return model;
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or ArgumentException || (e is FormatException && e.Message.StartsWith("String", StringComparison.Ordinal)))
        {
            throw new FormatException("The model file cannot be read. Train it again.", e);
        }
    }

    /// <summary>Writes a model file.</summary>
    /// <param name="model">The model.</param>
    /// <param name="manifest">Writes what it was trained from, as properties.</param>
    /// <returns>The bytes; their SHA-256 names the model.</returns>
    /// <exception cref="FormatException">A number of it can't stand.</exception>
    public static byte[] Write(StepModel model, Action<Utf8JsonWriter> manifest)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(manifest);
        Check(model);
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, JsonText.Indented))
        {
            json.WriteStartObject();
            json.WriteString("schema", Schema);
            json.WriteString("kind", Vocabulary.Word(model.Kind));
            json.WriteString("policySha256", model.PolicySha256);
            json.WriteString("catalogueSha256", model.CatalogueSha256);
            json.WriteString("trainedUpTo", IsoDate.Text(model.TrainedUpTo));
            json.WriteTexts("libraries", model.Libraries);
            if (model.Kind == ModelKind.Steps) json.WriteNumber("logOddsOfAPoint", StepModel.LogOddsOfAPoint);
            json.WriteStartArray("factors");
            foreach (var factor in model.Factors) WriteFactor(json, factor, model.Kind);
            json.WriteEndArray();
            json.WriteNumber("intercept", model.Intercept);
            json.WriteStartObject("calibration");
            json.WriteNumber("slope", model.CalibrationSlope);
            json.WriteNumber("intercept", model.CalibrationIntercept);
            json.WriteEndObject();
            json.WriteStartObject("trainedFrom");
            manifest(json);
            json.WriteEndObject();
            json.WriteEndObject();
        }
        bytes.Write("\n"u8);
        return bytes.ToArray();
    }

    private static ModelLevel Level(JsonElement level, ModelKind kind)
    {
        decimal? from = level.TryGetProperty("from", out var start) ? start.GetDecimal() : null;
        decimal? below = level.TryGetProperty("below", out var end) ? end.GetDecimal() : null;
        return new ModelLevel(Text(level, "at"), from, below, level.GetProperty("weight").GetDouble(), kind == ModelKind.Steps ? level.GetProperty("points").GetInt32() : 0);
    }

    private static void WriteFactor(Utf8JsonWriter json, ModelFactor factor, ModelKind kind)
    {
        json.WriteStartObject();
        json.WriteString("factor", factor.Id);
        json.WriteString("measure", factor.Measure);
        json.WriteStartArray("levels");
        foreach (var level in factor.Levels)
        {
            json.WriteStartObject();
            json.WriteString("at", level.Words);
            if (level.From is { } from) json.WriteNumber("from", from);
            if (level.Below is { } below) json.WriteNumber("below", below);
            json.WriteNumber("weight", level.Weight);
            if (kind == ModelKind.Steps) json.WriteNumber("points", level.Points);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Check(StepModel model)
    {
        var numbers = model.Factors.SelectMany(factor => factor.Levels).Select(level => level.Weight).Concat([model.Intercept, model.CalibrationSlope, model.CalibrationIntercept]);
        if (numbers.Any(number => !double.IsFinite(number)) || !(model.CalibrationSlope > 0)) throw new FormatException("The model has a number that is none, or a calibration that turns it round. Train it again.");
        if (model.Factors.Select(factor => factor.Id).Distinct(StringComparer.Ordinal).Count() != model.Factors.Count) throw new FormatException("The model has a factor twice. Train it again.");
        if (model.Kind != ModelKind.Steps) return;
        foreach (var factor in model.Factors)
        {
            for (var level = 1; level <= factor.Levels.Count; level++)
            {
                if (factor.Levels[level - 1].Weight < 0) throw new FormatException("The model has a weight below 0. Train it again.");
                if (factor.LogOddsAt(level) > PolicyFile.MaxPoints * StepModel.LogOddsOfAPoint) throw new FormatException($"The model gives {factor.Id} more than {PolicyFile.MaxPoints} points. Train it again.");
                if (factor.PointsAt(level) != StepModel.PointsOf(factor.LogOddsAt(level))) throw new FormatException($"The points of {factor.Id} in the model are not those of its weights. Train it again.");
            }
        }
    }

    private static string Text(JsonElement json, string name) => json.GetProperty(name).GetString() ?? throw new InvalidOperationException("A text is null.");
}
