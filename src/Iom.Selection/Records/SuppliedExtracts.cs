namespace Iom.Selection.Records;

/// <summary>Which of the optional extracts that a measure reads were supplied. A file that is there and empty was supplied.</summary>
[Flags]
public enum SuppliedExtracts
{
    /// <summary>Neither: drug tests are not known, and every day counts as at liberty.</summary>
    None = 0,

    /// <summary><c>drug_tests.csv</c>: a person without a test has none, instead of not being known.</summary>
    DrugTests = 1,

    /// <summary><c>custody.csv</c>: a person without a spell was at liberty.</summary>
    Custody = 2,

    /// <summary>Both.</summary>
    All = DrugTests | Custody,
}
