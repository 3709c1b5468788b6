using Iom.Selection.Errors;

namespace Iom.Selection.Decisions;

/// <summary>A log of decisions is not what was once written: something was changed, lost, put elsewhere or added.</summary>
/// <remarks>The message is one line, with the line of the file and without anything that stands there.</remarks>
public sealed class DecisionLogException : SelectionException
{
    /// <summary>Makes the exception.</summary>
    /// <param name="line">The line of the file, from 1; 0 for the whole of it.</param>
    /// <param name="problem">What is wrong with it.</param>
    public DecisionLogException(int line, string problem)
        : base(line == 0 ? problem : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"line {line}: {problem}")) => Line = line;

    /// <summary>The line of the file, from 1; 0 for the whole of it.</summary>
    public int Line { get; }
}
