using System.Globalization;
using System.Text.Json;

namespace Iom.Selection.Foundation;

/// <summary>A place in a policy file, with its path, that gathers every problem in place of stopping at the first.</summary>
internal readonly struct JsonCursor(JsonElement element, string path, List<JsonProblem> problems)
{
    public string Path => path;

    public JsonElement Element => element;

    /// <summary>Complains of the place; of so many places that nobody would read on, only that there are more.</summary>
    public void Problem(string message) => Problem(message, strangeKey: null);

    private void Problem(string message, string? strangeKey)
    {
        if (problems.Count < Limits.MaxProblems) problems.Add(new JsonProblem(path, message) { StrangeKey = strangeKey });
        else if (problems.Count == Limits.MaxProblems) problems.Add(new JsonProblem("", "there are more problems than are listed"));
    }

    /// <summary>Reads an object and complains of unknown keys and of keys written twice.</summary>
    public Fields Object(params ReadOnlySpan<string> known)
    {
        var fields = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        if (element.ValueKind != JsonValueKind.Object)
        {
            Problem("must be an object");
            return new Fields(this, fields);
        }
        if (HasTooManyKeys()) return new Fields(this, fields);
        foreach (var property in element.EnumerateObject())
        {
            var name = property.Name;
            if (!known.Contains(name)) Child(name).Problem($"unknown key; known here: {string.Join(", ", known.ToArray())}", name);
            else if (!fields.TryAdd(name, property.Value)) Child(name).Problem("key written twice");
        }
        return new Fields(this, fields);
    }

    /// <summary>Reads an object whose keys are the writer's own.</summary>
    public IReadOnlyList<(string Name, JsonCursor At)> Members()
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            Problem("must be an object");
            return [];
        }
        if (HasTooManyKeys()) return [];
        var members = new List<(string Name, JsonCursor At)>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var property in element.EnumerateObject())
        {
            if (!names.Add(property.Name)) Child(property.Name).Problem("key written twice");
            else if (string.IsNullOrWhiteSpace(property.Name)) Problem("has a key without a name");
            else members.Add((property.Name, At(property.Name, property.Value)));
        }
        return members;
    }

    /// <summary>Complains of keys written twice, here and within: for what is not read any further.</summary>
    public void FindRepeatedKeys()
    {
        if (element.ValueKind == JsonValueKind.Object)
        {
            var seen = new HashSet<string>(StringComparer.Ordinal);
            foreach (var property in element.EnumerateObject())
            {
                if (!seen.Add(property.Name)) Child(property.Name).Problem("key written twice");
                At(property.Name, property.Value).FindRepeatedKeys();
            }
        }
        else if (element.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in Array(mayBeEmpty: true, int.MaxValue)) item.FindRepeatedKeys();
        }
    }

    /// <summary>Reads an array; of one with too many items nothing more.</summary>
    public IReadOnlyList<JsonCursor> Array(bool mayBeEmpty = false, int most = Limits.MaxItems)
    {
        if (element.ValueKind != JsonValueKind.Array)
        {
            Problem("must be a list");
            return [];
        }
        if (!mayBeEmpty && element.GetArrayLength() == 0) Problem("must not be empty");
        if (element.GetArrayLength() > most)
        {
            Problem(string.Create(CultureInfo.InvariantCulture, $"must have at most {most} entries"));
            return [];
        }
        var items = new List<JsonCursor>();
        foreach (var item in element.EnumerateArray()) items.Add(new JsonCursor(item, $"{path}[{items.Count}]", problems));
        return items;
    }

    public string? Text()
    {
        if (element.ValueKind == JsonValueKind.String && element.GetString() is { } text && !string.IsNullOrWhiteSpace(text)) return text;
        Problem("must be text");
        return null;
    }

    public bool? Flag()
    {
        if (element.ValueKind is JsonValueKind.True or JsonValueKind.False) return element.GetBoolean();
        Problem("must be true or false");
        return null;
    }

    /// <summary>Reads a key that may only be true, because false would say nothing.</summary>
    public bool OnlyTrue()
    {
        if (element.ValueKind == JsonValueKind.True) return true;
        Problem("must be true, or left out");
        return false;
    }

    public int? Whole(int least, int most)
    {
        if (element.ValueKind == JsonValueKind.Number && element.TryGetInt32(out var number) && number >= least && number <= most) return number;
        Problem(string.Create(CultureInfo.InvariantCulture, $"must be a whole number from {least} to {most}"));
        return null;
    }

    /// <summary>Reads a number of 0 or more that leaves room for adding many of them exactly.</summary>
    public decimal? Decimal()
    {
        if (element.ValueKind == JsonValueKind.Number && element.TryGetDecimal(out var number) && number is >= 0 and <= Limits.LargestNumber) return number;
        Problem(string.Create(CultureInfo.InvariantCulture, $"must be a number from 0 to {Limits.LargestNumber}"));
        return null;
    }

    public DateOnly? Date()
    {
        if (element.ValueKind == JsonValueKind.String
            && DateOnly.TryParseExact(element.GetString(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)) return date;
        Problem("must be a date, \"yyyy-MM-dd\"");
        return null;
    }

    /// <summary>Reads one word of a vocabulary.</summary>
    public T? Word<T>(IReadOnlyList<T>? allowed = null) where T : struct, Enum
    {
        allowed ??= Enum.GetValues<T>();
        // Exactly as the schema has it: without case is for extracts, not for what is signed.
        if (element.ValueKind == JsonValueKind.String && Vocabulary.TryParse<T>(element.GetString(), out var member)
            && allowed.Contains(member) && element.ValueEquals(Vocabulary.Word(member))) return member;
        Problem($"must be one of: {string.Join(", ", allowed.Select(Vocabulary.Word))}");
        return null;
    }

    private bool HasTooManyKeys()
    {
        if (element.GetPropertyCount() <= Limits.MaxItems) return false;
        Problem(string.Create(CultureInfo.InvariantCulture, $"must have at most {Limits.MaxItems} keys"));
        return true;
    }

    private JsonCursor Child(string name) => At(name, default);

    /// <summary>The keys of an object.</summary>
    internal readonly struct Fields(JsonCursor parent, Dictionary<string, JsonElement> fields)
    {
        /// <summary>A key that may be left out.</summary>
        public JsonCursor? Optional(string name) =>
            fields.TryGetValue(name, out var value) ? parent.At(name, value) : null;

        /// <summary>A key that must be there.</summary>
        public JsonCursor? Required(string name)
        {
            if (Optional(name) is { } found) return found;
            // An object that is none at all has been complained of already.
            if (parent.Element.ValueKind == JsonValueKind.Object) parent.Child(name).Problem("is missing");
            return null;
        }

        public IEnumerable<string> Names => fields.Keys;
    }

    // A path is made for each place, so a key that is no name may not make it long.
    private JsonCursor At(string name, JsonElement value)
    {
        var shown = name.Length <= Limits.MaxKeyShown ? name : $"{name[..Limits.MaxKeyShown]}...";
        return new(value, path.Length == 0 ? shown : $"{path}.{shown}", problems);
    }
}
