using System.Collections.Concurrent;
using System.ComponentModel;
using System.Reflection;
using ModelSpecs.Xunit.Report;
using Xunit;
using Xunit.Sdk;
using Xunit.v3;

namespace ModelSpecs.Xunit;

/// <summary>Leaves the collections of tests to xunit's own order, and notes which of them a run has, so that the last test is known. Not meant to be used by hand: the generator puts
/// it on the test assembly where that has no orderer of its own.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class SpecCollectionOrderer : ITestCollectionOrderer
{
    private static readonly ConcurrentDictionary<Assembly, RunProgress> Runs = new();

    /// <inheritdoc/>
    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections)
        where TTestCollection : ITestCollection
    {
        ArgumentNullException.ThrowIfNull(testCollections);
        if (TestContext.Current.TestAssembly is IXunitTestAssembly tests)
        {
            ProgressOf(tests.Assembly).Expect(Running(tests, testCollections.Select(collection => collection.UniqueID).ToHashSet(StringComparer.Ordinal)));
        }

        return DefaultTestCollectionOrderer.Instance.OrderTestCollections(testCollections);
    }

    /// <summary>What is still to run of an assembly.</summary>
    internal static RunProgress ProgressOf(Assembly tests) => Runs.GetOrAdd(tests, static assembly => new RunProgress(TestAssembly.SpecsOf(assembly)));

    /// <summary>The generated classes that collections hold. Each is a collection of its own unless the assembly says otherwise: then nobody knows which of them run, and all may.</summary>
    private static IReadOnlyList<Type> Running(IXunitTestAssembly tests, HashSet<string> collections)
    {
        var specs = TestAssembly.SpecsOf(tests.Assembly);
        var ofEach = new CollectionPerClassTestCollectionFactory(tests);
        List<Type> running = [.. specs.Where(spec => collections.Contains(ofEach.Get(spec).UniqueID))];
        return running.Count > 0 ? running : specs;
    }
}
