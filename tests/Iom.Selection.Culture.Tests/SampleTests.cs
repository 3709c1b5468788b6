using Iom.Selection.Samples;

namespace Iom.Selection.Culture.Tests;

public class SampleTests
{
    [FactWithCultureData]
    public void A_sample_made_in_a_Turkish_culture_has_the_bytes_of_the_one_that_is_kept()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Iom.Selection.sln"))) folder = Path.GetDirectoryName(folder)!;
        var kept = Path.Combine(folder, "samples", "extracts");
        var root = Directory.CreateTempSubdirectory("iom-sample-").FullName;
        try
        {
            var made = Path.Combine(root, "extracts");
            SyntheticExtracts.Write(made, new SampleOptions { Offenders = 300, Seed = 1 });
            foreach (var path in Directory.GetFiles(kept)) Assert.Equal(File.ReadAllBytes(path), File.ReadAllBytes(Path.Combine(made, Path.GetFileName(path))));
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }
}
