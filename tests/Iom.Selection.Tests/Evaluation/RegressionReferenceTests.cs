using System.Globalization;
using Iom.Selection.Statistics;

namespace Iom.Selection.Tests.Evaluation;

/// <summary>Models of survival against what R's packages survival 3.5-3 and cmprsk 2.2-11 print, and exact intervals.</summary>
public class RegressionReferenceTests
{
    private static readonly string[] RossiInputs = ["fin", "age", "race", "wexp", "mar", "paro", "prio"];

    [TheoryWithReference("rossi.csv")]
    [InlineData(CoxTies.Efron, -675.38063234687, -658.74765944609, new[] { -0.37942216649, -0.05743774268, 0.31389978784, -0.14979569767, -0.43370387794, -0.08487108250, 0.09149708099 },
        new[] { 0.19137948071, 0.02199947060, 0.30799277656, 0.21222429625, 0.38186805767, 0.19575667191, 0.02864854996 },
        new[] { 0.047416094866, 0.009031239904, 0.308117966977, 0.480289694009, 0.256064243381, 0.664612365679, 0.001404245279 })]
    [InlineData(CoxTies.Breslow, -675.68338941750, -659.12060567733, new[] { -0.37902188743, -0.05724592504, 0.31412976691, -0.15111460006, -0.43278257376, -0.08498283527, 0.09111154209 },
        new[] { 0.19136442586, 0.02198318573, 0.30801727974, 0.21212316088, 0.38179493526, 0.19574820731, 0.02863125296 },
        new[] { 0.047632920090, 0.009212185334, 0.307802155708, 0.476222776575, 0.256984538315, 0.664184151814, 0.001461402456 })]
    [InlineData(CoxTies.Exact, -613.75281477141, -597.09187744401, new[] { -0.38156761714, -0.05752465858, 0.31645791317, -0.15224318584, -0.43492361517, -0.08545713663, 0.09188792799 },
        new[] { 0.19200693591, 0.02203777324, 0.30892546825, 0.21277445666, 0.38250212388, 0.19645501612, 0.02879634602 },
        new[] { 0.046893641682, 0.009046934296, 0.305654537897, 0.474291251476, 0.255517848441, 0.663565366195, 0.001418019386 })]
    internal void Cox_with_three_ways_to_take_ties(CoxTies ties, double atNull, double fitted, double[] coefficients, double[] errors, double[] p)
    {
        var model = Rossi(ties);
        Near(atNull, model.LogLikelihood.Null, 1e-10);
        Near(fitted, model.LogLikelihood.Fitted, 1e-10);
        for (var i = 0; i < coefficients.Length; i++)
        {
            // R stops a little before the top: its ninth digit is not that of the maximum.
            Near(coefficients[i], model.Coefficients[i], 2e-9);
            Near(errors[i], model.StandardError(i), 2e-9);
            Near(p[i], 2 * (1 - MathNet.Numerics.Distributions.Normal.CDF(0, 1, Math.Abs(model.Coefficients[i] / model.StandardError(i)))), 1e-8);
        }
    }

    [FactWithReference("rossi.csv")]
    public void The_hazard_ratios_of_Cox_with_their_intervals_and_the_concordance_of_its_scores()
    {
        var model = Rossi(CoxTies.Efron);
        (double Ratio, double Low, double High)[] expected =
        [
            (0.6842566814, 0.4702367179, 0.9956840636), (0.9441806707, 0.9043345472, 0.9857824648), (1.3687525640, 0.7484469433, 2.5031615111), (0.8608838390, 0.5679353569, 1.3049389781),
            (0.6481041450, 0.3066183336, 1.3699082433), (0.9186307043, 0.6259109883, 1.3482466145), (1.0958135780, 1.0359790844, 1.1591039006),
        ];
        for (var i = 0; i < expected.Length; i++)
        {
            var half = Interval.NormalQuantile(0.95) * model.StandardError(i);
            Near(expected[i].Ratio, Math.Exp(model.Coefficients[i]), 2e-9);
            Near(expected[i].Low, Math.Exp(model.Coefficients[i] - half), 5e-9);
            Near(expected[i].High, Math.Exp(model.Coefficients[i] + half), 5e-9);
        }
        var rows = ReferenceData.Read("rossi.csv");
        // Scores that are equal but for rounding stand alike.
        var groups = OrderedPeople.Put([.. model.Scores().Select(score => Math.Round(score, 10))]).Groups;
        var concordance = Concordance.Count(groups, [.. rows.Numbers("week").Select(week => (int)week)], [.. rows.Numbers("arrest").Select(arrest => arrest > 0)]);
        Assert.Equal((27242, 15291, 49, 111, 0), (concordance.Concordant, concordance.Discordant, concordance.TiedOrder, concordance.TiedTime, concordance.TiedBoth));
        Assert.Equal(0.640329247, concordance.Value!.Value, 9);
        Assert.Equal(0.0266581228, concordance.StandardError, 10);
    }

