using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Iom.Selection.Foundation;

namespace Iom.Selection.Records;

/// <summary>A person's records as JSON: the files and columns of the extracts (docs/extracts.md), with their names in camelCase.</summary>
/// <remarks>
/// One object with <c>offender</c> and a list for each other file: <c>offences</c>, <c>drugTests</c>, <c>riskScores</c>, <c>nominations</c>,
/// <c>memberships</c>, <c>custody</c>, <c>supervision</c>, <c>engagement</c>, <c>support</c>, <c>panel</c>, <c>identities</c>. What is not known is left
/// out. <c>schemes</c> and <c>conflicts</c> (the fields about which the extracts contradict themselves) are lists.
/// Keys in snake case (<c>offender_id</c>), as earlier versions wrote them, are read too.
/// </remarks>
public static class CaseFileJson
{

    /// <summary>Writes a person's records on one line.</summary>
    /// <param name="file">The records.</param>
    /// <returns>JSON without a line end; empty lists are left out.</returns>
    public static string ToJson(this CaseFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        return JsonText.Write(json => Write(json, file));
    }

    /// <summary>Reads a person's records.</summary>
    /// <param name="utf8">JSON; a key with <c>null</c> or blank text counts as left out.</param>
    /// <returns>The records, in the order given.</returns>
    /// <exception cref="CaseFileFormatException">A key is unknown, written twice or missing, or its value can't be used; the message names the key's path, never the value.</exception>
    public static CaseFile Parse(ReadOnlyMemory<byte> utf8)
    {
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(utf8);
        }
        catch (JsonException e)
        {
            // The exception itself may quote what was read.
            var problem = string.Create(CultureInfo.InvariantCulture, $"not valid JSON at line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1}");
            throw new CaseFileFormatException("", problem, problem);
        }
        using (document) return CaseFile(new JsonPlace(document.RootElement, ""));
    }

    private static void Write(Utf8JsonWriter json, CaseFile file)
    {
        json.WriteStartObject();
        WriteOffender(json, file.Offender);
        WriteList(json, "offences", file.Offences, record =>
        {
            json.WriteString("offenceId", record.OffenceId);
            json.WriteString("offenceCode", record.Code);
            WriteDate(json, "offenceDate", record.Date);
            WriteWord(json, "outcome", record.Outcome);
            WriteDate(json, "outcomeDate", record.OutcomeDate);
            WriteOptionalWord(json, "detectedBy", record.DetectedBy);
            WriteText(json, "source", record.Source);
            WriteYesNo(json, "asYouth", record.AsYouth);
            WriteDate(json, "recordedOn", record.RecordedOn);
        });
        WriteList(json, "drugTests", file.DrugTests, record =>
        {
            json.WriteString("testId", record.TestId);
            WriteDate(json, "testDate", record.Date);
            WriteWord(json, "result", record.Result);
            WriteText(json, "substances", record.Substances);
            WriteOptionalWord(json, "context", record.Context);
            WriteYesNo(json, "prescribed", record.Prescribed);
        });
        WriteList(json, "riskScores", file.RiskScores, record =>
        {
            json.WriteString("instrument", record.Instrument);
            WriteDate(json, "assessedOn", record.AssessedOn);
            json.WriteNumber("value", record.Value);
        });
        WriteList(json, "nominations", file.Nominations, record =>
        {
            json.WriteString("agency", record.Agency);
            WriteDate(json, "nominatedOn", record.NominatedOn);
            WriteText(json, "reason", record.Reason);
        });
        WriteList(json, "memberships", file.Memberships, record =>
        {
            WriteDate(json, "from", record.From);
            WriteDate(json, "to", record.GivenTo);
            WriteText(json, "cohort", record.Cohort);
            WriteText(json, "ground", record.Ground);
            WriteDate(json, "exitInterviewOn", record.ExitInterviewOn);
            WriteDate(json, "informedOn", record.InformedOn);
            WriteOptionalWord(json, "agreed", record.Agreed);
        });
        WriteList(json, "custody", file.Custody, record =>
        {
            WriteDate(json, "from", record.From);
            WriteDate(json, "to", record.To);
            WriteOptionalWord(json, "kind", record.Kind);
        });
        WriteList(json, "supervision", file.Supervisions, record =>
        {
            WriteWord(json, "kind", record.Kind);
            WriteDate(json, "from", record.From);
            WriteDate(json, "to", record.To);
            WriteDate(json, "activeUntil", record.ActiveUntil);
            WriteOptionalWord(json, "event", record.Event);
            WriteDate(json, "eventDate", record.GivenEventDate);
        });
        WriteList(json, "engagement", file.Contacts, record =>
        {
            json.WriteString("contactId", record.ContactId);
            WriteDate(json, "contactDate", record.Date);
            WriteWord(json, "kind", record.Kind);
            WriteOptionalWord(json, "required", record.Required);
            WriteWord(json, "outcome", record.Outcome);
        });
        WriteList(json, "support", file.Support, record =>
        {
            json.WriteString("pathway", record.Pathway);
            WriteText(json, "need", record.Need);
            WriteText(json, "leadAgency", record.LeadAgency);
            WriteWord(json, "status", record.Status);
            WriteDate(json, "waitingSince", record.WaitingSince);
            WriteDate(json, "startedOn", record.StartedOn);
            WriteDate(json, "endedOn", record.EndedOn);
        });
        WriteList(json, "panel", file.PanelViews, record =>
        {
            WriteDate(json, "meetingDate", record.MeetingDate);
            json.WriteString("agency", record.Agency);
            WriteWord(json, "view", record.Stance);
            WriteText(json, "reason", record.Reason);
        });
        WriteList(json, "identities", file.Identities, record =>
        {
            json.WriteString("system", record.System);
            json.WriteString("externalId", record.ExternalId);
        });
        if (file.OtherToSettle > 0) json.WriteNumber("otherToSettle", file.OtherToSettle);
        json.WriteEndObject();
    }

    private static void WriteOffender(Utf8JsonWriter json, Offender offender)
    {
        json.WriteStartObject("offender");
        json.WriteString("offenderId", offender.Id.Value);
        WriteText(json, "area", offender.Area);
        WriteOptionalWord(json, "supervision", offender.Supervision);
        WriteOptionalWord(json, "location", offender.Location);
        WriteDate(json, "expectedRelease", offender.ExpectedRelease);
        WriteOptionalWord(json, "mappaCategory", offender.MappaCategory);
        WriteOptionalWord(json, "mappaLevel", offender.MappaLevel);
        WriteText(json, "youth", offender.WordOf(OffenderField.Youth));
        WriteText(json, "deceased", offender.WordOf(OffenderField.Deceased));
        WriteDate(json, "diedOn", offender.DiedOn);
        if (!offender.Schemes.IsEmpty)
        {
            json.WriteTexts("schemes", offender.Schemes);
        }
        if (!offender.Conflicts.IsEmpty)
        {
            json.WriteStartArray("conflicts");
            foreach (var field in offender.Conflicts) json.WriteStringValue(Vocabulary.Word(field));
            json.WriteEndArray();
        }
        json.WriteEndObject();
    }

    private static void WriteList<T>(Utf8JsonWriter json, string name, IReadOnlyList<T> records, Action<T> write)
    {
        if (records.Count == 0) return;
        json.WriteStartArray(name);
        foreach (var record in records)
        {
            json.WriteStartObject();
            write(record);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WriteText(Utf8JsonWriter json, string name, string? text)
    {
        if (text is not null) json.WriteString(name, text);
    }

    private static void WriteDate(Utf8JsonWriter json, string name, DateOnly? date)
    {
        if (date is { } known) json.WriteString(name, known.ToString(IsoDate.Format, CultureInfo.InvariantCulture));
    }

    private static void WriteYesNo(Utf8JsonWriter json, string name, bool? value)
    {
        if (value is { } known) json.WriteString(name, known ? "yes" : "no");
    }

    private static void WriteWord<T>(Utf8JsonWriter json, string name, T member) where T : struct, Enum => json.WriteString(name, Vocabulary.Word(member));

    private static void WriteOptionalWord<T>(Utf8JsonWriter json, string name, T? member) where T : struct, Enum
    {
        if (member is { } known) WriteWord(json, name, known);
    }

    private static CaseFile CaseFile(JsonPlace root)
    {
        root.HasOnly(
            "offender", "offences", "drugTests", "riskScores", "nominations", "memberships", "custody", "supervision", "engagement", "support", "panel", "identities",
            "otherToSettle");
        return new CaseFile(Offender(root.Required("offender")))
        {
            Offences = root.List("offences", at =>
            {
                at.HasOnly("offenceId", "offenceCode", "offenceDate", "outcome", "outcomeDate", "detectedBy", "source", "asYouth", "recordedOn");
                return new OffenceReport(at.RequiredText("offenceId"), at.RequiredText("offenceCode"), at.RequiredDate("offenceDate"), at.RequiredWord<OffenceOutcome>("outcome"))
                {
                    OutcomeDate = at.Date("outcomeDate"),
                    DetectedBy = at.Word<DetectedBy>("detectedBy"),
                    Source = at.Text("source"),
                    AsYouth = at.YesNo("asYouth"),
                    RecordedOn = at.Date("recordedOn"),
                };
            }),
            DrugTests = root.List("drugTests", at =>
            {
                at.HasOnly("testId", "testDate", "result", "substances", "context", "prescribed");
                return new DrugTest(at.RequiredText("testId"), at.RequiredDate("testDate"), at.RequiredWord<DrugTestResult>("result"))
                {
                    Substances = at.Text("substances"),
                    Context = at.Word<DrugTestContext>("context"),
                    Prescribed = at.YesNo("prescribed"),
                };
            }),
            RiskScores = root.List("riskScores", at =>
            {
                at.HasOnly("instrument", "assessedOn", "value");
                return new RiskScore(at.RequiredText("instrument"), at.RequiredDate("assessedOn"), at.RequiredNumber("value"));
            }),
            Nominations = root.List("nominations", at =>
            {
                at.HasOnly("agency", "nominatedOn", "reason");
                return new Nomination(at.RequiredText("agency"), at.RequiredDate("nominatedOn")) { Reason = at.Text("reason") };
            }),
            Memberships = root.List("memberships", at =>
            {
                at.HasOnly("from", "to", "cohort", "ground", "exitInterviewOn", "informedOn", "agreed");
                return new Membership(at.RequiredDate("from"))
                {
                    To = at.Date("to"),
                    Cohort = at.Text("cohort"),
                    Ground = at.Text("ground"),
                    ExitInterviewOn = at.Date("exitInterviewOn"),
                    InformedOn = at.Date("informedOn"),
                    Agreed = at.Word<Agreement>("agreed"),
                };
            }),
            Custody = root.List("custody", at =>
            {
                at.HasOnly("from", "to", "kind");
                return new CustodySpell(at.RequiredDate("from")) { To = at.Date("to"), Kind = at.Word<CustodyKind>("kind") };
            }),
            Supervisions = root.List("supervision", at =>
            {
                at.HasOnly("kind", "from", "to", "activeUntil", "event", "eventDate");
                return new SupervisionPeriod(at.RequiredWord<SupervisionKind>("kind"), at.RequiredDate("from"))
                {
                    To = at.Date("to"),
                    ActiveUntil = at.Date("activeUntil"),
                    Event = at.Word<SupervisionEvent>("event"),
                    EventDate = at.Date("eventDate"),
                };
            }),
            Contacts = root.List("engagement", at =>
            {
                at.HasOnly("contactId", "contactDate", "kind", "required", "outcome");
                return new Contact(at.RequiredText("contactId"), at.RequiredDate("contactDate"), at.RequiredWord<ContactKind>("kind"), at.RequiredWord<ContactOutcome>("outcome"))
                {
                    Required = at.Word<ContactRequirement>("required"),
                };
            }),
            Support = root.List("support", at =>
            {
                at.HasOnly("pathway", "need", "leadAgency", "status", "waitingSince", "startedOn", "endedOn");
                return new Support(at.RequiredText("pathway"), at.RequiredWord<SupportStatus>("status"))
                {
                    Need = at.Text("need"),
                    LeadAgency = at.Text("leadAgency"),
                    WaitingSince = at.Date("waitingSince"),
                    StartedOn = at.Date("startedOn"),
                    EndedOn = at.Date("endedOn"),
                };
            }),
            PanelViews = root.List("panel", at =>
            {
                at.HasOnly("meetingDate", "agency", "view", "reason");
                return new PanelView(at.RequiredDate("meetingDate"), at.RequiredText("agency"), at.RequiredWord<PanelStance>("view")) { Reason = at.Text("reason") };
            }),
            Identities = root.List("identities", at =>
            {
                at.HasOnly("system", "externalId");
                return new ExternalIdentity(at.RequiredText("system"), at.RequiredText("externalId"));
            }),
            OtherToSettle = root.Count("otherToSettle"),
        };
    }

    private static Offender Offender(JsonPlace at)
    {
        at.HasOnly("offenderId", "area", "supervision", "location", "expectedRelease", "mappaCategory", "mappaLevel", "youth", "deceased", "diedOn", "schemes", "conflicts");
        return new Offender(new OffenderId(at.RequiredText("offenderId")))
        {
            Area = at.Text("area"),
            Supervision = at.Word<Supervision>("supervision"),
            Location = at.Word<Location>("location"),
            ExpectedRelease = at.Date("expectedRelease"),
            MappaCategory = at.Word<MappaCategory>("mappaCategory"),
            MappaLevel = at.Word<MappaLevel>("mappaLevel"),
            Youth = at.YesNo("youth"),
            Deceased = at.YesNo("deceased"),
            DiedOn = at.Date("diedOn"),
            Schemes = [.. at.List("schemes", item => item.Text())],
            Conflicts = [.. at.List("conflicts", item => item.Word<OffenderField>())],
        };
    }

    /// <summary>A place in the JSON, with its path; the first thing that can't be used ends the reading.</summary>
    private readonly struct JsonPlace(JsonElement element, string path)
    {
        public void HasOnly(params ReadOnlySpan<string> known)
        {
            if (element.ValueKind != JsonValueKind.Object) throw Problem("must be an object");
            var seen = new HashSet<string>(StringComparer.Ordinal);
            foreach (var property in element.EnumerateObject())
            {
                string name;
                try
                {
                    name = property.Name;
                }
                catch (InvalidOperationException)
                {
                    throw Problem("has a key that is not text");
                }
                var key = Known(name, known) ?? throw Strange(name, "unknown key");
                if (!seen.Add(key)) throw Strange(name, "key written twice");
            }
        }

        public JsonPlace Required(string name) => Optional(name) ?? throw Child(name).Problem("is missing");

        public ImmutableArray<T> List<T>(string name, Func<JsonPlace, T> read)
        {
            if (Optional(name) is not { } list) return [];
            return list.Items(read);
        }

        public string? Text(string name) => Optional(name)?.TextOrBlank();

        public string RequiredText(string name) => Text(name) ?? throw Child(name).Problem("is missing");

        public DateOnly? Date(string name) => Text(name) is null ? null : RequiredDate(name);

        public DateOnly RequiredDate(string name) => Required(name).Date();

        public T? Word<T>(string name) where T : struct, Enum => Text(name) is null ? null : RequiredWord<T>(name);

        public T RequiredWord<T>(string name) where T : struct, Enum => Required(name).Word<T>();

        public bool? YesNo(string name)
        {
            if (Text(name) is not { } word) return null;
            if (word.Equals("yes", StringComparison.OrdinalIgnoreCase)) return true;
            return word.Equals("no", StringComparison.OrdinalIgnoreCase) ? false : throw Child(name).Problem("must be one of: yes, no");
        }

        public decimal RequiredNumber(string name)
        {
            var at = Required(name);
            return at.Number() ?? throw at.Problem(string.Create(CultureInfo.InvariantCulture, $"must be a number from 0 to {Limits.LargestNumber}"));
        }

        public int Count(string name)
        {
            if (Optional(name) is not { } at) return 0;
            return at.Number() is { } number && decimal.IsInteger(number) && number <= int.MaxValue ? (int)number : throw at.Problem("must be a whole number of 0 or more");
        }

        public string Text() => TextOrBlank() ?? throw Problem("must be text");

        public T Word<T>() where T : struct, Enum =>
            Vocabulary.TryParse<T>(Text(), out var member) ? member : throw Problem($"must be one of: {string.Join(", ", Vocabulary.AllWords<T>())}");

        private DateOnly Date() =>
            DateOnly.TryParseExact(Text(), IsoDate.Format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : throw Problem("must be a date, yyyy-MM-dd");

        private decimal? Number() =>
            element.ValueKind == JsonValueKind.Number && element.TryGetDecimal(out var number) && number is >= 0 and <= Limits.LargestNumber ? number : null;

        private string? TextOrBlank()
        {
            if (element.ValueKind != JsonValueKind.String) throw Problem("must be text");
            try
            {
                var text = element.GetString()!;
                return text.AsSpan().Trim(' ').IsEmpty ? null : text;
            }
            catch (InvalidOperationException)
            {
                throw Problem("holds half of a surrogate pair, which is not a character");
            }
        }

        private ImmutableArray<T> Items<T>(Func<JsonPlace, T> read)
        {
            if (element.ValueKind != JsonValueKind.Array) throw Problem("must be a list");
            var items = ImmutableArray.CreateBuilder<T>(element.GetArrayLength());
            foreach (var item in element.EnumerateArray())
                items.Add(read(new JsonPlace(item, string.Create(CultureInfo.InvariantCulture, $"{path}[{items.Count}]"))));
            return items.MoveToImmutable();
        }

        private JsonPlace? Optional(string name)
        {
            if (!element.TryGetProperty(name, out var value) && !element.TryGetProperty(name = OldSpelling(name), out value)) return null;
            return value.ValueKind == JsonValueKind.Null ? null : new JsonPlace(value, Child(name).Path);
        }

        private static string? Known(string name, ReadOnlySpan<string> known)
        {
            foreach (var key in known)
            {
                if (key == name || OldSpelling(key) == name) return key;
            }
            return null;
        }

        // Earlier versions spelt keys as the columns of the extracts.
        private static string OldSpelling(string key) => key.AsSpan().IndexOfAnyInRange('A', 'Z') < 0 ? key : JsonNamingPolicy.SnakeCaseLower.ConvertName(key);

        private string Path => path;

        private JsonPlace Child(string name) => new(default, path.Length == 0 ? name : $"{path}.{name}");

        private CaseFileFormatException Problem(string message) => new(Pointer, message, path.Length == 0 ? message : $"{path}: {message}");

        // What somebody else called a key stands in the message alone.
        private CaseFileFormatException Strange(string name, string message) => new(Pointer, message, $"{Child(name).Path}: {message}");

        // The keys of a path are known ones: none has a point, a bracket, a slash or a tilde.
        private string Pointer => path.Length == 0 ? "" : "/" + path.Replace("].", "/", StringComparison.Ordinal).Replace('.', '/').Replace('[', '/').TrimEnd(']');
    }
}
