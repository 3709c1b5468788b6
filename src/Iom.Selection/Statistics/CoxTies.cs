namespace Iom.Selection.Statistics;

/// <summary>How events of one time are taken together in a Cox model.</summary>
internal enum CoxTies
{
    /// <summary>Each out of what is on average left: Efron (1977), J. Am. Stat. Assoc. 72, 557-565.</summary>
    Efron,

    /// <summary>Each out of all: Breslow (1974), Biometrics 30, 89-99.</summary>
    Breslow,

    /// <summary>As one choice of so many: Cox (1972), as in conditional logistic regression.</summary>
    Exact,
}
