using Iom.Selection.Cli.Shared;
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
        var source = request.Source;
        var inputs = LearningInputs.Load(source, cancellationToken);
        var basis = inputs.Basis;
        var plan = basis.Plan;
        if (request.MaxSteps < plan.Measures.Sum(measure => measure.Steps.Count(step => step.Lowest > 0)))
            throw new InputException("The factors that stay as they are have more numbers than --max-steps allows: allow more.");
        var options = new SearchOptions
        {
            MaxSteps = request.MaxSteps,
            MaxStepsPerMeasure = request.MaxStepsPerFactor ?? int.MaxValue,
            MaxMeasures = request.MaxFactors ?? int.MaxValue,
            MaxTotal = request.MaxTotal ?? int.MaxValue,
            RunEach = (count, work) => Parallel.For(0, count, new ParallelOptions { MaxDegreeOfParallelism = source.Threads, CancellationToken = cancellationToken }, work),
        };
        MatrixLearning learning;
        try
        {
            learning = MatrixLearner.Learn(new MatrixLearningRequest { Measures = plan.Measures, OwnPoints = plan.OwnPoints, Learn = basis.Learn, Choose = basis.Choose, Test = basis.Test, Options = options });
        }
        catch (ArgumentException e)
        {
            throw new InputException(e.Message, e);
        }
        var report = new LearningReport(basis, options, learning);
        // Nothing is opened about groups before all is learned.
        if (request.Characteristics is { } path)
        {
            var characteristics = Characteristics.Read(path, plan.Policy.Fairness);
            report = report with { CharacteristicsFile = characteristics.File, Differences = PoolAudit.Compare(report, characteristics, inputs.IdOf) };
        }
        var written = LearningFiles.Write(
            report, writing.Out, writing.Overwrite, manifest => log.Append("learn", report.ToolVersion, source.TestAt[^1], plan.Policy, basis.CatalogueFile, manifest, cancellationToken), cancellationToken);
        if (!source.Quiet) LearnSummary.Print(report, writing.Out, log.NotesOf(written));
        return writing.End(report.Account, "Run iom check to see them.");
    }
}
