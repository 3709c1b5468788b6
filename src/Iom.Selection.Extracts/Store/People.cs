using System.Text;
using Iom.Selection.Extracts.Account;
using Iom.Selection.Extracts.Contract;
using Iom.Selection.Foundation;
using Iom.Selection.Records;

namespace Iom.Selection.Extracts.Store;

/// <summary>Everybody in <c>offenders.csv</c>, by number, in columns.</summary>
/// <remarks>The fields that rules and measures read differ little from person to person, so each combination is kept once.</remarks>
internal sealed class People
{
    /// <summary>The column of each field in the contract.</summary>
    public static readonly int[] Columns = [.. Enum.GetValues<OffenderField>().Select(field => ExtractContract.Offenders.IndexOf(Vocabulary.Word(field)))];

    private const int PeopleReadInAChunk = 1 << 12;

    private static readonly OffenderId Anybody = new("anybody");

    private readonly Lock _turn = new();
    private readonly IdIndex _index = new();
    private readonly Interner<string> _texts = new(StringComparer.Ordinal);
    private readonly List<Offender> _kinds = [];

    // While rows are read, some thousand people in each: what was read of them.
    private readonly List<Read[]> _read = [];
    private int _readCount;
    private int[] _kindOf = [];
    private int[] _areaOf = [];     // a number of a text and one; 0 = none, or in conflict
    private int[] _diedOn = [];     // a day number and one; 0 = none, or in conflict

    public int Count => _index.Ids.Count;

    public IdIndex Index => _index;

    public IdList Ids => _index.Ids;

    /// <summary>The number of a person; -1 for nobody's id. 16 bytes must be readable from its first on.</summary>
    public int Find(ref byte id, int length) => _index.Find(ref id, length);

    /// <summary>The number of a person; -1 for nobody's id.</summary>
    public int Find(string id) => _index.Find(id);

    public string IdOf(int person) => Encoding.UTF8.GetString(_index.Ids[person]);

    /// <summary>The number of a combination of fields.</summary>
    public int KindOf(int person) => _kindOf[person];

    /// <summary>A person's fields, under nobody's id and without the area, which no rule and no measure reads.</summary>
    public Offender FieldsOf(int person) => _kinds[_kindOf[person]];

    /// <summary>Of how many people each field is known that a rule or a measure may read.</summary>
    public IReadOnlyList<FilledField> CountFilled()
    {
        var people = new int[_kinds.Count];
        for (var person = 0; person < Count; person++) people[_kindOf[person]]++;
        return
        [
            .. Enum.GetValues<OffenderField>().Where(field => field is not (OffenderField.Area or OffenderField.DiedOn))
                .Select(field => new FilledField(field, people.Where((_, kind) => !_kinds[kind].IsUnknown(field)).Sum())),
        ];
    }

    /// <summary>A person.</summary>
    public Offender Offender(int person) => FieldsOf(person) with
    {
        Id = new OffenderId(IdOf(person)),
        Area = _areaOf[person] is > 0 and var area ? _texts[area - 1] : null,
        DiedOn = DiedOn(person),
    };

    /// <summary>The day on which a person died, if it is known.</summary>
    public DateOnly? DiedOn(int person) => _diedOn[person] is > 0 and var day ? DateOnly.FromDayNumber(day - 1) : null;

    /// <summary>Whether somebody's area has a name.</summary>
    public bool HasAnybodyIn(string area) => _areaOf.Distinct().Any(number => number > 0 && _texts[number - 1] == area);

    /// <summary>What a filled cell of a field is kept as; 0 for an empty one.</summary>
    public int NumberOf(OffenderField field, string? cell) => cell is null ? 0 : 1 + field switch
    {
        OffenderField.Supervision => Member<Supervision>(cell),
        OffenderField.Location => Member<Location>(cell),
        OffenderField.MappaCategory => Member<MappaCategory>(cell),
        OffenderField.MappaLevel => Member<MappaLevel>(cell),
        OffenderField.ExpectedRelease or OffenderField.DiedOn => FileDates.Day(cell),
        OffenderField.Youth or OffenderField.Deceased => cell.Equals("yes", StringComparison.OrdinalIgnoreCase) ? 1 : 0,
        OffenderField.Schemes => NamesOf(cell) is { } schemes ? _texts.NumberOf(schemes) : -1,
        _ => _texts.NumberOf(cell),
    };

    /// <summary>Takes a turn at adding rows, until it is given back.</summary>
    public Lock.Scope Turn() => _turn.EnterScope();

