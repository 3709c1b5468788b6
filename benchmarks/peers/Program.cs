using System.Globalization;

namespace Iom.Selection.Peers;

internal static class Program
{
    private static int Main(string[] args)
    {
        switch (args)
        {
            case ["generate", var folder, var offences, var people]:
                new SampleData(folder, long.Parse(offences, CultureInfo.InvariantCulture), int.Parse(people, CultureInfo.InvariantCulture)).Write();
                return 0;
            case ["database", var folder, var policy, var catalogue, var output, var capacity]:
                DatabaseRanking.Run(folder, policy, catalogue, output, int.Parse(capacity, CultureInfo.InvariantCulture));
                return 0;
            default:
                return 2;
        }
    }
}
