namespace ModelSpecs.Xunit.Report;

/// <summary>Which tests of an assembly are still to run, by which the last one is known: the report is attached to it.</summary>
/// <param name="classes">The generated classes that run; unless <see cref="Expect"/> says fewer, all of the assembly.</param>
internal sealed class RunProgress(IEnumerable<Type> classes)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<Type, int> _done = [];
    private HashSet<Type> _open = [.. classes];

    /// <summary>Leaves out the classes that a filter does.</summary>
    public void Expect(IEnumerable<Type> running)
    {
        lock (_gate)
        {
            _open = [.. running];
            _done.Clear();
        }
    }

    /// <summary>A test is done; whether it was the last of all.</summary>
    /// <param name="testClass">Its class.</param>
    /// <param name="tests">Tests of the class that this run has.</param>
    public bool Finish(Type testClass, int tests)
    {
        lock (_gate)
        {
            var done = _done[testClass] = _done.GetValueOrDefault(testClass) + 1;
            return done >= tests && _open.Remove(testClass) && _open.Count == 0;
        }
    }
}
