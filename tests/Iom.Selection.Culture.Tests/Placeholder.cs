namespace Iom.Selection.Culture.Tests;
