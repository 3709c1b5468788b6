using Iom.Selection.Fuzz;
using SharpFuzz;

if (args is not [var name, .. var files] || !FuzzTargets.All.TryGetValue(name, out var target))
{
    Console.Error.WriteLine($"Usage: fuzz TARGET [FILE...]   where TARGET is one of: {string.Join(", ", FuzzTargets.All.Keys)}");
    return 2;
}
// With files, each is tried once, without a fuzzer: to see what one of them did.
foreach (var file in files) Console.WriteLine(target(File.ReadAllBytes(file)) ? $"{file}: read" : $"{file}: refused");
if (files.Length > 0) return 0;

Fuzzer.Run(stream =>
{
    using var bytes = new MemoryStream();
    stream.CopyTo(bytes);
    target(bytes.ToArray());
});
return 0;
