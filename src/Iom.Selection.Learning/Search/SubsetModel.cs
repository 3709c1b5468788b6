using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Iom.Selection.Learning.Problem;
using Iom.Selection.Statistics;

namespace Iom.Selection.Learning.Search;

/// <summary>The loss near some weights as a parabola, in which the best weights of any set of steps are found at once.</summary>
/// <remarks>
/// The intercept is eliminated. A set's best weights come by sweeping the matrix (Goodnight 1979, The American Statistician 33, 149-158): what another
/// step would win and what one in the set is worth then stand on the diagonal, so that thousands of sets are looked at for one pass over the rows.
/// </remarks>
internal sealed class SubsetModel
{
    private const double Ridge = 1e-6;

    private readonly StepTable _table;
    private readonly int _count;
    private readonly double[] _start;       // row by row: the curvature; what the weights are pulled by is the last column and row
    private readonly int _stride;           // padded to whole vectors

    public SubsetModel(StepTable table, double[] weights, double[] gradient, double[,] curvature)
    {
        (_table, _count) = (table, table.StepCount);
        _stride = (_count + Vector256<double>.Count) / Vector256<double>.Count * Vector256<double>.Count;
        _start = new double[(_count + 1) * _stride];
        var all = curvature[_count, _count] + Ridge;
        for (var i = 0; i < _count; i++)
        {
            for (var j = 0; j < _count; j++) _start[(i * _stride) + j] = curvature[i, j] - (curvature[i, _count] * curvature[j, _count] / all);
        }
        for (var i = 0; i < _count; i++)
        {
            var pull = -(gradient[i] - (curvature[i, _count] * gradient[_count] / all));
            for (var j = 0; j < _count; j++) pull += _start[(i * _stride) + j] * weights[j];
            _start[(i * _stride) + _count] = pull;
            _start[(_count * _stride) + i] = pull;
            _start[(i * _stride) + i] += Ridge;
        }
    }

    /// <summary>Finds good sets of steps, with their weights.</summary>
    /// <param name="from">A set to start from.</param>
    /// <param name="size">How many steps.</param>
    /// <param name="rounds">How often to start again from a disturbed set.</param>
    /// <param name="most">How many sets to give.</param>
    /// <param name="chance">What disturbs.</param>
    /// <returns>By step: the weight, 0 outside the set; the best sets first.</returns>
    public List<double[]> Find(IEnumerable<int> from, int size, int rounds, int most, RandomStream chance)
    {
        var found = new SortedDictionary<(double Value, string Set), double[]>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var state = new State(this);
        foreach (var step in from)
        {
            if (IsUsable(step)) state.Sweep(step);
        }
        state.Fill(size);
        var best = (Value: double.PositiveInfinity, Set: Array.Empty<int>());
        for (var round = 0; round <= rounds; round++)
        {
            if (round > 0)
            {
                state = new State(this);
                var members = best.Set.ToList();
                var drop = 1 + chance.Below(Math.Max(1, members.Count / 2));
                for (var i = 0; i < drop && members.Count > 0; i++) members.RemoveAt(chance.Below(members.Count));
                for (var i = chance.Below(3); i > 0; i--)
                {
                    var step = chance.Below(_count);
                    if (members.Count < size && IsUsable(step) && !members.Contains(step)) members.Add(step);
                }
                foreach (var step in members) state.Sweep(step);
                state.Fill(size);
            }
            while (true)
            {
                Note(state);
                if (!state.Swap(Note)) break;
            }
            if (state.Value < best.Value - 1e-9) best = (state.Value, state.Members());
        }
        return [.. found.Values];

        void Note(State current)
        {
            if (found.Count == most && current.Value >= found.Keys.Last().Value) return;
            var set = string.Join(',', current.Members());
            if (!seen.Add(set)) return;
            found.Add((current.Value, set), current.Weights());
            if (found.Count > most) found.Remove(found.Keys.Last());
        }
    }

    private bool IsUsable(int step) => _table.Bounds[step] is not (0, 0);

    private bool HasSign(int step, double weight) => weight > 0 ? _table.Bounds[step].Highest > 0 : _table.Bounds[step].Lowest < 0;

    private sealed class State
    {
        private readonly SubsetModel _model;
        private readonly double[] _matrix;
        private readonly bool[] _in;

        public State(SubsetModel model)
        {
            (_model, _matrix, _in) = (model, (double[])model._start.Clone(), new bool[model._count]);
            for (var step = 0; step < _in.Length; step++)
            {
                if (model._table.Bounds[step].IsRequired) Sweep(step);
            }
        }

        /// <summary>The parabola at the best weights of the set, but for a constant.</summary>
        public double Value => _matrix[(_model._count * _model._stride) + _model._count] / 2;

        public int Count { get; private set; }

        public int[] Members() => [.. Enumerable.Range(0, _in.Length).Where(step => _in[step])];

        public double[] Weights() => [.. _in.Select((isIn, step) => isIn ? _matrix[(step * _model._stride) + _model._count] : 0)];

        public void Fill(int size)
        {
            while (Count < size && BestToAdd(-1) is >= 0 and var step) Sweep(step);
        }

        /// <summary>Puts another step in the place of one, wherever that is better; the first such of each step.</summary>
        /// <returns>Whether any was.</returns>
        public bool Swap(Action<State> note)
        {
            var swapped = false;
            for (var step = 0; step < _in.Length; step++)
            {
                if (!_in[step] || _model._table.Bounds[step].IsRequired) continue;
                var before = Value;
                Sweep(step);
                var other = BestToAdd(step);
                if (other < 0)
                {
                    Sweep(step);
                    continue;
                }
                Sweep(other);
                note(this);
                if (Value < before - 1e-9)
                {
                    swapped = true;
                    continue;
                }
                Sweep(other);
                Sweep(step);
            }
            return swapped;
        }

        /// <summary>Takes a step in, or out again: the same operation both ways.</summary>
        public void Sweep(int step)
        {
            var stride = _model._stride;
            var own = _matrix.AsSpan(step * stride, stride);
            var pivot = own[step];
            if (Math.Abs(pivot) < 1e-12) return;
            for (var j = 0; j < own.Length; j++) own[j] /= pivot;
            ref var row = ref MemoryMarshal.GetReference(own);
            for (var i = 0; i <= _model._count; i++)
            {
                if (i == step) continue;
                ref var target = ref _matrix[i * stride];
                var factor = Unsafe.Add(ref target, step);
                if (factor == 0) continue;
                var times = Vector256.Create(factor);
                for (nuint j = 0; j < (nuint)stride; j += (nuint)Vector256<double>.Count)
                    (Vector256.LoadUnsafe(ref target, j) - (times * Vector256.LoadUnsafe(ref row, j))).StoreUnsafe(ref target, j);
                Unsafe.Add(ref target, step) = -factor / pivot;
            }
            own[step] = 1 / pivot;
            _in[step] = !_in[step];
            Count += _in[step] ? 1 : -1;
        }

        private int BestToAdd(int except)
        {
            var (best, most) = (-1, 1e-12);
            for (var step = 0; step < _in.Length; step++)
            {
                if (_in[step] || step == except || !_model.IsUsable(step)) continue;
                var curve = _matrix[(step * _model._stride) + step];
                if (curve < 1e-9) continue;
                var pull = _matrix[(step * _model._stride) + _model._count];
                if (!_model.HasSign(step, pull)) continue;
                if (pull * pull / curve is var gain && gain > most) (best, most) = (step, gain);
            }
            return best;
        }
    }
}
