using Iom.Selection.Statistics;

namespace Iom.Selection.Tests.Evaluation;

/// <summary>Survival and competing risks against what R's packages survival 3.5-3 and cmprsk 2.2-11 print, to the digits printed.</summary>
public class SurvivalReferenceTests
{
    private const double Level = 0.95;

    [TheoryWithReference("rossi.csv")]
    [InlineData(SurvivalInterval.Plain, new[] { 0.993153485663, 0.948013988442, 0.880073891410, 0.828499701908, 0.765752360951, 0.704288827169, 0.694549874940 }, new[] { 1.0, 0.982541567113, 0.934740923405, 0.893722520314, 0.840729120530, 0.786451913572, 0.777672347282 })]
    [InlineData(SurvivalInterval.Log, new[] { 0.993163762073, 0.948167451808, 0.880481467703, 0.829109498204, 0.766613726430, 0.705400428690, 0.695701386766 }, new[] { 1.0, 0.982696871206, 0.935156767314, 0.894347908552, 0.841617708295, 0.787605119631, 0.778868029026 })]
    [InlineData(SurvivalInterval.LogLog, new[] { 0.983682504575, 0.943064597960, 0.875922143434, 0.824786540370, 0.762528331317, 0.701526276759, 0.691859715796 }, new[] { 0.999673602537, 0.978920997067, 0.931216884088, 0.890407816067, 0.837725090329, 0.783786714447, 0.775063183375 })]
    internal void Kaplan_Meier_of_432_released_men_in_three_kinds_of_interval(SurvivalInterval kind, double[] lower, double[] upper)
    {
        var curve = Rossi();
        double[] times = [1, 10, 20, 30, 40, 50, 52];
        int[] atRisk = [432, 418, 397, 374, 351, 325, 322];
        double[] survival = [0.997685185185, 0.965277777778, 0.907407407407, 0.861111111111, 0.803240740741, 0.745370370370, 0.736111111111];
        double[] errors = [0.00231213407875, 0.00880821763644, 0.01394592768696, 0.01663877982473, 0.01912707584686, 0.02096035617278, 0.02120510198096];
        for (var i = 0; i < times.Length; i++)
        {
            var point = curve.At(times[i]);
            Assert.Equal(atRisk[i], point.AtRisk);
            Assert.Equal(survival[i], point.Survival, 12);
            Assert.Equal(errors[i], point.StandardError, 12);
            Assert.Equal(lower[i], point.IntervalAt(kind, Level)!.Value.Low, 12);
            Assert.Equal(upper[i], point.IntervalAt(kind, Level)!.Value.High, 12);
        }
    }

    [FactWithReference("rossi_km.csv")]
    public void Kaplan_Meier_at_every_event_time()
    {
        var rows = ReferenceData.Read("rossi_km.csv");
        SurvivalPoint[] events = [.. Rossi().Points.Where(point => point.Events > 0)];
        Assert.Equal(rows.Numbers("time"), events.Select(point => point.Time));
        Assert.Equal(rows.Numbers("n"), events.Select(point => (double)point.AtRisk));
        Assert.Equal(rows.Numbers("d"), events.Select(point => (double)point.Events));
        foreach (var (expected, point) in rows.Numbers("s").Zip(events)) Assert.Equal(expected, point.Survival, 12);
    }