    /// <summary>Adds a row: a filled cell stands over an empty one; different ones, or one that can't be read, are a conflict. For whoever has the turn.</summary>
    /// <param name="id">The first byte of the id.</param>
    /// <param name="length">How many bytes it has.</param>
    /// <param name="cells">By field.</param>
    /// <param name="place">Where the row stands.</param>
    /// <param name="person">The person's number.</param>
    /// <returns>If there are now two rows of that person or more, the later of this one and the first.</returns>
    public (int File, int Line)? AddRow(ref byte id, int length, ReadOnlySpan<CellValue> cells, (int File, int Line) place, out int person)
    {
        person = _index.Add(ref id, length);
        var isRepeat = person < _readCount;
        if (!isRepeat)
        {
            if (_readCount == _read.Count * PeopleReadInAChunk) _read.Add(Cleared());
            _readCount++;
        }
        ref var read = ref _read[person / PeopleReadInAChunk][person % PeopleReadInAChunk];
        ref var fields = ref read.Fields;
        for (var i = 0; i < cells.Length; i++)
        {
            ref var field = ref fields.Values[i];
            if (cells[i].Problem is not null) fields.Conflicts |= 1 << i;
            else if (field == 0) field = cells[i].Number;
            else if (cells[i].Number != 0 && cells[i].Number != field) fields.Conflicts |= 1 << i;
        }
        if (!isRepeat)
        {
            read.First = place;
            return null;
        }
        if (place.CompareTo(read.First) > 0) return place;
        var later = read.First;
        read.First = place;
        return later;
    }

    // Memory that is new, and read before it is written to, the system gives twice, and stops the other threads for it.
    private static Read[] Cleared()
    {
        var chunk = GC.AllocateUninitializedArray<Read>(PeopleReadInAChunk);
        Array.Clear(chunk);
        return chunk;
    }

    /// <summary>Ends the reading of rows.</summary>
    public void Close()
    {
        var kinds = new Dictionary<Fields, int>();
        (_kindOf, _areaOf, _diedOn) = (new int[_readCount], new int[_readCount], new int[_readCount]);
        for (var person = 0; person < _kindOf.Length; person++)
        {
            var fields = _read[person / PeopleReadInAChunk][person % PeopleReadInAChunk].Fields;
            if ((fields.Conflicts & (1 << (int)OffenderField.Area)) == 0) _areaOf[person] = fields.Values[(int)OffenderField.Area];
            if ((fields.Conflicts & (1 << (int)OffenderField.DiedOn)) == 0) _diedOn[person] = fields.Values[(int)OffenderField.DiedOn];
            // They differ from person to person, and no rule reads them: a kind has none.
            (fields.Values[(int)OffenderField.Area], fields.Values[(int)OffenderField.DiedOn]) = (0, 0);
            if (!kinds.TryGetValue(fields, out var kind))
            {
                kinds.Add(fields, kind = _kinds.Count);
                _kinds.Add(Offender(fields));
            }
            _kindOf[person] = kind;
        }
        _read.Clear();
    }

    // A set has no order and no repeats; one without a name in it is empty.
    private static string? NamesOf(string cell)
    {
        string[] names = [.. cell.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal).Order(Utf8Ordinal.Comparer)!];
        return names.Length == 0 ? null : string.Join(';', names);
    }

    private static int Member<T>(string cell) where T : struct, Enum =>
        Vocabulary.TryParse<T>(cell, out var member) ? Convert.ToInt32(member, System.Globalization.CultureInfo.InvariantCulture) : throw new InvalidOperationException("The cell has not been found in order.");

    private Offender Offender(Fields fields)
    {
        return new Offender(Anybody)
        {
            Supervision = (Supervision?)Value(OffenderField.Supervision),
            Location = (Location?)Value(OffenderField.Location),
            ExpectedRelease = Value(OffenderField.ExpectedRelease) is { } release ? DateOnly.FromDayNumber(release) : null,
            MappaCategory = (MappaCategory?)Value(OffenderField.MappaCategory),
            MappaLevel = (MappaLevel?)Value(OffenderField.MappaLevel),
            Youth = Value(OffenderField.Youth) is { } youth ? youth == 1 : null,
            Deceased = Value(OffenderField.Deceased) is { } deceased ? deceased == 1 : null,
            Schemes = Value(OffenderField.Schemes) is { } schemes ? [.. _texts[schemes].Split(';')] : [],
            Conflicts = [.. Enum.GetValues<OffenderField>().Where(IsConflict)],
        };

        bool IsConflict(OffenderField field) => (fields.Conflicts & (1 << (int)field)) != 0;

        int? Value(OffenderField field) => IsConflict(field) || fields.Values[(int)field] == 0 ? null : fields.Values[(int)field] - 1;
    }

    /// <summary>The fields of a person: a number for each in the order of <see cref="OffenderField"/>, 0 = empty; and a bit for each in conflict.</summary>
    private record struct Fields
    {
        public FieldNumbers Values;
        public int Conflicts;
    }

    /// <summary>What was read of a person, and where the first row of them stands.</summary>
    private struct Read
    {
        public Fields Fields;
        public (int File, int Line) First;
    }
}
