// What `latency:` measures of a call, against the least that runs the same model on the same row: turns of both, in one process.
// Usage: dotnet run -c Release --project benchmarks/latency [SPEC [CALLS]]   (a spec whose model has one float input with columns)
using System.Diagnostics;
using System.Globalization;
using ModelSpecs.Benchmarks.Latency;
using ModelSpecs.Engine.Datasets;
using ModelSpecs.Engine.Guards.Latency;
using ModelSpecs.Engine.Inference.Sessions;
using ModelSpecs.Engine.Running;
using ModelSpecs.Spec.Parsing;

var file = Path.GetFullPath(args.Length > 0 ? args[0] : "specs/loan.spec.yaml");
var calls = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 2_000;
const int Rounds = 15;
var suite = SpecParser.Parse(file, new DiskSpecFiles()).Spec ?? throw new InvalidOperationException($"{file} has errors: modelspecs validate names them.");
var parts = (await SuiteRunner.RunDetailedAsync(suite with { Guards = [] }, new RunOptions(), CancellationToken.None)).Parts!;

using var model = SingleStreamModel.Prepare(suite, parts.Table, [0], 1, CancellationToken.None);
var ours = model.Stream(0, 0, 1, 1);
using var bare = new BareCall(suite.Model!.FullPath, [.. suite.Inputs.SelectMany(Columns).Select(name => Value(parts.Table.Find(name)!))]);
var plan = new LoopPlan { WarmUp = 200, Calls = calls, Duration = 1e9 };
var (ratios, wholes, allocated, allocatedByBare) = (new List<double>(), new List<double>(), 0L, 0L);
for (var round = 0; round < Rounds; round++)
{
    var before = GC.GetAllocatedBytesForCurrentThread();
    var started = Stopwatch.GetTimestamp();
    var series = ClosedLoop.Measure([ours], plan, StopwatchClock.Instance, null, CancellationToken.None)[0];
    var whole = Stopwatch.GetElapsedTime(started).TotalSeconds / (plan.WarmUp + calls);
    allocated = GC.GetAllocatedBytesForCurrentThread() - before;
    before = GC.GetAllocatedBytesForCurrentThread();
    var (median, wholeOfBare) = bare.Measure(plan.WarmUp, calls);
    allocatedByBare = GC.GetAllocatedBytesForCurrentThread() - before;
    ratios.Add(series.Seconds.Order().ElementAt(calls / 2) / median);
    wholes.Add(whole / wholeOfBare);
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"round {round + 1,2}: median of a call {1e6 * series.Seconds.Order().ElementAt(calls / 2):F2} us against {1e6 * median:F2} us of the bare loop; per turn {1e6 * whole:F2} us against {1e6 * wholeOfBare:F2} us"));
}

Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"measured time of a call   {ratios.Order().ElementAt(Rounds / 2):F3} x that of the bare loop (median of {Rounds} rounds)"));
Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"a turn with filling       {wholes.Order().ElementAt(Rounds / 2):F3} x"));
Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"allocated                 {allocated / (double)calls:F1} bytes a call, 21 of them room for what is written down; the bare loop {allocatedByBare / (double)calls:F1}, 8 of them for times and 12 for sorting them"));

static IEnumerable<string> Columns(ModelSpecs.Spec.Model.InputBinding binding) => binding.Source is ModelSpecs.Spec.Model.ColumnsSource columns ? columns.Columns.Select(column => column.Value) : throw new InvalidOperationException("An input that is no list of columns.");

static float Value(Column column) => column switch
{
    IntegerColumn integers => integers.Values[0],
    NumberColumn numbers => (float)numbers.Values[0],
    _ => throw new InvalidOperationException($"{column.Name} is no number."),
};
