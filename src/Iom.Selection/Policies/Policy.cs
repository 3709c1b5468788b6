using System.Collections.Immutable;
using Iom.Selection.Policies.Parsing;
using Iom.Selection.Records;

namespace Iom.Selection.Policies;

/// <summary>What a partnership wrote and signed: the matrix, who is eligible, the cohorts, and the lines.</summary>
/// <remarks>
/// Read from a file by <see cref="PolicyFile.Parse"/>; never changes, and may be shared between threads.
/// Everything that moves a score stands in it or in the catalogue.
/// </remarks>
public sealed class Policy
{
    /// <summary>How long a value for the draw may be, in characters.</summary>
    public const int MaxLotValueLength = 200;

    private ImmutableArray<Factor> _factors;
    private NamedModel? _model;

    internal Policy()
    {
    }

    /// <summary>Its id.</summary>
    public required string Id { get; init; }

    /// <summary>Its version.</summary>
    public required string Version { get; init; }

    /// <summary>What it is called.</summary>
    public required string Title { get; init; }

    /// <summary>The day by which the partnership means to look at it again.</summary>
    public DateOnly? ReviewBy { get; init; }

    /// <summary>The matrix, in the order of the file.</summary>
    public required ImmutableArray<Factor> Factors { get => _factors; init => _factors = value; }

    /// <summary>The eligibility rules, in the order of the file, flags included.</summary>
    public required ImmutableArray<EligibilityRule> Eligibility { get; init; }

    /// <summary>The cohorts, in the order of the file.</summary>
    public required ImmutableArray<CohortRule> Cohorts { get; init; }

    /// <summary>The total from which someone may come in, in points.</summary>
    public required int EntryFrom { get; init; }

    /// <summary>The total below which leaving is looked at, in points; at most <see cref="EntryFrom"/>.</summary>
    public required int ExitBelow { get; init; }

    /// <summary>What people are ranked by first.</summary>
    public required RankingOrder Order { get; init; }

    /// <summary>The indexes in <see cref="Factors"/> whose points break ties, in turn.</summary>
    public required ImmutableArray<int> TieBreak { get; init; }

    /// <summary>How many people to hold in reserve, besides one for each member below the exit line.</summary>
    public required int Reserve { get; init; }

    /// <summary>Where the value comes from that joins the seed of the draw: a public one that nobody knows when the list is frozen. Null where the policy names none.</summary>
    public string? LotSource { get; init; }

    /// <summary>That value, once it is known; null before. It stands in no file: see <see cref="WithLotValue"/>.</summary>
    public string? LotValue { get; private set; }

    /// <summary>The model learned from outcomes that the policy names, and what it may do; null where it names none, and then nothing learned has a say.</summary>
    public NamedModel? Model { get => _model; init => _model = value; }

    /// <summary>That model, once its file was given; null before. See <see cref="WithModel"/>.</summary>
    public StepModel? LoadedModel { get; private set; }

    /// <summary>The model whose points come before the lot; null where none does.</summary>
    internal StepModel? TieBreakModel => Model?.Role == ModelRole.TieBreak ? LoadedModel : null;

    /// <summary>The grounds for leaving, the reasons to wait, and when another approach is recommended.</summary>
    public required DeselectionRules Deselection { get; init; }

    /// <summary>How often members are reviewed; null if the policy does not say.</summary>
    public required ReviewRules? Review { get; init; }

    /// <summary>The panel; null if the policy does not say.</summary>
    public required PanelRules? Panel { get; init; }

    /// <summary>How long what names people is kept; null if the policy does not say.</summary>
    public required RetentionRules? Retention { get; init; }

    /// <summary>The kinds of extract that must hold a row, so that nobody is ranked by an export that failed: <c>offences</c>.</summary>
    public ImmutableArray<string> MustHaveRows { get; init; } = [];

    /// <summary>The ids of the panel's agencies; empty if the policy names none.</summary>
    public ImmutableArray<string> Agencies => Panel is null ? [] : [.. Panel.Agencies.Select(agency => agency.Id)];

    /// <summary>What the audit goes by.</summary>
    public FairnessRules Fairness { get; init; } = FairnessRules.Standard;

    /// <summary>SHA-256 of the file's bytes, 64 lower-case hexadecimal digits, as <c>sha256sum</c> prints it.</summary>
    public required string Sha256 { get; init; }

