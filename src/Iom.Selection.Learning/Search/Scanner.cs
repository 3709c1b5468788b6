using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Iom.Selection.Learning.Fitting;
using Iom.Selection.Learning.Problem;

namespace Iom.Selection.Learning.Search;

/// <summary>Looks at every change of one step of a card, by counts alone. For one thread at a time.</summary>
/// <remarks>
/// Rows are put in order of their total and outcome, and of each such group the steps taken are counted: whole numbers, which don't depend on the
/// order of rows or on threads. A change of points moves the rows of its step from total to total, so that no row is looked at again.
/// </remarks>
internal sealed class Scanner
{
    /// <summary>How far points of a step move at once.</summary>
    public const int MaxMove = 10;

    private const int Lanes = 4;
    private const int Group = 5;

    private readonly StepTable _table;
    private readonly CardRules _rules;
    private readonly int _width;            // steps, padded to whole vectors
    private readonly int[] _order;
    private readonly int[] _some;
    private readonly short[] _totals;
    private readonly int[] _moves;          // the moves looked at, padded to whole groups by 0
    private readonly double[] _out;

    private bool _hasSteps;                 // whether what is loaded is of Points, steps counted
    private int[] _starts = [];
    private int[] _someStarts = [];
    private double[] _soft = [];
    private double[] _delta = [];
    private double[] _moved = [];

    public Scanner(StepTable table, CardRules rules)
    {
        (_table, _rules) = (table, rules);
        _width = Math.Max(1, (table.StepCount + Lanes - 1) / Lanes) * Lanes;
        (_order, _some, _totals) = (new int[table.RowCount], new int[table.RowCount], new short[table.RowCount]);
        var reach = 1;
        foreach (var bounds in table.Bounds) reach = Math.Max(reach, Math.Max(Math.Abs(bounds.Lowest), Math.Abs(bounds.Highest)));
        Reach = Math.Min(MaxMove, reach);
        var moves = new List<int>();
        for (var move = -Reach; move <= Reach; move++)
        {
            if (move != 0) moves.Add(move);
        }
        while (moves.Count % Group != 0) moves.Add(0);
        _moves = [.. moves];
        _out = new double[_moves.Length * _width];
        Points = new sbyte[table.StepCount];
    }

    /// <summary>How far a total can move by one change.</summary>
    public int Reach { get; }

    /// <summary>The card looked at.</summary>
    public sbyte[] Points { get; }

    public int StepCount { get; private set; }

    /// <summary>The total of the first of the counts; there is room for one change below the lowest and above the highest.</summary>
    public int Lowest { get; private set; }

    /// <summary>How many groups of rows there are: two for each total.</summary>
    public int Keys { get; private set; }

    /// <summary>By total, then by outcome: how many rows.</summary>
    public double[] Counts { get; private set; } = [];

    /// <summary>By total and outcome, then by step: how many rows take the step.</summary>
    public double[] Taken { get; private set; } = [];

    /// <summary>The same of the rows that take one step alone.</summary>
    public double[] SomeCounts { get; private set; } = [];

    public double[] SomeTaken { get; private set; } = [];

    /// <summary>Reads the data for a card.</summary>
    /// <param name="points">The card.</param>
    /// <param name="withSteps">Whether steps are counted, and not totals alone.</param>
    public void Load(ReadOnlySpan<sbyte> points, bool withSteps = true)
    {
        if (_hasSteps && points.SequenceEqual(Points)) return;
        _hasSteps = withSteps;
        points.CopyTo(Points);
        StepCount = 0;
        var totals = _totals.AsSpan();
        totals.Clear();
        for (var step = 0; step < points.Length; step++)
        {
            if (points[step] == 0) continue;
            StepCount++;
            Add(totals, _table.Columns[step], points[step]);
        }
        var (lowest, highest) = (short.MaxValue, short.MinValue);
        foreach (var total in totals) (lowest, highest) = (Math.Min(lowest, total), Math.Max(highest, total));
        Lowest = lowest - Reach;
        Keys = (highest - lowest + 1 + (2 * Reach)) * 2;
        Size();

        var starts = _starts.AsSpan(0, Keys + 1);
        starts.Clear();
        var outcomes = _table.Outcomes.AsSpan(0, totals.Length);
        for (var row = 0; row < totals.Length; row++) starts[((totals[row] - Lowest) << 1) + outcomes[row] + 1]++;
        for (var key = 0; key < Keys; key++)
        {
            Counts[key] = starts[key + 1];
            starts[key + 1] += starts[key];
        }
        if (!withSteps) return;
        // While it is filled, each start is where the next row goes; afterwards each is the start of the next.
        for (var row = 0; row < totals.Length; row++) _order[starts[((totals[row] - Lowest) << 1) + outcomes[row]]++] = row;
        for (var key = Keys; key > 0; key--) starts[key] = starts[key - 1];
        starts[0] = 0;
        CountTaken(_order, starts, Taken);
    }