    [FactWithReference("rossi.csv")]
    public void Kaplan_Meier_by_financial_aid_and_the_log_rank_tests()
    {
        var rows = ReferenceData.Read("rossi.csv");
        foreach (var (aid, expected) in new[]
        {
            (0.0, new[] { (10, 208, 0.95833333, 0.013596458, 0.92145629, 0.97810006), (26, 187, 0.85185185, 0.024171482, 0.79706360, 0.89283958), (39, 171, 0.78703704, 0.027856256, 0.72619068, 0.83589445), (52, 154, 0.69444444, 0.031342741, 0.62828831, 0.75119093) }),
            (1.0, [(10, 210, 0.97222222, 0.011181618, 0.93921898, 0.98742401), (26, 194, 0.89814815, 0.020579346, 0.84944362, 0.93172579), (39, 182, 0.83796296, 0.025072214, 0.78167046, 0.88084539), (52, 168, 0.77777778, 0.028287504, 0.71624378, 0.82758045)]),
        })
        {
            var own = rows.Where(row => row["fin"] == (aid == 0 ? "0" : "1")).ToArray();
            var curve = KaplanMeier.Estimate(own.Numbers("week"), [.. own.Numbers("arrest").Select(arrest => arrest > 0)]);
            foreach (var (time, atRisk, survival, error, low, high) in expected)
            {
                var point = curve.At(time);
                Assert.Equal(atRisk, point.AtRisk);
                Assert.Equal(survival, point.Survival, 8);
                Assert.Equal(error, point.StandardError, 9);
                Assert.Equal(low, point.IntervalAt(SurvivalInterval.LogLog, Level)!.Value.Low, 8);
                Assert.Equal(high, point.IntervalAt(SurvivalInterval.LogLog, Level)!.Value.High, 8);
            }
            foreach (var (limit, mean, meanError) in aid == 0
                ? new[] { (26, 24.4953703704, 0.320014097902), (52, 44.8333333333, 0.917671540499) }
                : [(26, 24.8842592593, 0.254676194458), (52, 46.8750000000, 0.793324895886)])
            {
                Assert.Equal(mean, curve.RestrictedMean(limit).Mean, 10);
                Assert.Equal(meanError, curve.RestrictedMean(limit).StandardError, 12);
            }
            Assert.Null(curve.Median(SurvivalInterval.Log, Level).Median);
        }
        var (weeks, arrests, groups) = (rows.Numbers("week"), rows.Numbers("arrest").Select(arrest => arrest > 0).ToArray(), rows.Numbers("fin").Select(fin => (int)fin).ToArray());
        var test = LogRank.Test(weeks, arrests, groups);
        Assert.Equal(3.8375695765491, test.ChiSquared, 12);
        Assert.Equal(0.050116117409, test.P, 12);
        Assert.Equal([66, 48], test.Observed);
        Assert.Equal(55.574443, test.Expected[0], 6);
        Assert.Equal(58.425557, test.Expected[1], 6);
        Assert.Equal(1.9557955, Math.Pow(66 - test.Expected[0], 2) / test.Expected[0], 7);
        Assert.Equal(1.8603544, Math.Pow(48 - test.Expected[1], 2) / test.Expected[1], 7);
        Assert.Equal(3.7494996822155, LogRank.Test(weeks, arrests, groups, rho: 1).ChiSquared, 12);

        // R takes a higher number for a longer time, the other way round.
        int[] priors = [.. rows.Numbers("prio").Select(prior => 100 - (int)prior)];
        var concordance = Concordance.Count([.. priors.Select(prior => 100 - prior)], [.. weeks.Select(week => (int)week)], arrests);
        Assert.Equal((14586, 22075, 5921, 93, 18), (concordance.Concordant, concordance.Discordant, concordance.TiedOrder, concordance.TiedTime, concordance.TiedBoth));
        Assert.Equal(0.412063783, concordance.Value!.Value, 9);
        Assert.Equal(0.0275954938, concordance.StandardError, 10);
    }

    [FactWithReference("lung.csv")]
    public void Lung_medians_curve_and_log_rank_test()
    {
        var rows = ReferenceData.Read("lung.csv");
        var (times, died) = (rows.Numbers("time"), rows.Numbers("status").Select(status => status == 2).ToArray());
        var curve = KaplanMeier.Estimate(times, died);
        Assert.Equal((310, 284, 361), curve.Median(SurvivalInterval.LogLog, Level));
        foreach (var (time, atRisk, survival, error, low, high) in new[]
        {
            (100, 196, 0.86396897, 0.022710230, 0.812222320, 0.90231018), (180, 160, 0.72167065, 0.029812419, 0.658304528, 0.77531469),
            (365, 65, 0.40924162, 0.035823638, 0.338714269, 0.47838077), (730, 13, 0.11569310, 0.028298197, 0.067632151, 0.17782520),
        })
        {
            var point = curve.At(time);
            Assert.Equal(atRisk, point.AtRisk);
            Assert.Equal(survival, point.Survival, 8);
            Assert.Equal(error, point.StandardError, 9);
            Assert.Equal(low, point.IntervalAt(SurvivalInterval.LogLog, Level)!.Value.Low, 8);
            Assert.Equal(high, point.IntervalAt(SurvivalInterval.LogLog, Level)!.Value.High, 8);
        }
        foreach (var (sex, expected) in new (string, (double?, double?, double?))[] { ("1", (270, 212, 310)), ("2", (426, 348, 550)) })
        {
            var own = rows.Where(row => row["sex"] == sex).ToArray();
            Assert.Equal(expected, KaplanMeier.Estimate(own.Numbers("time"), [.. own.Numbers("status").Select(status => status == 2)]).Median(SurvivalInterval.Log, Level));
        }
        Assert.Equal(10.326741954886, LogRank.Test(times, died, [.. rows.Numbers("sex").Select(sex => (int)sex - 1)]).ChiSquared, 11);
    }

