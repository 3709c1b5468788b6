using BenchmarkDotNet.Running;

BenchmarkSwitcher.FromAssembly(typeof(Iom.Selection.Benchmarks.Scoring).Assembly).Run(args);
