using System.Security.Cryptography;
using System.Text;
using Xunit.Sdk;
using Xunit.v3;

[assembly: TestMethodOrderer(typeof(NrmPortal.Testing.TestOrder))]
[assembly: TestCaseOrderer(typeof(NrmPortal.Testing.TestOrder))]

namespace NrmPortal.Testing;

/// <summary>
/// Shuffles the tests of a class by their names: one order on every machine, where the runner's own follows the folder it
/// stands in. NRM_TEST_ORDER=17 gives another order, to find tests that lean on their neighbours.
/// </summary>
public sealed class TestOrder : ITestMethodOrderer, ITestCaseOrderer
{
    private static readonly string Chosen = Environment.GetEnvironmentVariable("NRM_TEST_ORDER") ?? "";

    /// <inheritdoc/>
    public IReadOnlyCollection<TTestMethod?> OrderTestMethods<TTestMethod>(IReadOnlyCollection<TTestMethod?> testMethods)
        where TTestMethod : notnull, ITestMethod => Shuffle(testMethods, m => m is null ? "" : m.TestClass.TestClassName + m.MethodName);

    /// <inheritdoc/>
    public IReadOnlyCollection<TTestCase> OrderTestCases<TTestCase>(IReadOnlyCollection<TTestCase> testCases)
        where TTestCase : notnull, ITestCase => Shuffle(testCases, c => c.TestCaseDisplayName);

    private static T[] Shuffle<T>(IEnumerable<T> tests, Func<T, string> name) =>
        [.. tests.OrderBy(t => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(Chosen + name(t)))), StringComparer.Ordinal)];
}
