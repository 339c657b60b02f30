using ModelSpecs.Engine.Progress;
using ModelSpecs.Reporting.Terminal;

namespace ModelSpecs.Cli.Hosting;

/// <summary>One line on the terminal about work that takes over two seconds; gone when the work is done.</summary>
internal sealed class ProgressLine : IProgress<RunProgress>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    private readonly Lock gate = new();
    private readonly CliConsole console;
    private readonly int width;
    private readonly long started;
    private long written;
    private bool visible;

    private ProgressLine(CliConsole console, int width)
    {
        this.console = console;
        this.width = width;
        started = console.Time.GetTimestamp();
    }

    /// <summary>A line on the console's terminal, or null where there is none.</summary>
    public static ProgressLine? On(CliConsole console) => console.ErrorWidth is { } width ? new ProgressLine(console, width) : null;

    /// <inheritdoc />
    public void Report(RunProgress value)
    {
        if (console.Time.GetElapsedTime(started) < Patience)
        {
            return;
        }

        lock (gate)
        {
            if (visible && console.Time.GetElapsedTime(written) < Interval)
            {
                return;
            }

            var share = value.Total > 0
                ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $" {100 * value.Done / value.Total} % of {value.Total:#,0}")
                : value.Done > 0 ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $" {value.Done:#,0}") : "";

            // ASCII and one column short of the width: a line that wraps could not be taken back.
            var text = TerminalText.Line($"{value.Suite}: {value.Stage}{share}", unicode: false);
            text = text.Length < width ? text : text[..(width - 1)];
            console.Error.Write($"\r{text.PadRight(visible ? width - 1 : 0)}");
            console.Error.Flush();
            visible = true;
            written = console.Time.GetTimestamp();
        }
    }

    /// <summary>Takes the line back before something else is written.</summary>
    public void Clear()
    {
        lock (gate)
        {
            if (visible)
            {
                console.Error.Write($"\r{new string(' ', width - 1)}\r");
                console.Error.Flush();
                visible = false;
            }
        }
    }
}