    [TheoryWithReference("rossi.csv")]
    [InlineData("km", new[] { 0.062429751, 5.973981653, 2.068265387, 4.224595633, 1.011021564, 0.018383299, 0.520584250, 17.694415254 })]
    [InlineData("rank", new[] { 1.383808451, 0.896421462, 2.259978151, 4.159683753, 0.089592142, 0.021851656, 1.640803452, 11.025183407 })]
    [InlineData("identity", new[] { 0.0089505588, 6.6159437893, 2.1444262568, 3.8767551247, 1.0313483187, 0.0281765987, 0.4247983963, 18.1826870391 })]
    public void Whether_effects_stay_the_same_over_time(string ofTime, double[] chiSquared)
    {
        var (model, rows) = (Rossi(CoxTies.Efron), ReferenceData.Read("rossi.csv"));
        var function = OfTime(ofTime, rows.Numbers("week"), [.. rows.Numbers("arrest").Select(arrest => arrest > 0)]);
        for (var i = 0; i < RossiInputs.Length; i++) Assert.Equal(chiSquared[i], model.TestProportionality(function, i).ChiSquared, 6);
        Assert.Equal(chiSquared[^1], model.TestProportionality(function, [.. Enumerable.Range(0, RossiInputs.Length)]).ChiSquared, 6);
    }

    [FactWithReference("lung.csv")]
    public void Cox_of_lung_and_ovarian_cancer()
    {
        var lung = ReferenceData.Read("lung.csv").Where(row => row["ph.ecog"] != "NA").ToArray();
        AssertCox(Cox(lung, "time", row => row["status"] == "2", row => [Number(row["age"]), Number(row["sex"]), Number(row["ph.ecog"])]),
            (0.01106676456, 0.009267411014), (-0.55261239570, 0.167739053787), (0.46372847537, 0.113577266162));
        AssertCox(Cox(ReferenceData.Read("ovarian.csv"), "futime", row => row["fustat"] == "1", row => [Number(row["age"]), Number(row["rx"])]),
            (0.1473265955, 0.04614704774), (-0.8039730127, 0.63204937188));
    }

    [FactWithReference("veteran.csv")]
    public void Cox_of_veterans_and_whether_effects_stay_the_same()
    {
        var rows = ReferenceData.Read("veteran.csv");
        var model = Cox(rows, "time", row => row["status"] == "1", row =>
        [
            Number(row["trt"]), row["celltype"] == "smallcell" ? 1 : 0, row["celltype"] == "adeno" ? 1 : 0, row["celltype"] == "large" ? 1 : 0,
            Number(row["karno"]), Number(row["diagtime"]), Number(row["age"]), Number(row["prior"]),
        ]);
        AssertCox(model, (2.946028215e-01, 0.207549603604), (8.615604628e-01, 0.275284474023), (1.196066374e+00, 0.300916994493), (4.012916543e-01, 0.282688638281),
            (-3.281532619e-02, 0.005507756886), (8.132051305e-05, 0.009136062248), (-8.706474946e-03, 0.009300299120), (7.159360190e-03, 0.023230538407));
        var function = OfTime("km", rows.Numbers("time"), [.. rows.Numbers("status").Select(status => status > 0)]);
        foreach (var (expected, inputs) in new (double, int[])[]
        {
            (0.264388836, [0]), (15.227363924, [1, 2, 3]), (12.935197829, [4]), (0.012889371, [5]), (1.828826609, [6]), (2.165566330, [7]), (34.552491106, [0, 1, 2, 3, 4, 5, 6, 7]),
        }) Assert.Equal(expected, model.TestProportionality(function, inputs).ChiSquared, 6);
        Assert.Equal(0.00163231, model.TestProportionality(function, 1, 2, 3).P, 8);
    }

