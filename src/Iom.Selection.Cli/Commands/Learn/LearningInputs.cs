using System.Globalization;
using Iom.Selection.Batch;
using Iom.Selection.Cli.Shared;
using Iom.Selection.Evaluation;
using Iom.Selection.Extracts.Account;
using Iom.Selection.Foundation;
using Iom.Selection.Learning.Matrices;
using Iom.Selection.Policies;
using Iom.Selection.Runs.Learned;

namespace Iom.Selection.Cli.Commands.Learn;

/// <summary>The rows that learning and training are from, at all their dates, by one reading of the extracts.</summary>
internal sealed record LearningInputs(LearningBasis Basis, RankedRows.PersonId IdOf)
{
    /// <summary>Loads what the request names.</summary>
    /// <exception cref="InputException">Dates, options or rows do not allow it.</exception>
    public static LearningInputs Load(LearningSource request, CancellationToken cancellationToken)
    {
        CheckDates(request);
        var bytes = Inputs.PolicyBytes(request.Policy);
        var policy = Inputs.MatrixOf(request.Policy);
        var plan = CreatePlan(request, bytes, policy);
        var catalogue = Inputs.Catalogue(request.Catalogue);
        var folder = RankedExtracts.LoadFolder(request.Extracts, catalogue.Catalogue, request.Map, policy.Panel, request.Threads, request.Quiet, cancellationToken);
        RankedExtracts.RequireRows(folder, policy);
        var histories = folder.Histories(detectedBy: request.DetectedBy);
        foreach (var date in request.LearnAt.Concat(request.ChooseAt).Concat(request.TestAt))
        {
            if (Months.After(date, request.HorizonMonths) > histories.KnownUpTo)
                throw new InputException($"The horizon of {IsoDate.Text(date)} ends on {IsoDate.Text(Months.After(date, request.HorizonMonths))}, after the extract ends on {IsoDate.Text(histories.KnownUpTo)}: choose an earlier date or a shorter horizon.");
        }
        var own = PolicyVariant.Create(policy.LotSource is null ? policy : policy.WithLotValue("learning"));
        BacktestInput? last = null;
        var (learnDates, chooseDates, testDates) = (At(request.LearnAt), At(request.ChooseAt), At(request.TestAt));
        var (learn, test) = (plan.Rows(learnDates, IsOutcome), plan.Rows(testDates, IsOutcome));
        var choose = chooseDates.Count == 0 ? null : plan.Rows(chooseDates, IsOutcome);
        CheckRows(plan, learn, choose, test);
        var basis = new LearningBasis
        {
            ToolVersion = ToolVersion.Text,
            Plan = plan,
            PolicyFile = new HashedFile(Path.GetFileName(request.Policy), policy.Sha256),
            CatalogueFile = catalogue.File,
            Account = histories.Account,
            HorizonMonths = request.HorizonMonths,
            HarmAbove = request.HarmAbove,
            LearnDates = learnDates,
            ChooseDates = chooseDates,
            TestDates = testDates,
            Learn = learn,
            Choose = choose,
            Test = test,
        };
        return new LearningInputs(basis, last!.IdOf);

        List<TrainingRows> At(IReadOnlyList<DateOnly> dates)
        {
            var rows = new List<TrainingRows>();
            foreach (var date in dates)
            {
                last = histories.At(date, request.HorizonMonths, [own, plan.Numbered]);
                rows.Add(TrainingRows.From(last));
            }
            return rows;
        }

        bool IsOutcome(TrainingRows date, int row) => request.HarmAbove is { } harm ? date.Severities[row] > harm : date.Offended[row];
    }

    private static void CheckDates(LearningSource request)
    {
        var learnt = Months.After(request.LearnAt[^1], request.HorizonMonths);
        if (request.ChooseAt.Count > 0 && request.ChooseAt[0] < learnt)
            throw new InputException($"What is learned from ends on {IsoDate.Text(learnt)}: --choose-at may not be before, and {IsoDate.Text(request.ChooseAt[0])} is.");
        var chosen = request.ChooseAt.Count > 0 ? Months.After(request.ChooseAt[^1], request.HorizonMonths) : learnt;
        if (request.TestAt[0] < chosen)
            throw new InputException($"What is learned from and chosen by ends on {IsoDate.Text(chosen)}: --test-at may not be before, and {IsoDate.Text(request.TestAt[0])} is.");
    }

    private static LearningPlan CreatePlan(LearningSource request, byte[] bytes, Policy policy)
    {
        var ids = policy.Factors.Select(factor => factor.Id).ToHashSet(StringComparer.Ordinal);
        if (request.Fixed.Concat(request.Forbidden).Concat(request.AtMost.Keys).FirstOrDefault(id => !ids.Contains(id)) is not null)
            throw new InputException($"The policy has no such factor: --fix, --forbid and --at-most take {string.Join(", ", policy.Factors.Select(factor => factor.Id))}.");
        if (request.Fixed.Intersect(request.Forbidden.Concat(request.AtMost.Keys), StringComparer.Ordinal).FirstOrDefault() is { } both)
            throw new InputException($"{both} can't stay as it is and be bounded too: choose one.");
        try
        {
            return new LearningPlan(
                bytes, policy, request.FinerBands,
                id => new FactorBounds(request.Fixed.Contains(id), request.Forbidden.Contains(id) ? 0 : request.AtMost.GetValueOrDefault(id, request.MaxPoints)), request.DetectedBy);
        }
        catch (PolicyException e)
        {
            throw new InputException($"The policy can't be learned from with these options: {e.Message}", e);
        }
        catch (ArgumentException e)
        {
            throw new InputException(e.Message.Split(" (Parameter")[0], e);
        }
    }

    private static void CheckRows(LearningPlan plan, MatrixRows learn, MatrixRows? choose, MatrixRows test)
    {
        var (with, without, needed) = (learn.OutcomeCount, learn.Count - learn.OutcomeCount, plan.NeededOutcomes);
        if (with == 0) throw new InputException("Nobody has the outcome at the learn dates, so there is nothing to learn: choose other dates, a longer horizon or another outcome.");
        if (without == 0) throw new InputException("Everybody has the outcome at the learn dates, so there is nothing to learn: choose other dates, a shorter horizon or another outcome.");
        if (Math.Min(with, without) < needed)
        {
            throw new InputException(string.Create(CultureInfo.InvariantCulture,
                $"At the learn dates {with} rows have the outcome and {without} have not: {needed} of each would do ({LearningPlan.OutcomesPerFactor} for each factor, {LearningPlan.MinOutcomes} at least). Add dates, or use a longer horizon, or forbid factors."));
        }
        foreach (var (rows, name) in new[] { (choose, "choose"), (test, "test") })
        {
            if (rows is not null && (rows.OutcomeCount == 0 || rows.OutcomeCount == rows.Count))
                throw new InputException($"At the {name} dates {(rows.OutcomeCount == 0 ? "nobody" : "everybody")} has the outcome, so nothing can be said of the matrix: choose other dates or another horizon.");
        }
        if (choose is null && learn.Folds.Distinct().Any(fold => learn.Where(row => learn.Folds[row] != fold) is var seen && (seen.OutcomeCount == 0 || seen.OutcomeCount == seen.Count)))
            throw new InputException("The learn dates have too few people to choose the number of steps by folds: use --choose-at.");
        if (plan.Bounds.All(bounds => !bounds.IsFixed && bounds.MaxPoints == 0)) throw new InputException("Every factor is forbidden, so there is nothing to learn.");
    }
}
