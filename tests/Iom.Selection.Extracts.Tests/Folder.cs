using System.Text;
using Iom.Selection.Offences;

namespace Iom.Selection.Extracts.Tests;

/// <summary>A folder of extracts for one test.</summary>
internal sealed class Folder : IDisposable
{
    public static readonly DateOnly AsOf = new(2026, 10, 31);

    public const string Offenders = "offender_id,youth\nSYNTHETIC-1,no\nSYNTHETIC-2,no\n";

    public const string Offences = "offender_id,offence_id,offence_code,offence_date,outcome\n";

    public Folder() => File("offenders.csv", Offenders).File("offences.csv", Offences);

    public string Path { get; } = Directory.CreateTempSubdirectory("iom-test-").FullName;

    public Folder File(string name, string text) => File(name, Encoding.UTF8.GetBytes(text));

    public Folder File(string name, byte[] bytes)
    {
        System.IO.File.WriteAllBytes(System.IO.Path.Combine(Path, name), bytes);
        return this;
    }

    public Loaded Load(OffenceCatalogue? catalogue = null) => Loaded.From(Path, AsOf, catalogue);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
