namespace Iom.Selection.Statistics;

/// <summary>Small systems of equations, solved here because a library of linear algebra looks for native code, and the core must give the same everywhere.</summary>
internal static class SquareMatrix
{
    /// <summary>Solves a system by elimination with the largest pivot of each column.</summary>
    /// <param name="matrix">The left side; left as it is.</param>
    /// <param name="right">The right side; left as it is.</param>
    /// <returns>The solution; not numbers where there is none.</returns>
    public static double[] Solve(double[,] matrix, double[] right)
    {
        var column = new double[right.Length, 1];
        for (var i = 0; i < right.Length; i++) column[i, 0] = right[i];
        var solved = Solve(matrix, column);
        return [.. Enumerable.Range(0, right.Length).Select(i => solved[i, 0])];
    }

    /// <summary>The inverse.</summary>
    public static double[,] Inverse(double[,] matrix)
    {
        var size = matrix.GetLength(0);
        var unit = new double[size, size];
        for (var i = 0; i < size; i++) unit[i, i] = 1;
        return Solve(matrix, unit);
    }

    /// <summary>The product.</summary>
    public static double[,] Multiply(double[,] left, double[,] right)
    {
        var (rows, inner, columns) = (left.GetLength(0), left.GetLength(1), right.GetLength(1));
        var product = new double[rows, columns];
        for (var i = 0; i < rows; i++)
        {
            for (var k = 0; k < inner; k++)
            {
                for (var j = 0; j < columns; j++) product[i, j] += left[i, k] * right[k, j];
            }
        }
        return product;
    }

    private static double[,] Solve(double[,] matrix, double[,] right)
    {
        var (a, x) = ((double[,])matrix.Clone(), (double[,])right.Clone());
        var (size, columns) = (a.GetLength(0), x.GetLength(1));
        for (var column = 0; column < size; column++)
        {
            var pivot = column;
            for (var row = column + 1; row < size; row++)
            {
                if (Math.Abs(a[row, column]) > Math.Abs(a[pivot, column])) pivot = row;
            }
            for (var j = 0; j < size; j++) (a[column, j], a[pivot, j]) = (a[pivot, j], a[column, j]);
            for (var j = 0; j < columns; j++) (x[column, j], x[pivot, j]) = (x[pivot, j], x[column, j]);
            for (var row = column + 1; row < size; row++)
            {
                var factor = a[row, column] / a[column, column];
                for (var j = column; j < size; j++) a[row, j] -= factor * a[column, j];
                for (var j = 0; j < columns; j++) x[row, j] -= factor * x[column, j];
            }
        }
        for (var row = size - 1; row >= 0; row--)
        {
            for (var j = 0; j < columns; j++)
            {
                for (var k = row + 1; k < size; k++) x[row, j] -= a[row, k] * x[k, j];
                x[row, j] /= a[row, row];
            }
        }
        return x;
    }
}
