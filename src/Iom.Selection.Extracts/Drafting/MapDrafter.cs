using System.IO.Enumeration;
using System.Text.Encodings.Web;
using System.Text.Json;
using Iom.Selection.Extracts.Contract;
using Iom.Selection.Extracts.Problems;
using Iom.Selection.Foundation;

namespace Iom.Selection.Extracts.Drafting;

/// <summary>Drafts a map of a folder.</summary>
internal static class MapDrafter
{
    // A kind is likely from here on: half of what it must have, or a person's id and something more.
    private const int LeastScore = 10;
    private const decimal LeastShare = 0.5m;

    private static readonly string[] Endings = [".csv", ".txt", ".tsv", ".xlsx", ".xls", ".gz", ".zip"];
    private static readonly JsonWriterOptions Options = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static MapDraft Draft(string folder)
    {
        if (!Directory.Exists(folder)) throw new ExtractException($"The folder of extracts does not exist: {folder}");
        var (drafts, files, wide) = (new List<FileDraft>(), new List<DraftedFile>(), new List<SampledFile>());
        foreach (var path in Directory.EnumerateFiles(folder).Where(IsCandidate).Order(Utf8Ordinal.Comparer))
        {
            var name = Path.GetFileName(path)!;
            try
            {
                var file = SampledFile.Open(path!);
                if (file is not null && IsWide(file)) wide.Add(file);
                else if (file is not null && DraftFile(file) is { } found) drafts.Add(found);
                else files.Add(new DraftedFile(name, null, [], [], ["It has no header that looks like an extract. Map it by hand if it is one."]));
            }
            catch (ExtractException e)
            {
                files.Add(new DraftedFile(name, null, [], [], [e.Message]));
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw new ExtractException($"{name} cannot be opened. Close it in other programs, or check who may read it.", e);
            }
        }
        var offenders = drafts.Find(draft => draft.Contract == ExtractContract.Offenders);
        drafts.AddRange(wide.SelectMany(file => WideIdentities(file, offenders?.File.Header[offenders.Positions[0]])));
        FindSystems(drafts);
        files.AddRange(drafts.Select(draft => new DraftedFile(draft.File.Name, draft.Contract.FileName,
            [.. draft.Contract.Columns.Where((_, i) => draft.Positions[i] >= 0).Select(column => column.Name)], draft.Open, draft.Notes)));
        return new MapDraft(Write(folder, drafts), [.. files.OrderBy(file => file.Name, Utf8Ordinal.Comparer)]);
    }

