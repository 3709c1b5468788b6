using Iom.Selection.Explanations;
using Iom.Selection.Extracts.Contract;
using Iom.Selection.Extracts.Csv;
using Iom.Selection.Extracts.Runs;
using Iom.Selection.Offenders;
using Iom.Selection.Ranking;
using Iom.Selection.Scoring;

namespace Iom.Selection.Extracts.Streaming;

/// <summary>Everybody in a folder of extracts ranked, without an object for each person or record: the way for a batch of any size.</summary>
/// <remarks>
/// It says of everybody what <see cref="ExtractFolder.Collate"/>, <see cref="Assessor"/> and <see cref="Proposal"/> say, to the byte of what is written.
/// See docs/performance.md for how it works.
/// </remarks>
public sealed class BatchRanking
{
    private readonly BatchRequest _request;
    private readonly FolderFiles _folder;
    private readonly People _people = new();
    private readonly SmallRecords _records = new();
    private readonly RunningAccount _running;
    private readonly Workers _workers;
    private readonly Assessor _assessor;
    private readonly OffenceStore _store;
    private readonly OffenceTables _tables;

    private BatchRanking(BatchRequest request, IProgress<ReadingProgress>? progress, CancellationToken cancellationToken)
    {
        _request = request;
        _workers = new Workers(request.Threads, cancellationToken);
        _folder = new FolderFiles(request.Folder, request.Catalogue, request.MapPath);
        _running = new RunningAccount(_folder, progress);

        var lookUps = new LookUps(_folder);
        ReadOffenders(lookUps);
        RowCounts offences;
        using (var reading = new OffenceReading(_folder, lookUps, _people, _running, request))
        {
            Read(reading, lookUps);
            offences = reading.Finish();
            (_store, _tables) = (reading.Store, reading.Tables);
        }
        _folder.CheckUnchanged();

        _assessor = new Assessor(new Scorer(request.Policy, request.Catalogue, request.AsOf, Supplied()));
        var (standings, findings) = Score();
        offences.Duplicate = findings.Sum(found => found.Duplicates.Count);
        _running.Report(ExtractContract.Offences, offences);
        StopIfAllIsLater();

        RecordName[] named = [.. findings.SelectMany(found => found.Duplicates.Concat(found.ContestedOffences).Concat(found.Alike.Select(row => row.Name)))];
        // Files are read again once at most: for the account and for the panel's list together.
        var isReadAgain = named.Any(name => name.IsHashed);
        RankedRows? rows = null;
        StreamedAccount? account = null;
        _workers.RunEach(2, (_, _) => i =>
        {
            if (i == 0) rows = Rank(standings);
            else if (!isReadAgain) account = AccountOf(findings, LongIds(named));
        });
        Rows = rows!;
        Summary = Rows.Summary(Proposal.SeedOf(request.Policy, request.AsOf), request.Capacity);
        Panel = Evidence(Rows.ForPanel().Where(row => row < Rows.RankedCount).Select(Rows.PersonOf));
        PanelIds = LongIds(isReadAgain ? named.Concat(Panel.Names) : Panel.Names);
        Account = account ?? AccountOf(findings, PanelIds);
    }

    /// <summary>By which policy, as of which date, and for how many places.</summary>
    public BatchRequest Request => _request;

    /// <summary>What became of every row.</summary>
    public ExtractAccount Account { get; }

    /// <summary>The proposal in figures.</summary>
    public ProposalSummary Summary { get; }

    internal RankedRows Rows { get; }

    private Evidence Panel { get; }

    private LongIds PanelIds { get; }

