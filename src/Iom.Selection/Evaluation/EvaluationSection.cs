namespace Iom.Selection.Evaluation;

/// <summary>The parts of an evaluation, in the order of how much they can show.</summary>
public enum EvaluationSection
{
    /// <summary>Those drawn in by lot beside those drawn out: chance chose.</summary>
    Lots,

    /// <summary>Those just above the line beside those just below it.</summary>
    Discontinuity,

    /// <summary>What those chosen did beside what was to be expected of them.</summary>
    EmpiricalBayes,

    /// <summary>Whether totals look pushed over the line.</summary>
    Bunching,

    /// <summary>How long it took to the first offence.</summary>
    TimeToOffence,

    /// <summary>The ministry's measure.</summary>
    ProvenReoffending,

    /// <summary>The table of the review, from records.</summary>
    ReviewTable,

    /// <summary>Offences per year at liberty before, during and after: they show no effect by themselves.</summary>
    BeforeAfter,
}