    /// <summary>Gives a step other points, for the rules alone: counts stay as they are.</summary>
    public void SetPoints(int step, int value)
    {
        StepCount += (value != 0 ? 1 : 0) - (Points[step] != 0 ? 1 : 0);
        Points[step] = (sbyte)value;
    }

    /// <summary>Looks at the rows that take a step alone.</summary>
    public void Restrict(int step)
    {
        var column = _table.Columns[step];
        var count = 0;
        var row = 0;
        for (var key = 0; key < Keys; key++)
        {
            _someStarts[key] = count;
            for (var end = _starts[key + 1]; row < end; row++)
            {
                _some[count] = _order[row];
                count += column[_order[row]];
            }
            SomeCounts[key] = count - _someStarts[key];
        }
        _someStarts[Keys] = count;
        CountTaken(_some, _someStarts, SomeTaken);
    }

    /// <summary>Counts as they would be if the rows of <see cref="Restrict"/> had other totals.</summary>
    public void Shift(int move, double[] counts, double[] taken)
    {
        Shift(Counts, SomeCounts, 1, move, counts);
        Shift(Taken, SomeTaken, _width, move, taken);
    }

    /// <summary>Makes room for what <see cref="Shift(int, double[], double[])"/> gives.</summary>
    public void Fit(ref double[] counts, ref double[] taken)
    {
        if (counts.Length < Keys) counts = new double[Counts.Length];
        if (taken.Length < Keys * _width) taken = new double[Taken.Length];
    }

    /// <summary>Finds the best changes of one step, with slope and intercept as they are.</summary>
    /// <param name="counts">By total and outcome: how many.</param>
    /// <param name="taken">By total and outcome, then by step: how many take it.</param>
    /// <param name="slope">The slope.</param>
    /// <param name="intercept">The intercept.</param>
    /// <param name="maxSteps">How many steps may give points.</param>
    /// <param name="except">A step that stays as it is; -1 for none.</param>
    /// <param name="found">Room for the changes; the best first.</param>
    /// <returns>How many were found.</returns>
    public int FindBest(double[] counts, double[] taken, double slope, double intercept, int maxSteps, int except, Span<Change> found)
    {
        Evaluate(counts, taken, slope, intercept);
        var number = 0;
        for (var step = 0; step < _table.StepCount; step++)
        {
            if (step == except) continue;
            var (now, bounds) = (Points[step], _table.Bounds[step]);
            if (now == 0 && StepCount >= maxSteps) continue;
            for (var i = 0; i < _moves.Length; i++)
            {
                var value = now + _moves[i];
                if (value == now || value < bounds.Lowest || value > bounds.Highest) continue;
                var gain = _out[(i * _width) + step];
                if (number == found.Length && !(gain < found[number - 1].Loss)) continue;
                if (!_rules.Allows(Points, StepCount, step, value, maxSteps)) continue;
                if (number < found.Length) number++;
                var at = number - 1;
                for (; at > 0 && gain < found[at - 1].Loss; at--) found[at] = found[at - 1];
                found[at] = new Change(step, value, gain);
            }
        }
        return number;
    }

    /// <summary>Fits slope and intercept to a card with one step changed.</summary>
    /// <returns>The loss.</returns>
    public double Refit(double[] counts, double[] taken, Change change, ref double slope, ref double intercept)
    {
        var move = (change.Value - Points[change.Step]) * 2;
        if (_moved.Length < Keys + (Reach * 4)) _moved = new double[(Keys + (Reach * 4)) * 2];
        var moved = _moved.AsSpan(0, Keys + (Reach * 4));
        moved.Clear();
        var offset = Reach * 2;
        for (var key = 0; key < Keys; key++)
        {
            if (counts[key] == 0) continue;
            var some = taken[(key * _width) + change.Step];
            moved[key + offset] += counts[key] - some;
            moved[key + offset + move] += some;
        }
        return TotalsFit.Fit(moved, Lowest - Reach, ref slope, ref intercept);
    }