    [FactWithReference("bladder2.csv")]
    public void Events_that_recur_with_errors_that_know_whose_they_are()
    {
        var rows = ReferenceData.Read("bladder2.csv");
        var model = CoxModel.Fit(rows.Numbers("start"), rows.Numbers("stop"), [.. rows.Numbers("event").Select(each => each > 0)],
            [.. rows.Select(row => new[] { Number(row["rx"]), Number(row["size"]), Number(row["number"]) })]);
        AssertCox(model, (-0.46468695294, 0.19973218883), (-0.04366027609, 0.06905085251), (0.17496038132, 0.04707405844));
        var robust = model.RobustErrors([.. rows.Numbers("id").Select(id => (int)id)]);
        foreach (var (expected, error) in new[] { 0.26556081190, 0.07761611268, 0.06304054320 }.Zip(robust)) Assert.Equal(expected, error, 9);
    }

    [FactWithReference("mgus2_competing.csv")]
    public void Grays_test_and_the_model_of_Fine_and_Gray()
    {
        var rows = ReferenceData.Read("mgus2_competing.csv");
        var (times, ends) = (rows.Numbers("etime"), rows.Numbers("ev").Select(end => (int)end).ToArray());
        int[] groups = [.. rows.Select(row => row["sex"] == "M" ? 1 : 0)];
        var (first, second) = (GrayTest.Test(times, ends, groups, 1), GrayTest.Test(times, ends, groups, 2));
        Assert.Equal(1.194507825, first.ChiSquared, 8);
        Assert.Equal(0.2744221567880, first.P, 9);
        Assert.Equal(11.651259012, second.ChiSquared, 8);
        Assert.Equal(0.0006415909764, second.P, 10);

        var model = SubdistributionModel.Fit(times, ends, [.. rows.Select(row => new[] { row["sex"] == "M" ? 1 : 0, Number(row["age"]) })]);
        Assert.Equal(-0.260038238, model.Coefficients[0], 8);
        Assert.Equal(-0.017338153, model.Coefficients[1], 8);
        Assert.Equal(0.1856810348, model.StandardErrors[0], 8);
        Assert.Equal(0.0057371032, model.StandardErrors[1], 8);
        Assert.Equal(-790.12132, model.LogLikelihood.Fitted, 5);
        Assert.Equal(7.31, 2 * (model.LogLikelihood.Fitted - model.LogLikelihood.Null), 2);
        var half = Interval.NormalQuantile(0.95) * model.StandardErrors[0];
        Assert.Equal(0.53581497, Math.Exp(model.Coefficients[0] - half), 7);
        Assert.Equal(1.10947830, Math.Exp(model.Coefficients[0] + half), 7);
    }

    [Theory]
    [InlineData(40, 65, 0.49384202806, 0.72404992625, 0.486429732777, 0.733464061705)]
    [InlineData(9, 65, 0.0745909040315, 0.2426809724635, 0.0653196240079, 0.2466382853211)]
    [InlineData(0, 10, 0.0, 0.277532799863, 0.0, 0.308497107819)]
    [InlineData(10, 10, 0.722467200137, 1.0, 0.691502892181, 1.0)]
    [InlineData(1, 30, 0.00590859038161, 0.16670390991409, 0.00084357092663, 0.17216945563341)]
    [InlineData(114, 432, 0.224539974099, 0.307399918559, 0.222910290485, 0.308135282655)]
    public void Wilson_and_Clopper_Pearson(int count, int of, double wilsonLow, double wilsonHigh, double low, double high)
    {
        var wilson = new Proportion(count, of).IntervalAt(0.95)!.Value;
        var exact = RateRatio.ClopperPearson(count, of, 0.95);
        Assert.Equal(wilsonLow, wilson.Low, 11);
        Assert.Equal(wilsonHigh, wilson.High, 11);
        Assert.Equal(low, exact.Low, 11);
        Assert.Equal(high, exact.High, 11);
    }

