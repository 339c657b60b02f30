using System.Diagnostics;
using System.Globalization;
using ModelSpecs.Benchmarks.Coverage;

// The tables and the figure of docs/statistics.md:
//   dotnet run -c Release --project benchmarks/coverage -- coverage [sets [sets of BCa]]
//   dotnet run -c Release --project benchmarks/coverage -- large [sets]
//   dotnet run -c Release --project benchmarks/coverage -- runs [sets]
//   dotnet run -c Release --project benchmarks/coverage -- alarms [runs [figure.svg]]
int Number(int place, int otherwise) => args.Length > place ? int.Parse(args[place], CultureInfo.InvariantCulture) : otherwise;
var watch = Stopwatch.StartNew();
void Progress(string what) => Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{watch.Elapsed.TotalSeconds:0} s: {what}"));

switch (args.FirstOrDefault())
{
    case "coverage":
        Console.Write(CoverageTable.Markdown(Number(1, 10_000), Number(2, 1_000), Environment.ProcessorCount, Progress));
        return 0;
    case "large":
        Console.Write(CoverageTable.MarkdownOfLargeSets(Number(1, 1_000), Environment.ProcessorCount, Progress));
        return 0;
    case "runs":
        Console.Write(RunsAgainstRows.Markdown(Number(1, 40), Environment.ProcessorCount, Progress));
        return 0;
    case "alarms":
        var rows = AlarmTable.Simulate(Number(1, 1_000), Environment.ProcessorCount, Progress);
        Console.Write(AlarmTable.Markdown(rows));
        if (args.Length > 2)
        {
            File.WriteAllText(args[2], AlarmFigure.Svg(rows));
        }

        return 0;
    default:
        Console.Error.WriteLine("coverage [sets [sets of BCa]] | large [sets] | runs [sets] | alarms [runs [figure.svg]]");
        return 2;
}