    // Of every change: what it adds to the loss.
    private void Evaluate(double[] counts, double[] taken, double slope, double intercept)
    {
        var totals = Keys / 2;
        var soft = _soft.AsSpan(0, totals + (2 * Reach));
        for (var i = 0; i < soft.Length; i++) soft[i] = TotalsFit.SoftPlus(-((slope * (Lowest - Reach + i)) + intercept));

        // The groups that have rows, packed.
        Span<int> keys = Keys <= 1024 ? stackalloc int[Keys] : new int[Keys];
        var used = 0;
        for (var key = 0; key < Keys; key++)
        {
            if (counts[key] != 0) keys[used++] = key;
        }
        if (_delta.Length < used * _moves.Length) _delta = new double[Keys * _moves.Length];
        for (var at = 0; at < used; at++)
        {
            var total = (keys[at] >> 1) + Reach;
            for (var i = 0; i < _moves.Length; i++)
            {
                var move = _moves[i];
                var change = soft[total + move] - soft[total];
                // Without the outcome the loss is that with it plus the log-odds.
                if ((keys[at] & 1) == 0) change += slope * move;
                _delta[(at * _moves.Length) + i] = change;
            }
        }
        ref var from = ref MemoryMarshal.GetArrayDataReference(taken);
        ref var delta = ref MemoryMarshal.GetArrayDataReference(_delta);
        ref var to = ref MemoryMarshal.GetArrayDataReference(_out);
        for (var column = 0; column < _width; column += Lanes)
        {
            for (var group = 0; group < _moves.Length; group += Group)
            {
                Vector256<double> s0 = default, s1 = default, s2 = default, s3 = default, s4 = default;
                for (var at = 0; at < used; at++)
                {
                    var number = Vector256.LoadUnsafe(ref from, (nuint)((keys[at] * _width) + column));
                    ref var each = ref Unsafe.Add(ref delta, (at * _moves.Length) + group);
                    s0 += number * Vector256.Create(each);
                    s1 += number * Vector256.Create(Unsafe.Add(ref each, 1));
                    s2 += number * Vector256.Create(Unsafe.Add(ref each, 2));
                    s3 += number * Vector256.Create(Unsafe.Add(ref each, 3));
                    s4 += number * Vector256.Create(Unsafe.Add(ref each, 4));
                }
                s0.StoreUnsafe(ref to, (nuint)((group * _width) + column));
                s1.StoreUnsafe(ref to, (nuint)(((group + 1) * _width) + column));
                s2.StoreUnsafe(ref to, (nuint)(((group + 2) * _width) + column));
                s3.StoreUnsafe(ref to, (nuint)(((group + 3) * _width) + column));
                s4.StoreUnsafe(ref to, (nuint)(((group + 4) * _width) + column));
            }
        }
    }

    // Bytes are added 255 rows at a time, which is as many as a byte can count.
    private void CountTaken(int[] order, ReadOnlySpan<int> starts, double[] taken)
    {
        taken.AsSpan(0, Keys * _width).Clear();
        ref var rows = ref MemoryMarshal.GetArrayDataReference(_table.Rows);
        Span<byte> sums = stackalloc byte[StepTable.Lanes];
        for (var key = 0; key < Keys; key++)
        {
            var end = starts[key + 1];
            for (var start = starts[key]; start < end; start += byte.MaxValue)
            {
                var some = order.AsSpan(start, Math.Min(byte.MaxValue, end - start));
                for (var column = 0; column < _table.StepCount; column += StepTable.Lanes)
                {
                    var sum = Vector256<byte>.Zero;
                    foreach (var row in some) sum += Vector256.LoadUnsafe(ref rows, (nuint)((row * (long)_table.Stride) + column));
                    sum.CopyTo(sums);
                    var target = taken.AsSpan((key * _width) + column, Math.Min(StepTable.Lanes, _width - column));
                    for (var i = 0; i < target.Length; i++) target[i] += sums[i];
                }
            }
        }
    }

    private void Shift(double[] all, double[] some, int width, int move, double[] result)
    {
        var length = Keys * width;
        all.AsSpan(0, length).CopyTo(result);
        var offset = move * 2 * width;
        // Where nothing is taken there is nothing to move, so no place is outside.
        var first = Reach * 2 * width;
        var last = length - first;
        Move(result, some, first, last, 0, -1);
        Move(result, some, first, last, offset, 1);
    }

    private static void Move(double[] result, double[] some, int first, int last, int offset, double sign)
    {
        var i = first;
        var times = Vector256.Create(sign);
        ref var from = ref MemoryMarshal.GetArrayDataReference(some);
        ref var to = ref MemoryMarshal.GetArrayDataReference(result);
        for (; i + Lanes <= last; i += Lanes)
            (Vector256.LoadUnsafe(ref to, (nuint)(i + offset)) + (Vector256.LoadUnsafe(ref from, (nuint)i) * times)).StoreUnsafe(ref to, (nuint)(i + offset));
        for (; i < last; i++) result[i + offset] += some[i] * sign;
    }

    private static void Add(Span<short> totals, byte[] column, sbyte points)
    {
        var row = 0;
        ref var to = ref MemoryMarshal.GetReference(totals);
        ref var from = ref MemoryMarshal.GetArrayDataReference(column);
        var times = Vector256.Create((short)points);
        for (; row + Vector256<short>.Count <= totals.Length; row += Vector256<short>.Count)
        {
            var (low, high) = Vector128.Widen(Vector128.LoadUnsafe(ref from, (nuint)row));
            var taken = Vector256.Create(low, high).AsInt16();
            (Vector256.LoadUnsafe(ref to, (nuint)row) + (taken * times)).StoreUnsafe(ref to, (nuint)row);
        }
        for (; row < totals.Length; row++) totals[row] += (short)(column[row] * points);
    }

    private void Size()
    {
        if (_starts.Length > Keys) return;
        var room = Keys * 3 / 2;
        (_starts, _someStarts) = (new int[room + 1], new int[room + 1]);
        (Counts, SomeCounts) = (new double[room], new double[room]);
        (Taken, SomeTaken) = (new double[room * _width], new double[room * _width]);
        _soft = new double[(room / 2) + (2 * Reach) + 1];
    }
}
