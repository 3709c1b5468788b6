namespace Iom.Selection.Cli.Tests;

/// <summary>Keeps what is printed to the console by the test that made it, and by the threads it starts; other tests print beside it.</summary>
internal sealed class CapturedConsole : IDisposable
{
    private static readonly AsyncLocal<CapturedConsole?> Current = new();

    private readonly StringWriter _out = new();
    private readonly StringWriter _error = new();

    static CapturedConsole()
    {
        Console.SetOut(new Switch(Console.Out, captured => captured._out));
        Console.SetError(new Switch(Console.Error, captured => captured._error));
    }

    public CapturedConsole() => Current.Value = this;

    public string Out => _out.ToString();

    public string Error => _error.ToString();

    public void Dispose()
    {
        Current.Value = null;
        _out.Dispose();
        _error.Dispose();
    }

    // Console puts a lock around it, so that threads of one test may print at once.
    private sealed class Switch(TextWriter otherwise, Func<CapturedConsole, TextWriter> choose) : TextWriter
    {
        public override System.Text.Encoding Encoding => otherwise.Encoding;

        private TextWriter To => Current.Value is { } captured ? choose(captured) : otherwise;

        public override void Write(char value) => To.Write(value);

        public override void Write(char[] buffer, int index, int count) => To.Write(buffer, index, count);

        public override void Write(string? value) => To.Write(value);

        public override void Flush() => To.Flush();
    }
}
