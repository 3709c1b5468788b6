using Iom.Selection.Statistics;

namespace Iom.Selection.Tests.Evaluation;

/// <summary>The discontinuity against what rdrobust 4.0.0 prints of 1,390 elections (Cattaneo, Frandsen and Titiunik 2015), all 16 ways.</summary>
public class DiscontinuityReferenceTests
{
    [TheoryWithReference("rdrobust_senate.csv")]
    [InlineData("", 1, 17.7543972212, 28.0280871512, 360, 323, 465, 437, 7.414130802, 1.458716024, 7.506502471, 1.741258415, 4.093698690, 10.91930625)]
    [InlineData("h=16.79369;b=27.43745", 1, 16.79369, 27.43745, 343, 310, 455, 430, 7.425304341, 1.495356293, 7.526532691, 1.763699068, 4.069746039, 10.98331934)]
    [InlineData("Uniform", 1, 11.5968673044, 22.9441839034, 271, 235, 419, 377, 7.202474976, 1.612891457, 7.593472899, 1.852108312, 3.963407312, 11.22353849)]
    [InlineData("Epanechnikov", 1, 16.1043854871, 26.7108939976, 335, 298, 451, 422, 7.238832680, 1.486883054, 7.300357869, 1.768184149, 3.834780618, 10.76593512)]
    [InlineData("Hc0", 1, 17.682570388, 28.0902546572, 359, 321, 465, 437, 7.416879669, 1.457679876, 7.505735270, 1.739436791, 4.096501806, 10.91496873)]
    [InlineData("Hc1", 1, 17.7036908826, 28.1249073678, 359, 322, 465, 437, 7.416199459, 1.460124335, 7.503832560, 1.744298188, 4.085070933, 10.92259419)]
    [InlineData("Hc2", 1, 17.7235464761, 28.1505692673, 359, 322, 466, 437, 7.415461700, 1.462849379, 7.502216648, 1.747007242, 4.078145374, 10.92628792)]
    [InlineData("Hc3", 1, 17.7658203258, 28.209878888, 360, 323, 467, 438, 7.413510724, 1.467964197, 7.497342967, 1.754567050, 4.058454740, 10.93623119)]
    [InlineData("", 2, 22.2562767138, 33.2841378247, 409, 370, 498, 487, 8.045079514, 1.887704748, 8.316589367, 2.093029297, 4.214327326, 12.41885141)]
    [InlineData("", 0, 5.91460365803, 17.7350774727, 143, 131, 359, 322, 8.307071389, 1.259469427, 7.463976210, 1.567147008, 4.392424516, 10.535527903)]
    [InlineData("Hc0;h=10;b=10", 1, 10, 10, 245, 206, 245, 206, 7.984687487, 1.830879868, 11.921819607, 2.660405699, 6.707520252, 17.13611896)]
    [InlineData("Hc0;h=10;b=20", 1, 10, 20, 245, 206, 389, 346, 7.984687487, 1.830879868, 8.263281694, 2.063574032, 4.218750912, 12.30781248)]
    [InlineData("h=10;b=20", 1, 10, 20, 245, 206, 389, 346, 7.984687487, 1.838064150, 8.263281694, 2.066582782, 4.212853871, 12.31370952)]
    [InlineData("all", 1, 17.7080287129, 27.984122002, 359, 322, 465, 436, 7.416037766, 1.460361437, 7.509939734, 1.742646882, 4.094414608, 10.92546486)]
    public void Every_figure_agrees(
        string how, int degree, double h, double b, int below, int above, int belowBias, int aboveBias,
        double conventional, double error, double corrected, double robust, double low, double high)
    {
        var rows = ReferenceData.Read("rdrobust_senate.csv").Where(row => row["vote"].Length > 0 && row["vote"] != "NA" && row["margin"].Length > 0 && row["margin"] != "NA").ToArray();
        var words = how.Split(';');
        double? Given(string name) => words.FirstOrDefault(word => word.StartsWith($"{name}=", StringComparison.Ordinal)) is { } word ? double.Parse(word[2..], System.Globalization.CultureInfo.InvariantCulture) : null;
        var found = RegressionDiscontinuity.Estimate(rows.Numbers("margin"), rows.Numbers("vote"), 0, new DiscontinuityOptions
        {
            Degree = degree,
            Kernel = words.Select(word => Enum.TryParse<DiscontinuityKernel>(word, out var kernel) ? kernel : 0).Max(),
            Errors = words.Select(word => Enum.TryParse<DiscontinuityErrors>(word, out var errors) ? errors : 0).Max(),
            CountsDistinct = !words.Contains("all"),
            Bandwidth = Given("h"),
            BiasBandwidth = Given("b"),
        })!;
        Assert.Equal(595, rows.Numbers("margin").Count(margin => margin < 0));
        Assert.Equal((595, 665), found.Distinct);
        Near(h, found.Bandwidth);
        Near(b, found.BiasBandwidth);
        Assert.Equal((below, above), found.Within);
        Assert.Equal((belowBias, aboveBias), found.WithinBias);
        Near(conventional, found.Conventional);
        Near(error, found.ConventionalError);
        Near(corrected, found.BiasCorrected);
        Near(robust, found.RobustError);
        Near(low, found.RobustInterval(0.95).Low);
        Near(high, found.RobustInterval(0.95).High);

        // Normal quantiles and p follow from these: the z of each is its coefficient over its error.
        void Near(double expected, double actual) => Assert.InRange(actual, expected - (1e-8 * Math.Abs(expected)), expected + (1e-8 * Math.Abs(expected)));
    }
}
