using Iom.Selection.Cli.Shared;
using Iom.Selection.Extracts.Account;
using Iom.Selection.Learning.Matrices;
using Iom.Selection.Learning.Problem;
using Iom.Selection.Runs.Audits;
using Iom.Selection.Runs.Learned;

namespace Iom.Selection.Cli.Commands.Learn;

/// <summary>Does what <c>iom learn</c> is for: extracts and a policy in, the matrix that the records would choose out.</summary>
internal static class LearnRunner
{
    public static int Run(LearnRequest request, WritingRequest writing, CancellationToken cancellationToken)
    {
        LearningFiles.Check(writing.Out, writing.Overwrite);
        var log = RunLog.Open(writing.Log);
        var inputs = LearningInputs.Load(request, cancellationToken);
        var (plan, policy, learn, choose, test) = (inputs.Plan, inputs.Plan.Policy, inputs.Learn, inputs.Choose, inputs.Test);
        if (request.MaxSteps < plan.Measures.Sum(measure => measure.Steps.Count(step => step.Lowest > 0)))
            throw new InputException("The factors that stay as they are have more numbers than --max-steps allows: allow more.");
        var options = new SearchOptions
        {
            MaxSteps = request.MaxSteps,
            MaxStepsPerMeasure = request.MaxStepsPerFactor ?? int.MaxValue,
            MaxMeasures = request.MaxFactors ?? int.MaxValue,
            MaxTotal = request.MaxTotal ?? int.MaxValue,
            RunEach = (count, work) => Parallel.For(0, count, new ParallelOptions { MaxDegreeOfParallelism = request.Threads, CancellationToken = cancellationToken }, work),
        };
        MatrixLearning learning;
        try
        {
            learning = MatrixLearner.Learn(new MatrixLearningRequest { Measures = plan.Measures, OwnPoints = plan.OwnPoints, Learn = learn, Choose = choose, Test = test, Options = options });
        }
        catch (ArgumentException e)
        {
            throw new InputException(e.Message, e);
        }
        var report = new LearningReport
        {
            ToolVersion = ToolVersion.Text,
            Plan = plan,
            PolicyFile = new HashedFile(Path.GetFileName(request.Policy), policy.Sha256),
            CatalogueFile = inputs.CatalogueFile,
            Account = inputs.Account,
            HorizonMonths = request.HorizonMonths,
            HarmAbove = request.HarmAbove,
            LearnDates = inputs.LearnDates,
            ChooseDates = inputs.ChooseDates,
            TestDates = inputs.TestDates,
            Learn = learn,
            Choose = choose,
            Test = test,
            Options = options,
            Learning = learning,
        };
        // Nothing is opened about groups before all is learned.
        if (request.Characteristics is { } path)
        {
            var characteristics = Characteristics.Read(path, policy.Fairness);
            report = report with { CharacteristicsFile = characteristics.File, Differences = PoolAudit.Compare(report, characteristics, inputs.IdOf) };
        }
        var written = LearningFiles.Write(
            report, writing.Out, writing.Overwrite, manifest => log.Append("learn", report.ToolVersion, request.TestAt[^1], policy, inputs.CatalogueFile, manifest, cancellationToken), cancellationToken);
        if (!request.Quiet) LearnSummary.Print(report, writing.Out, log.NotesOf(written));
        return writing.End(report.Account, "Run iom check to see them.");
    }
}