    [FactWithReference("ovarian.csv")]
    public void Ovarian_curve_and_log_rank_tests_of_it_and_of_veterans()
    {
        var rows = ReferenceData.Read("ovarian.csv");
        var (times, died) = (rows.Numbers("futime"), rows.Numbers("fustat").Select(status => status > 0).ToArray());
        SurvivalPoint[] events = [.. KaplanMeier.Estimate(times, died).Points.Where(point => point.Events > 0)];
        (int Time, int AtRisk, double Survival, double Error, double Low, double High)[] expected =
        [
            (59, 26, 0.96153846, 0.037714641, 0.75694429, 0.99449116), (115, 25, 0.92307692, 0.052258940, 0.72602977, 0.98018781), (156, 24, 0.88461538, 0.062656268, 0.68358344, 0.96125664),
            (268, 23, 0.84615385, 0.070758939, 0.64043481, 0.93929381), (329, 22, 0.80769231, 0.077292015, 0.59811377, 0.91507667), (353, 21, 0.76923077, 0.082628639, 0.55691979, 0.88905202),
            (365, 20, 0.73076923, 0.086989292, 0.51688574, 0.86150256), (431, 17, 0.68778281, 0.091881479, 0.47077220, 0.83031956), (464, 15, 0.64193062, 0.096521299, 0.42240249, 0.79612136),
            (475, 14, 0.59607843, 0.099926147, 0.37667695, 0.76020707), (563, 12, 0.54640523, 0.103209394, 0.32785902, 0.72067553), (638, 11, 0.49673203, 0.105102661, 0.28205466, 0.67921008),
        ];
        Assert.Equal(expected.Length, events.Length);
        foreach (var (row, point) in expected.Zip(events))
        {
            Assert.Equal((row.Time, row.AtRisk, 1), ((int)point.Time, point.AtRisk, point.Events));
            Assert.Equal(row.Survival, point.Survival, 8);
            Assert.Equal(row.Error, point.StandardError, 9);
            Assert.Equal(row.Low, point.IntervalAt(SurvivalInterval.LogLog, Level)!.Value.Low, 8);
            Assert.Equal(row.High, point.IntervalAt(SurvivalInterval.LogLog, Level)!.Value.High, 8);
        }
        Assert.Equal(1.0627398612914, LogRank.Test(times, died, [.. rows.Numbers("rx").Select(rx => (int)rx - 1)]).ChiSquared, 11);
        var veterans = ReferenceData.Read("veteran.csv");
        Assert.Equal(0.0082273432023508, LogRank.Test(veterans.Numbers("time"), [.. veterans.Numbers("status").Select(status => status > 0)], [.. veterans.Numbers("trt").Select(trt => (int)trt - 1)]).ChiSquared, 12);
    }

    [FactWithReference("mgus2_competing.csv")]
    public void Competing_risks_by_sex_with_their_variances_and_mean_times()
    {
        var rows = ReferenceData.Read("mgus2_competing.csv");
        (string Sex, double[][] States, double[][] Variances, double[] Means)[] expected =
        [
            ("F",
                [[0.6962452330, 0.03978962150, 0.2639651455], [0.4456242898, 0.07388566438, 0.4804900458], [0.2703985647, 0.09535197826, 0.6342494570], [0.1997515228, 0.10494067419, 0.6953078030]],
                [[6.091510738e-05, 1.162397817e-04, 0.0001611587480, 0.0002049839324], [3.095938537e-04, 4.338570048e-04, 0.0004793637528, 0.0005645337248]],
                [139.0124692686, 42.7707804721, 242.2167502594]),
            ("M",
                [[0.6030267299, 0.02934628446, 0.3676269856], [0.3695112705, 0.05531024065, 0.5751784889], [0.2269789023, 0.08009438618, 0.6929267115], [0.1562213557, 0.09565075503, 0.7481278893]],
                [[3.806070663e-05, 7.487352964e-05, 0.0001213467640, 0.0001853717047], [3.104941945e-04, 3.594516428e-04, 0.0003631811644, 0.0004327006349]],
                [122.9769310605, 31.8296242760, 269.1934446635]),
        ];
        foreach (var (sex, states, variances, means) in expected)
        {
            var own = rows.Where(row => row["sex"] == sex).ToArray();
            var curve = CumulativeIncidence.Estimate(own.Numbers("etime"), [.. own.Numbers("ev").Select(end => (int)end)], 2);
            for (var i = 0; i < 4; i++)
            {
                double time = (i + 1) * 60;
                Assert.Equal(states[i][0], 1 - curve.At(1, time).Value - curve.At(2, time).Value, 9);
                for (var end = 1; end <= 2; end++)
                {
                    Assert.Equal(states[i][end], curve.At(end, time).Value, 10);
                    Assert.Equal(1, curve.At(end, time).Variance / variances[end - 1][i], 8);
                    Assert.True(curve.IntervalAt(end, time, Level)!.Value.Contains(states[i][end]));
                }
            }
            foreach (var (mean, found) in means.Zip(curve.MeanTimes(424))) Assert.InRange(found, mean - 1e-9, mean + 1e-9);
        }
    }

    [SeededProperty(MaxTest = 200)]
    public void Without_censoring_Kaplan_Meier_is_one_less_the_empirical_distribution(byte[] times)
    {
        if (times.Length == 0) return;
        double[] days = [.. times.Select(time => (double)(time % 20))];
        var curve = KaplanMeier.Estimate(days, [.. days.Select(_ => true)]);
        for (var day = -1; day <= 20; day++) Assert.Equal(days.Count(time => time > day) / (double)days.Length, curve.At(day).Survival, 12);
        // With one kind of end, the other way round.
        var incidence = CumulativeIncidence.Estimate(days, [.. days.Select(_ => 1)], 1);
        for (var day = -1; day <= 20; day++) Assert.Equal(1 - curve.At(day).Survival, incidence.At(1, day).Value, 12);
    }

    private static KaplanMeier Rossi()
    {
        var rows = ReferenceData.Read("rossi.csv");
        return KaplanMeier.Estimate(rows.Numbers("week"), [.. rows.Numbers("arrest").Select(arrest => arrest > 0)]);
    }
}
