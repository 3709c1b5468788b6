using System.Globalization;
using System.Text.Json.Nodes;

namespace Iom.Selection.Agreement.Tests.Generation;

/// <summary>All that <c>iom rank</c> is given.</summary>
internal sealed record MessyFolder(DateOnly AsOf, int Capacity, MessyFile[] Extracts, MessyFile Catalogue, MessyPolicy Policy)
{
    public MessyFile? this[string name] => Extracts.SingleOrDefault(file => file.Name == name);

    /// <summary>The id by which a system knows a person; where it has none, the partnership's own, which it then does not know.</summary>
    public string ExternalId(string system, string id)
    {
        if (this["identities.csv"] is not { } identities) return id;
        string[] known = [.. identities.Rows.Where(row => row.Cells[0] == system && row.Cells[2] == id).Select(row => row.Cells[1]).Distinct().Order(StringComparer.Ordinal)];
        return known.Length == 0 ? id : known[id.Length % known.Length];
    }

    /// <summary>The same as the contract has it.</summary>
    public MessyFolder WithoutMap() => this with { Extracts = [.. Extracts.Select(file => file with { Mapping = null })] };

    /// <summary>Writes it all down in a new folder, and gives the folder.</summary>
    public string Write()
    {
        var folder = Directory.CreateTempSubdirectory("iom-agreement-").FullName;
        var extracts = Directory.CreateDirectory(Path.Combine(folder, "extracts")).FullName;
        foreach (var file in Extracts) file.WriteTo(extracts, ExternalId);
        var mapped = Extracts.Where(file => file.Mapping is not null).ToArray();
        if (mapped.Length > 0)
        {
            var map = new JsonObject(mapped.Select(file => KeyValuePair.Create(Path.GetFileNameWithoutExtension(file.Name), (JsonNode?)file.Mapping!.Json(file))));
            File.WriteAllText(Path.Combine(extracts, "extract-map.json"), map.ToJsonString());
        }
        Catalogue.WriteTo(folder);
        File.WriteAllText(Path.Combine(folder, "policy.json"), Policy.ToString());
        return folder;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"as of {AsOf:yyyy-MM-dd}, capacity {Capacity}\n{string.Concat(Extracts.Append(Catalogue).Select(file => $"== {file.Name}\n{file}"))}== policy\n{Policy}");

    /// <summary>The same with less in it, boldest first.</summary>
    public IEnumerable<MessyFolder> Smaller()
    {
        for (var i = 0; i < Extracts.Length; i++)
        {
            var index = i;
            var file = Extracts[i];
            if (file.Name is not ("offenders.csv" or "offences.csv") && (file.Name != "identities.csv" || Extracts.All(other => other.Mapping?.IdSystem is null)))
                yield return this with { Extracts = [.. Extracts.Where(other => other != file)] };
            for (var take = (file.Rows.Length + 1) / 2; take > 0; take = take == 1 ? 0 : (take + 1) / 2)
            {
                for (var from = 0; from + take <= file.Rows.Length && !(file.Name == "offenders.csv" && take == file.Rows.Length); from += take)
                    yield return With(index, file with { Rows = [.. file.Rows[..from], .. file.Rows[(from + take)..]] });
            }

            if (file.Tail.Length > 0) yield return With(index, file with { Tail = "" });
            if (file.HeaderAgain < int.MaxValue) yield return With(index, file with { HeaderAgain = int.MaxValue });
            if (file.Rows.Any(row => row.Dress is not null)) yield return With(index, file with { Rows = [.. file.Rows.Select(row => row with { Dress = null })] });
            if (file.Layout != Plain) yield return With(index, file with { Layout = Plain });
            if (file.Mapping is not { } mapping) continue;
            yield return With(index, file with { Mapping = null });
            foreach (var simpler in mapping.Simpler()) yield return With(index, file with { Mapping = simpler });
        }

        foreach (var policy in Policy.Smaller()) yield return this with { Policy = policy };
        if (Capacity > 0) yield return this with { Capacity = Capacity - 1 };
    }

    private static readonly MessyLayout Plain = new(false, false, 0, 0, 0, false);

    private MessyFolder With(int index, MessyFile file) => this with { Extracts = [.. Extracts[..index], file, .. Extracts[(index + 1)..]] };
}
