return Iom.Selection.LearningBenchmarks.Comparison.Run(args);
