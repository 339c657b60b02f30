using System.Globalization;
using ModelSpecs.Benchmarks.Coverage;
using ModelSpecs.Metrics;

// The tables and the figure of docs/statistics.md, each printed as it stands there:
//   dotnet run -c Release --project benchmarks/coverage -- coverage [sets [sets of what is resampled from rows [binary|regression]]]
//   dotnet run -c Release --project benchmarks/coverage -- large [sets]
//   dotnet run -c Release --project benchmarks/coverage -- differences [sets]
//   dotnet run -c Release --project benchmarks/coverage -- runs [sets]
//   dotnet run -c Release --project benchmarks/coverage -- paired [sets]
//   dotnet run -c Release --project benchmarks/coverage -- gate [sets]
//   dotnet run -c Release --project benchmarks/coverage -- power [sets]
//   dotnet run -c Release --project benchmarks/coverage -- alarms [runs [figure.svg]]
int Number(int place, int otherwise) => args.Length > place ? int.Parse(args[place], CultureInfo.InvariantCulture) : otherwise;
var threads = Environment.ProcessorCount;
switch (args.FirstOrDefault())
{
    case "coverage":
        // One half at a time, for two machines or impatience.
        MetricTask? half = args.Length > 3 ? Enum.Parse<MetricTask>(args[3], ignoreCase: true) : null;
        CoverageTable.Write(Number(1, 10_000), Number(2, 1_000), population => half is null || population.Task == half, threads, Console.Write);
        return 0;
    case "large":
        CoverageTable.WriteLargeSets(Number(1, 1_000), threads, Console.Write);
        return 0;
    case "differences":
        DifferenceCoverage.Write(Number(1, 2_000), threads, Console.Write);
        return 0;
    case "runs":
        RunsAgainstRows.Write(Number(1, 10), threads, Console.Write);
        return 0;
    case "paired":
        PairedCoverage.Write(Number(1, 2_000), threads, Console.Write);
        return 0;
    case "gate":
        PairedCoverage.WritePower(Number(1, 5_000), Console.Write);
        return 0;
    case "power":
        PlantedPower.Write(Number(1, 2_000), Console.Write);
        return 0;
    case "alarms":
        var rows = AlarmTable.Simulate(Number(1, 1_000), threads);
        Console.Write(AlarmTable.Markdown(rows));
        if (args.Length > 2)
        {
            File.WriteAllText(args[2], AlarmFigure.Svg(rows));
        }

        return 0;
    default:
        Console.Error.WriteLine("coverage [sets [sets of rows [binary|regression]]] | large [sets] | differences [sets] | runs [sets] | paired [sets] | gate [sets] | power [sets] | alarms [runs [figure.svg]]");
        return 2;
}