    private static bool IsCandidate(string path) =>
        Endings.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase)
        && !Path.GetFileNameWithoutExtension(path).Equals("characteristics", StringComparison.OrdinalIgnoreCase)
        && !Path.GetFileNameWithoutExtension(path).Equals("readme", StringComparison.OrdinalIgnoreCase);

    private static FileDraft? DraftFile(SampledFile file)
    {
        string[] bare = [.. file.Header.Select(LikelyNames.Bare)];
        return ExtractContract.All.Select(contract => (Contract: contract, Positions: Positions(contract, bare)))
            .Select(kind => (kind.Contract, kind.Positions, Score: Score(kind.Contract, kind.Positions, file.Name)))
            .Where(kind => kind.Score >= LeastScore).OrderByDescending(kind => kind.Score)
            // A name may be that of a column of dates, and its cells no dates: then it is another kind, or none.
            .Select(kind => new FileDraft(file, kind.Contract, kind.Positions)).FirstOrDefault(draft => !draft.HasNoDates);
    }

    // Each column of the contract takes the likeliest name that is there and that no other has taken.
    private static int[] Positions(FileContract contract, string[] bare)
    {
        var positions = new int[contract.Columns.Count];
        Array.Fill(positions, -1);
        var taken = new HashSet<int>();
        // Our own names first, so that a column called as ours is never another's.
        for (var i = 0; i < positions.Length; i++) Take(i, LikelyNames.Bare(contract.Columns[i].Name));
        for (var i = 0; i < positions.Length; i++)
        {
            foreach (var name in LikelyNames.Of(contract, contract.Columns[i])) Take(i, name);
        }
        return positions;

        void Take(int column, string name)
        {
            if (positions[column] >= 0 || Array.IndexOf(bare, name) is not (>= 0 and var at) || !taken.Add(at)) return;
            positions[column] = at;
        }
    }

    private static int Score(FileContract contract, int[] positions, string fileName)
    {
        if (positions[contract.IndexOf("offender_id")] < 0) return 0;
        var required = contract.Columns.Count(column => column.IsRequired);
        var found = contract.Columns.Where((column, i) => column.IsRequired && positions[i] >= 0).Count();
        var others = contract.Columns.Where((column, i) => !column.IsRequired && positions[i] >= 0).Count();
        if (found < required * LeastShare) return 0;
        // What every kind has says nothing of the kind.
        var hint = LikelyNames.Hints(fileName, contract) ? 8 : 0;
        if (required > 1 && found == 1 && hint == 0) return 0;
        return (found * 10) - ((required - found) * 12) + (others * 3) + hint;
    }

    // A table of one person's ids in several systems, each in a column of its own.
    private static bool IsWide(SampledFile file)
    {
        string[] bare = [.. file.Header.Select(LikelyNames.Bare)];
        var systems = bare.Count(name => LikelyNames.SystemOf(name) is not null);
        return systems > 0 && bare.Any(IsPerson) && systems + 2 >= bare.Length && bare.Count(IsPerson) > 1 && !bare.Any(name => name is "system" or "externalid");
    }

    // A mapping for each system; the partnership's own ids are in the column that offenders.csv has them in, else in the likeliest.
    private static IEnumerable<FileDraft> WideIdentities(SampledFile file, string? ownName)
    {
        string[] bare = [.. file.Header.Select(LikelyNames.Bare)];
        var own = ownName is null ? -1 : Array.IndexOf(bare, LikelyNames.Bare(ownName));
        if (own < 0) own = PersonNames().Select(name => Array.IndexOf(bare, name)).First(at => at >= 0);
        for (var at = 0; at < bare.Length; at++)
        {
            if (at == own || LikelyNames.SystemOf(bare[at]) is not { } system) continue;
            var draft = new FileDraft(file, ExtractContract.Identities, [-1, at, own]);
            draft.Supply("system", system);
            draft.AddNote("A row without an id of the system is refused as empty, and counts as such.");
            yield return draft;
        }
    }

    private static bool IsPerson(string bare) => PersonNames().Contains(bare) || LikelyNames.SystemOf(bare) is not null;

    private static IEnumerable<string> PersonNames() => LikelyNames.Of(ExtractContract.Identities, ExtractContract.Identities.Columns[2]);

    // Whether a file has the partnership's ids, or those of a system in identities.csv.
    private static void FindSystems(List<FileDraft> drafts)
    {
        var bySystem = new Dictionary<string, HashSet<string>>(StringComparer.OrdinalIgnoreCase);
        var own = new HashSet<string>(StringComparer.Ordinal);
        foreach (var draft in drafts.Where(draft => draft.Contract == ExtractContract.Identities))
        {
            if (draft.Positions[1] < 0 || draft.Positions[2] < 0) continue;
            var constant = draft.Constants.GetValueOrDefault("system");
            draft.File.Read([Math.Max(draft.Positions[0], 0), draft.Positions[1], draft.Positions[2]], cells =>
            {
                var system = constant ?? cells[0];
                if (!bySystem.TryGetValue(system, out var ids)) bySystem.Add(system, ids = new(StringComparer.Ordinal));
                ids.Add(cells[1]);
                own.Add(cells[2]);
            });
        }
        if (bySystem.Count == 0) return;
        foreach (var draft in drafts.Where(draft => draft.Contract != ExtractContract.Identities && draft.Ids.Count > 0))
        {
            var ours = Share(draft.Ids, own);
            var (system, share) = bySystem.Select(pair => (pair.Key, Share(draft.Ids, pair.Value))).OrderByDescending(pair => pair.Item2).ThenBy(pair => pair.Key, StringComparer.Ordinal).First();
            if (share <= ours || share < LeastShare) continue;
            draft.IdSystem = system;
            // Offences of several systems are compared by source; what system it is the ids say.
            if (draft.Contract == ExtractContract.Offences && draft.Positions[draft.Contract.IndexOf("source")] < 0) draft.Constants["source"] = system.ToLowerInvariant();
        }

        static decimal Share(HashSet<string> ids, HashSet<string> of) => (decimal)ids.Count(of.Contains) / ids.Count;
    }

    private static byte[] Write(string folder, List<FileDraft> drafts)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, Options))
        {
            json.WriteStartObject();
            json.WriteCommentValue(" Drafted from headers and from what cells look like. Read every line: put your answer in place of each \"?\", and see that what was guessed is right. ");
            foreach (var contract in ExtractContract.All)
            {
                FileDraft[] own = [.. drafts.Where(draft => draft.Contract == contract)];
                if (own.Length == 0 || own.All(draft => draft.IsByContract)) continue;
                // Files that are read alike but for their words are named together, where a pattern names them and no other.
                var groups = own.GroupBy(BodyWithoutWords, StringComparer.Ordinal).SelectMany(alike => PatternOf(folder, [.. alike.Select(draft => draft.File.Name)]) is { } pattern
                    ? [(Name: pattern, Draft: Joined([.. alike]))]
                    : alike.Select(draft => (Name: draft.File.Name, Draft: draft))).ToArray();
                json.WritePropertyName(contract.Name);
                if (groups.Length > 1) json.WriteStartArray();
                foreach (var (name, draft) in groups) Write(json, draft, name);
                if (groups.Length > 1) json.WriteEndArray();
            }
            json.WriteEndObject();
        }
        bytes.Write("\n"u8);
        return bytes.ToArray();
    }

    private static FileDraft Joined(FileDraft[] alike)
    {
        foreach (var other in alike[1..]) alike[0].TakeWords(other);
        return alike[0];
    }

    private static string BodyWithoutWords(FileDraft draft)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, Options)) Write(json, draft, "", withWords: false);
        return System.Text.Encoding.UTF8.GetString(bytes.ToArray());
    }

    // A * in the place of what differs; null where that would name other files too.
    private static string? PatternOf(string folder, string[] names)
    {
        if (names.Length == 1) return null;
        var prefix = names.Min(name => name.Zip(names[0]).TakeWhile(pair => pair.First == pair.Second).Count());
        var suffix = names.Min(name => name.Reverse().Zip(names[0].Reverse()).TakeWhile(pair => pair.First == pair.Second).Count());
        if (prefix == 0 || names.Any(name => prefix + suffix > name.Length)) return null;
        var pattern = $"{names[0][..prefix]}*{names[0][^suffix..]}";
        var named = Directory.EnumerateFiles(folder).Select(Path.GetFileName).Count(name => FileSystemName.MatchesSimpleExpression(pattern, name, ignoreCase: false));
        return named == names.Length ? pattern : null;
    }

    private static void Write(Utf8JsonWriter json, FileDraft draft, string name, bool withWords = true)
    {
        json.WriteStartObject();
        json.WriteString("file", name);
        if (draft.File.EncodingName is { } encoding) json.WriteString("encoding", encoding);
        if (draft.WritesDelimiter) json.WriteString("delimiter", draft.File.Mapping.Delimiter.ToString());
        if (draft.File.Mapping.SkipLines > (draft.File.SaysDelimiter ? 1 : 0)) json.WriteNumber("skipLines", draft.File.Mapping.SkipLines);
        Write(json, "columns", draft.Columns);
        if (draft.RoleColumn is { } role)
        {
            json.WriteStartObject("rows");
            json.WriteStartArray(role);
            json.WriteStringValue(ColumnSource.OpenMark);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        if (draft.Dates.Count > 0)
        {
            json.WriteTexts("dates", draft.Dates);
        }
        if (draft.HasShortYears) json.WriteNumber("yyUpTo", LikelyDates.TwoDigitsUpTo);
        if (draft.Numbers is { } numbers) json.WriteString("numbers", numbers);
        if (withWords && draft.Values.Count > 0)
        {
            json.WriteStartObject("values");
            foreach (var (column, words) in draft.Values) Write(json, column, words);
            json.WriteEndObject();
        }
        if (withWords && draft.Missing.Count > 0)
        {
            json.WriteTexts("missing", draft.Missing);
        }
        Write(json, "constants", draft.Constants);
        if (draft.IdSystem is { } system) json.WriteString("idSystem", system);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string key, SortedDictionary<string, string> texts)
    {
        if (texts.Count == 0) return;
        json.WriteStartObject(key);
        foreach (var (name, text) in texts) json.WriteString(name, text);
        json.WriteEndObject();
    }
}
