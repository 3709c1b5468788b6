using FsCheck.Xunit;
using Iom.Selection.Tests.Generation;

namespace Iom.Selection.Tests.Laws;

/// <summary>The laws of a ranking on the road of the library.</summary>
[Properties(Arbitrary = [typeof(Scenarios)], MaxTest = 100)]
public class LibraryLaws() : RankingLaws(new LibraryRoad());