    [Theory]
    [InlineData(11, 6.24, 24, 5.92, 0.434829059829, 0.192277261911, 0.922077818177, 0.0264961796586)]
    [InlineData(30, 12, 18, 12, 1.66666666667, 0.899356014281, 3.174974806402, 0.111402891061)]
    [InlineData(0, 10, 5, 10, 0.0, 0.0, 1.09127910518, 0.0625)]
    [InlineData(120, 80.5, 90, 80.5, 1.33333333333, 1.00604166863, 1.77243025020, 0.0451140878648)]
    public void The_exact_ratio_of_two_rates(int events, double time, int other, double otherTime, double ratio, double low, double high, double p)
    {
        var found = RateRatio.Exact(events, time, other, otherTime, 0.95);
        Assert.Equal(ratio, found.Ratio, 11);
        Assert.Equal(low, found.Interval.Low, 10);
        Assert.Equal(high, found.Interval.High, 10);
        Assert.Equal(p, found.P, 11);
    }

    [Theory]
    [InlineData(0, 0.0, 3.68887945411)]
    [InlineData(1, 0.0253178079843, 5.5716433909389)]
    [InlineData(3, 0.618672122896, 8.767273069742)]
    [InlineData(10, 4.79538869613, 18.39035604202)]
    [InlineData(66, 51.0443952186, 83.9681824425)]
    public void The_exact_interval_of_a_count(int count, double low, double high)
    {
        var interval = PoissonInterval.Calculate(count, 0.95);
        Near(low, interval.Low, 1e-11);
        Near(high, interval.High, 1e-11);
    }

    [Fact]
    public void Fishers_and_McNemars_exact_tests()
    {
        Assert.Equal(1, new ExactTest(42, 63, 40).At(16).P, 9);
        Assert.Equal(0.0768127441406, McNemar.P(12, 4), 12);
        Assert.Equal(1, McNemar.P(0, 0));
    }

    private static void Near(double expected, double actual, double tolerance) =>
        Assert.InRange(actual, expected - (tolerance * Math.Max(1, Math.Abs(expected))), expected + (tolerance * Math.Max(1, Math.Abs(expected))));

    private static CoxModel Rossi(CoxTies ties)
    {
        var rows = ReferenceData.Read("rossi.csv");
        return CoxModel.Fit(null, rows.Numbers("week"), [.. rows.Numbers("arrest").Select(arrest => arrest > 0)], [.. rows.Select(row => RossiInputs.Select(input => Number(row[input])).ToArray())], ties);
    }

    private static CoxModel Cox(IReadOnlyDictionary<string, string>[] rows, string time, Func<IReadOnlyDictionary<string, string>, bool> isEvent, Func<IReadOnlyDictionary<string, string>, double[]> inputs) =>
        CoxModel.Fit(null, rows.Numbers(time), [.. rows.Select(isEvent)], [.. rows.Select(inputs)]);

    private static void AssertCox(CoxModel model, params (double Coefficient, double Error)[] expected)
    {
        Assert.Equal(expected.Length, model.Coefficients.Length);
        for (var i = 0; i < expected.Length; i++)
        {
            Assert.InRange(model.Coefficients[i], expected[i].Coefficient - 2e-9, expected[i].Coefficient + 2e-9);
            Assert.InRange(model.StandardError(i), expected[i].Error - 2e-9, expected[i].Error + 2e-9);
        }
    }

    // The survival just before the time; the place of the time among those of events; the time.
    private static Func<double, double> OfTime(string name, double[] times, bool[] isEvent)
    {
        var curve = KaplanMeier.Estimate(times, isEvent);
        double[] events = [.. times.Where((_, i) => isEvent[i]).Order()];
        return name switch
        {
            "km" => time => 1 - curve.Points.Where(point => point.Time < time).Select(point => point.Survival).DefaultIfEmpty(1).Last(),
            "rank" => time => times.Count(other => other < time) + ((times.Count(other => other == time) + 1) / 2.0),
            "log" => Math.Log,
            _ => time => time,
        };
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
