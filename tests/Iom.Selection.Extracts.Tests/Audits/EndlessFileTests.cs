using Iom.Selection.Extracts.Problems;
using Iom.Selection.Policies;
using Iom.Selection.Runs.Audits;
using Iom.Selection.Runs.Evaluations;

namespace Iom.Selection.Extracts.Tests.Audits;

public class EndlessFileTests
{
    private const string Endless = "/dev/zero";

    [FactWith(Needed.EndlessFile)]
    public void What_has_no_end_is_refused_and_not_read()
    {
        foreach (var read in new Action[]
        {
            () => Characteristics.Read(Endless, FairnessRules.Standard),
            () => DataLabNames.Read(Endless),
            () => RoundingKeyFile.Read(Endless),
            () => CatalogueFile.Load(Endless),
        })
        {
            Assert.DoesNotContain('\n', Assert.Throws<ExtractException>(read).Message);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(9)]
    [InlineData(10)]
    [InlineData(100_000)]
    [InlineData(200_000)]
    public void A_file_is_read_whole_and_of_a_larger_one_a_byte_more_than_it_may_have(int most)
    {
        var path = Path.GetTempFileName();
        try
        {
            byte[] bytes = [.. Enumerable.Range(0, 100_001).Select(i => (byte)i)];
            File.WriteAllBytes(path, bytes);
            Assert.Equal(bytes[..Math.Min(bytes.Length, most + 1)], InputFile.ReadUpTo(path, most));
        }
        finally
        {
            File.Delete(path);
        }
    }
}
