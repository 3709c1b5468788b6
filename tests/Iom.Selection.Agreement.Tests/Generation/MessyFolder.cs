using System.Globalization;

namespace Iom.Selection.Agreement.Tests.Generation;

/// <summary>All that <c>iom rank</c> is given.</summary>
internal sealed record MessyFolder(DateOnly AsOf, int Capacity, MessyFile[] Extracts, MessyFile Catalogue, MessyPolicy Policy)
{
    public MessyFile? this[string name] => Extracts.SingleOrDefault(file => file.Name == name);

    /// <summary>Writes it all down in a new folder, and gives the folder.</summary>
    public string Write()
    {
        var folder = Directory.CreateTempSubdirectory("iom-agreement-").FullName;
        var extracts = Directory.CreateDirectory(Path.Combine(folder, "extracts")).FullName;
        foreach (var file in Extracts) file.WriteTo(extracts);
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
            if (file.Name is not ("offenders.csv" or "offences.csv")) yield return this with { Extracts = [.. Extracts.Where(other => other != file)] };
            for (var take = (file.Rows.Length + 1) / 2; take > 0; take = take == 1 ? 0 : (take + 1) / 2)
            {
                for (var from = 0; from + take <= file.Rows.Length && !(file.Name == "offenders.csv" && take == file.Rows.Length); from += take)
                    yield return With(index, file with { Rows = [.. file.Rows[..from], .. file.Rows[(from + take)..]] });
            }

            if (file.Layout != Plain) yield return With(index, file with { Layout = Plain });
        }

        foreach (var policy in Policy.Smaller()) yield return this with { Policy = policy };
        if (Capacity > 0) yield return this with { Capacity = Capacity - 1 };
    }

    private static readonly MessyLayout Plain = new(false, false, 0, 0, 0, false);

    private MessyFolder With(int index, MessyFile file) => this with { Extracts = [.. Extracts[..index], file, .. Extracts[(index + 1)..]] };
}
