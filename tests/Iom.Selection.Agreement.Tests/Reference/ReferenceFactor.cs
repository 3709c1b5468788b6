using System.Text.Json;

namespace Iom.Selection.Agreement.Tests.Reference;

/// <summary>One factor of the matrix: which points which values give.</summary>
internal sealed class ReferenceFactor
{
    private readonly List<(decimal From, int Points)> _bands;
    private readonly int _notApplicable;
    private readonly bool _isValid;

    public ReferenceFactor(JsonElement json, DateOnly asOf)
    {
        Id = json.GetProperty("id").GetString()!;
        Measure = json.GetProperty("measure");
        _bands = json.TryGetProperty("levels", out var levels)
            ? [.. levels.EnumerateObject().Select(level => ((decimal)(level.Name[0] - '0'), level.Value.GetInt32())).OrderBy(band => band.Item1)]
            : [.. json.GetProperty("bands").EnumerateArray().Select(band => (band.GetProperty("from").GetDecimal(), band.GetProperty("points").GetInt32()))];
        _notApplicable = json.TryGetProperty("notApplicable", out var points) ? points.GetInt32() : 0;
        _isValid = !(json.TryGetProperty("validFrom", out var from) && ReferenceText.Date(from.GetString()!) > asOf)
            && !(json.TryGetProperty("validTo", out var to) && ReferenceText.Date(to.GetString()!) < asOf);
    }

    public string Id { get; }
    public JsonElement Measure { get; }

    /// <summary>"Outside validFrom..validTo (both days in) a factor reads NotApplicable, with 0 points."</summary>
    public ReferenceReading Read(ReferenceMeasures measures, ReferencePerson person) =>
        _isValid ? measures.Read(Measure, person) : new ReferenceReading.NotApplicable();

    public int Least(ReferenceReading reading) => Possible(reading).Min(value => value.Points);

    public int Most(ReferenceReading reading) => Possible(reading).Max(value => value.Points);

    /// <summary>The reading with which provisional is tried.</summary>
    public ReferenceReading AtMost(ReferenceReading reading)
    {
        if (reading is not ReferenceReading.Missing) return reading;
        var best = Possible(reading).Where(value => value.Points == Most(reading)).Max(value => value.Value);
        return best is null ? new ReferenceReading.NotApplicable() : new ReferenceReading.Known(best.Value);
    }

    /// <summary>The values still possible that matter: the least of each band, and no value for NotApplicable.</summary>
    private List<(decimal? Value, int Points)> Possible(ReferenceReading reading)
    {
        if (reading is ReferenceReading.NotApplicable) return [(null, _isValid ? _notApplicable : 0)];
        if (reading is ReferenceReading.Known known) return [(known.Value, _bands.Last(band => band.From <= known.Value).Points)];
        var missing = (ReferenceReading.Missing)reading;
        var values = new List<(decimal?, int)>();
        for (var i = 0; i < _bands.Count; i++)
        {
            var least = Math.Max(_bands[i].From, missing.Least);
            if (missing.WholeOnly) least = decimal.Ceiling(least);
            if ((i + 1 == _bands.Count || least < _bands[i + 1].From) && !(least > missing.Most)) values.Add((least, _bands[i].Points));
        }

        if (missing.MaybeNotApplicable) values.Add((null, _notApplicable));
        return values;
    }
}