    /// <summary>Finds a factor.</summary>
    /// <param name="id">Its id.</param>
    /// <returns>Its place in <see cref="Factors"/>, from 0.</returns>
    /// <exception cref="ArgumentException">The policy has no such factor.</exception>
    public int IndexOf(string id)
    {
        for (var i = 0; i < Factors.Length; i++)
        {
            if (string.Equals(Factors[i].Id, id, StringComparison.Ordinal)) return i;
        }
        throw new ArgumentException($"The policy has no factor {id}.", nameof(id));
    }

    /// <summary>The same policy, with the value that its draw waits for.</summary>
    /// <param name="value">What the source gave: 1 to <see cref="MaxLotValueLength"/> characters, white space at its ends taken off.</param>
    /// <returns>The policy, by which people can be ranked.</returns>
    /// <exception cref="InvalidOperationException">The policy names no source.</exception>
    /// <exception cref="ArgumentException">The value is empty or too long.</exception>
    public Policy WithLotValue(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        if (LotSource is null) throw new InvalidOperationException("The policy names no source of a value for the draw (ranking.lot).");
        var trimmed = value.Trim();
        if (trimmed.Length is 0 or > MaxLotValueLength) throw new ArgumentException($"The value for the draw has 1 to {MaxLotValueLength} characters.", nameof(value));
        var copy = (Policy)MemberwiseClone();
        copy.LotValue = trimmed;
        return copy;
    }

    /// <summary>The same policy, with the model that it names.</summary>
    /// <param name="model">The model, of the very file that the policy names.</param>
    /// <param name="signatures">The signatures that lie beside the policy. A model that breaks ties needs that of every agency of the panel, under this very text.</param>
    /// <returns>The policy, by which people can be ranked.</returns>
    /// <exception cref="InvalidOperationException">The policy names no model, or another; the model reads something else than the policy measures; or it would order people, and the policy is not signed. The message says what to do.</exception>
    public Policy WithModel(StepModel model, IReadOnlyList<PolicySignature> signatures)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(signatures);
        if (Model is null) throw new InvalidOperationException("The policy names no model (ranking.model).");
        if (model.Sha256 != Model.Sha256) throw new InvalidOperationException($"The policy names another model: its SHA-256 is {Model.Sha256}, and that of the one given {model.Sha256}.");
        model.RequireMeasuresOf(this, Model.Role);
        if (Model.Role == ModelRole.TieBreak)
        {
            if (Agencies.IsEmpty) throw new InvalidOperationException("The policy lets a model break ties, and lists no agencies of a panel who could sign it. List them under panel.agencies, or let the model advise.");
            if (Agencies.FirstOrDefault(agency => !PolicySignature.IsSigned(this, agency, signatures)) is { } absent)
                throw new InvalidOperationException($"The policy lets a model break ties, and {absent} has not signed it. Have every agency sign it with iom policy sign, or let the model advise.");
        }
        var copy = (Policy)MemberwiseClone();
        copy.LoadedModel = model;
        return copy;
    }

    /// <summary>The same policy without the model that it names: its matrix alone, as a look at past dates takes it. It keeps its hash.</summary>
    /// <returns>The policy; this one where it names none.</returns>
    public Policy WithoutModel()
    {
        if (Model is null) return this;
        var copy = (Policy)MemberwiseClone();
        (copy._model, copy.LoadedModel) = (null, null);
        return copy;
    }

    /// <summary>Sees that people can be ranked by the policy as of a date, as far as its model goes.</summary>
    /// <param name="asOf">The date.</param>
    /// <param name="supplied">Which optional extracts were supplied.</param>
    /// <exception cref="InvalidOperationException">The model was not given, says nothing of the date, or reads what was not supplied; the message says what to do.</exception>
    public void RequireModel(DateOnly asOf, SuppliedExtracts supplied = SuppliedExtracts.All)
    {
        if (Model is null) return;
        if (LoadedModel is null) throw new InvalidOperationException("The policy names a model (ranking.model): give it with Policy.WithModel.");
        LoadedModel.RequireDate(this, asOf);
        LoadedModel.RequireSupplied(this, supplied);
    }

    /// <summary>The same policy with another matrix: for trying out what it would do. It keeps its hash, so that ties are drawn alike; of other measures its model says nothing.</summary>
    internal Policy WithFactors(ImmutableArray<Factor> factors)
    {
        var copy = (Policy)MemberwiseClone();
        copy._factors = factors;
        if (_model is not null && !Measures(factors).SequenceEqual(Measures(_factors), StringComparer.Ordinal)) (copy._model, copy.LoadedModel) = (null, null);
        return copy;

        static IEnumerable<string> Measures(ImmutableArray<Factor> factors) => factors.Select(factor => ModelFactor.MeasureOf(factor.Measure));
    }
}
