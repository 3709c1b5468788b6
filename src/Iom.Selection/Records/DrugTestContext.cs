namespace Iom.Selection.Records;

/// <summary>Why a drug test was made.</summary>
public enum DrugTestContext
{
    /// <summary>After an arrest or charge.</summary>
    Arrest,

    /// <summary>As a condition of an order or licence.</summary>
    Supervision,

    /// <summary>Because the person is in a scheme. Never counted: being managed is not evidence.</summary>
    Scheme,
}