    /// <summary>Reads a folder and ranks everybody in it.</summary>
    /// <param name="request">What to rank, and how.</param>
    /// <param name="progress">Told how far reading has come, if given.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>The ranking; the same for any number of threads.</returns>
    /// <exception cref="ExtractException">A file or a header is missing, nobody is listed, every record is later than the date, or a file changed while it was read.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static BatchRanking Of(BatchRequest request, IProgress<ReadingProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return new BatchRanking(request, progress, cancellationToken);
    }

    /// <summary>Explains everybody on the panel's list.</summary>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>In the order of <c>cohort.csv</c>.</returns>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public IReadOnlyList<Explanation> ExplainPanel(CancellationToken cancellationToken = default) => ExplainPanel(int.MaxValue, cancellationToken);

    /// <summary>Explains the first of the panel's list.</summary>
    internal IReadOnlyList<Explanation> ExplainPanel(int most, CancellationToken cancellationToken)
    {
        int[] rows = [.. Rows.ForPanel().Take(most)];
        var explanations = new Explanation[rows.Length];
        var explainer = Explainer();
        new Workers(_request.Threads, cancellationToken).RunEach(rows.Length, (_, _) => i => explanations[i] = Explain(explainer, rows[i], Panel, PanelIds));
        return explanations;
    }

    /// <summary>Explains one person.</summary>
    /// <param name="id">Who.</param>
    /// <returns>The explanation; null for an id that nobody has.</returns>
    /// <exception cref="ExtractException">A file changed since it was read.</exception>
    public Explanation? Explain(OffenderId id)
    {
        ArgumentNullException.ThrowIfNull(id);
        var person = _people.Find(id.Value);
        if (person < 0) return null;
        var evidence = Evidence([person]);
        var ids = LongIds(evidence.Names);
        return Explain(Explainer(), Enumerable.Range(0, Rows.Count).First(row => Rows.PersonOf(row) == person), evidence, ids);
    }

    private void ReadOffenders(LookUps lookUps)
    {
        var counts = new RowCounts();
        foreach (var (source, file) in _folder.Of(ExtractContract.Offenders).Select((source, file) => (source, file)))
        {
            var checker = _folder.CheckerFor(source);
            using var blocks = FolderFiles.OpenBlocks(source, _running.OnRead(source), _request.BlockBytes);
            var shared = new SharedChecker(checker);
            _workers.Run((_, token) =>
            {
                var own = new RowCounts();
                var (block, rows) = (new Block(), new OffenderRows(source, file, blocks.Layout, shared, lookUps, _people, _running, own));
                try
                {
                    while (blocks.Next(block, rows)) token.ThrowIfCancellationRequested();
                }
                catch (IOException e)
                {
                    throw FolderFiles.CannotBeRead(source.Contract.FileName, e);
                }
                lock (counts) counts.Add(own);
            });
            _running.AddInput(source, blocks.Sha256, 0);
            counts.Finish(source, blocks.Layout, checker);
        }
        _running.Report(ExtractContract.Offenders, counts);
        if (counts.Read == 0) throw new ExtractException("offenders.csv lists nobody: it holds a header and no row.");
        if (_people.Count == 0) throw new ExtractException("offenders.csv lists nobody: not one of its rows can be used.");
    }

    private void CloseOffenders()
    {
        _people.Close();
        for (var person = 0; person < _people.Count; person++)
        {
            foreach (var field in _people.FieldsOf(person).Conflicts)
                _running.AddConflict(new Conflict(ExtractContract.Offenders.FileName, _people.IdOf(person), "", Vocabulary.Word(field)));
        }
    }

    // Whoever has no small file to read helps with the offences.
    private void Read(OffenceReading offences, LookUps lookUps)
    {
        var next = -1;
        _workers.Run((thread, token) =>
        {
            Action[] small = [.. _records.Readings(new RecordReader(_folder, lookUps, _people, _request.AsOf, _running, _request.BlockBytes, token)), CloseOffenders];
            for (int i; (i = Interlocked.Increment(ref next)) < small.Length;) small[i]();
            offences.Read(thread, token);
        });
    }

    private SuppliedExtracts Supplied() =>
        (_folder.Present.Contains(ExtractContract.DrugTests) ? SuppliedExtracts.DrugTests : 0)
        | (_folder.Present.Contains(ExtractContract.Custody) ? SuppliedExtracts.Custody : 0);

    private (Standings, OffenceFindings[]) Score()
    {
        var standings = new Standings(_people.Count, _request.Policy.Factors.Length);
        var classes = PartScorer.Classes(_tables, _assessor.Scorer);
        var scorers = new PartScorer[_workers.Count];
        _workers.RunEach(_store.PartCount, (thread, _) =>
        {
            scorers[thread] = new PartScorer(_assessor, _people, _records, _store, _tables, classes, standings);
            return scorers[thread].Score;
        });
        return (standings, [.. scorers.Select(scorer => scorer.Findings)]);
    }

    private void StopIfAllIsLater()
    {
        if (!_running.Files.Any(file => file.LaterCount > 0) || _running.Files.Any(file => file.From is not null)) return;
        var date = IsoDate.Text(_request.AsOf);
        throw new ExtractException($"Every record is dated after {date}: check --as-of.");
    }

    private RankedRows Rank(Standings standings)
    {
        var draw = new Draw(Proposal.SeedOf(_request.Policy, _request.AsOf));
        PlaceAllocation? allocation = null;
        int[] others = [];
        _workers.RunEach(2, (_, _) => i =>
        {
            if (i == 0) allocation = new PlaceAllocation(
                _request.Policy, standings, draw, person => _people.Ids[person], _request.Capacity, (works, work) => _workers.RunEach(works, (_, _) => work));
            else others = NotRanked(standings);
        });
        var places = allocation!;
        var ranked = new PlacedPerson[places.Ranked.Length];
        _workers.RunEach((ranked.Length + RowsAtOnce - 1) / RowsAtOnce, (_, _) => part =>
        {
            for (var i = part * RowsAtOnce; i < Math.Min((part + 1) * RowsAtOnce, ranked.Length); i++) ranked[i] = places.Place(i);
        });
        return new RankedRows(standings, places, ranked, others, person => _people.Ids[person]);
    }

    // By id.
    private int[] NotRanked(Standings standings)
    {
        int[] others = [.. Enumerable.Range(0, standings.Count).Where(person => !standings.Placement(person).IsRanked)];
        _people.Ids.Sort(others);
        return others;
    }

    private Evidence Evidence(IEnumerable<int> people) => new(people, _people, _records, _store, _tables, _workers);

    private Explainer Explainer() => new(_assessor, Rows.Places, id => _people.Find(id.Value));

    private Explanation Explain(Explainer explainer, int row, Evidence evidence, LongIds ids)
    {
        var person = Rows.PersonOf(row);
        var standings = Rows.Standings;
        var isRanked = row < Rows.RankedCount;
        var file = isRanked ? evidence.Of(person, ids) : new CaseFile(_people.Offender(person));
        var placed = isRanked ? Rows.Ranked(row) : default;
        return explainer.Explain(file, new ProposalRow
        {
            OffenderId = file.Offender.Id,
            Rank = isRanked ? placed.Rank : null,
            Recommendation = Rows.RecommendationOf(row),
            Cohort = isRanked ? Rows.Places.Cohort(person) : null,
            IsMember = standings.IsMember(person),
            IsNominated = standings.IsNominated(person),
            IsFlagged = standings.IsFlagged(person),
            IsTied = placed.IsTied,
            IsProvisional = isRanked ? placed.IsProvisional : null,
            Scorecard = isRanked ? _assessor.Scorer.Score(file) : null,
            Reasons = isRanked ? Rows.Places.Reasons(placed) : standings.Placement(person).Reasons,
            ShowsPoints = placed.ShowsPoints,
        });
    }

    private LongIds LongIds(IEnumerable<RecordName> names) => new(names, _folder, _running, _workers, _request.BlockBytes);

    private StreamedAccount AccountOf(OffenceFindings[] findings, LongIds ids)
    {
        foreach (var name in findings.SelectMany(found => found.ContestedOffences))
            _running.AddConflict(new Conflict(ExtractContract.Offences.FileName, _people.IdOf(name.Person), ids.Of(name), "outcome"));

        var unknown = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var code = 0; code < _tables.Codes.Count; code++)
        {
            var count = findings.Sum(found => found.UnknownCodes[code]);
            if (count == 0) continue;
            var shown = Names.ShownCode(_tables.Codes[code]);
            unknown[shown] = unknown.GetValueOrDefault(shown) + count;
        }
        return new StreamedAccount
        {
            Supplied = Supplied(),
            Files = _running.Files,
            Inputs = [.. (_folder.MapFile is null ? _running.Inputs : _running.Inputs.Append(_folder.MapFile)).OrderBy(input => input.Name, Utf8Ordinal.Comparer)],
            Problems = _running.Problems,
            Duplicates = new DuplicateRows(_running.Duplicates, [.. findings.SelectMany(found => found.Duplicates)], _people, ids),
            Conflicts = _running.Conflicts,
            UnclassifiedOffenceCount = findings.Sum(found => found.Unclassified),
            OffenceCount = findings.Sum(found => found.Offences),
            UnknownCodes = [.. unknown.Select(pair => new UnknownCode(pair.Key, pair.Value)).OrderByDescending(code => code.OffenceCount).ThenBy(code => code.Code, Utf8Ordinal.Comparer)],
            PossibleDuplicates = PossibleDuplicate.InOrder(findings.SelectMany(found => found.Alike)
                .GroupBy(row => (row.Name.Person, row.Code, row.Day))
                .SelectMany(same => PossibleDuplicate.Among(
                    _people.IdOf(same.Key.Person), AlikeOffences.ClassOf(_tables.Codes[same.Key.Code]), DateOnly.FromDayNumber(same.Key.Day),
                    same.Select(row => (ids.Of(row.Name), row.Source))))),
            ContestedOffenceCount = findings.Sum(found => found.Contested),
            AbsentFiles = [.. ExtractContract.All.Except(_folder.Present).Select(contract => contract.FileName)],
            MendedCodeCount = _running.MendedCodeCount,
            UndatedOutcomeCount = findings.Sum(found => found.UndatedOutcomes),
            UnreadFiles = _folder.Unread(_running.Inputs),
        };
    }

    private const int RowsAtOnce = 4096;
}
