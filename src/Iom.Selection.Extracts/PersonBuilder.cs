using System.Collections.Immutable;
using Iom.Selection.Extracts.Contract;
using Iom.Selection.Offenders;

namespace Iom.Selection.Extracts;

/// <summary>Gathers one person's rows.</summary>
internal sealed class PersonBuilder(OffenderId id)
{
    private static readonly (int Column, OffenderField Field)[] Fields =
    [
        .. Enum.GetValues<OffenderField>().Select(field => (ExtractContract.Offenders.IndexOf(Vocabulary.Word(field)), field)),
    ];

    private readonly string?[] _cells = new string?[ExtractContract.Offenders.Columns.Count];
    private readonly bool[] _conflicts = new bool[ExtractContract.Offenders.Columns.Count];

    public OffenderId Id => id;

    public List<Located<Membership>> Memberships { get; } = [];

    public List<Located<OffenceReport>> Offences { get; } = [];

    public List<Located<DrugTest>> DrugTests { get; } = [];

    public List<Located<RiskScore>> RiskScores { get; } = [];

    public List<Located<Nomination>> Nominations { get; } = [];

    public List<Located<CustodySpell>> Custody { get; } = [];

    public List<Located<SupervisionPeriod>> Supervisions { get; } = [];

    public List<Located<Contact>> Contacts { get; } = [];

    public List<Located<Support>> Support { get; } = [];

    public List<Located<PanelView>> PanelViews { get; } = [];

    public List<Located<ExternalIdentity>> Identities { get; } = [];

    /// <summary>Adds a row of <c>offenders.csv</c>: a filled cell stands over an empty one; different ones, or one that can't be read, are a conflict.</summary>
    public void AddRow(RowCells row, Func<string, bool> hasProblem)
    {
        foreach (var (column, _) in Fields)
        {
            var value = column == SchemesColumn ? Schemes(row[column]) : row[column];
            if (hasProblem(ExtractContract.Offenders.Columns[column].Name)) _conflicts[column] = true;
            else if (_cells[column] is null) _cells[column] = value;
            else if (value is not null && !string.Equals(value, _cells[column], StringComparison.Ordinal)) _conflicts[column] = true;
        }
    }

    /// <summary>The columns in conflict.</summary>
    public IEnumerable<string> ConflictingColumns =>
        Fields.Where(pair => _conflicts[pair.Column]).Select(pair => Vocabulary.Word(pair.Field));

    public Offender Offender()
    {
        var row = new RowCells([.. _cells.Select((cell, column) => _conflicts[column] ? null : cell)]);
        return new Offender(id)
        {
            Area = row[1],
            Supervision = row.OptionalWord<Supervision>(2),
            Location = row.OptionalWord<Location>(3),
            ExpectedRelease = row.OptionalDate(4),
            MappaCategory = row.OptionalWord<MappaCategory>(5),
            MappaLevel = row.OptionalWord<MappaLevel>(6),
            Youth = row.YesNo(7),
            Deceased = row.YesNo(8),
            Schemes = row[SchemesColumn] is { } schemes ? [.. schemes.Split(';')] : [],
            Conflicts = [.. Fields.Where(pair => _conflicts[pair.Column]).Select(pair => pair.Field)],
        };
    }

    private const int SchemesColumn = 9;

    // A set has no order and no repeats; one without a name in it is empty.
    public static string? Schemes(string? cell)
    {
        if (cell is null) return null;
        var schemes = cell.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Distinct(StringComparer.Ordinal).Order(Utf8Ordinal.Comparer).ToImmutableArray();
        return schemes.IsEmpty ? null : string.Join(';', schemes);
    }
}
