using System.Text;
using ModelSpecs.Reporting.Terminal;

namespace ModelSpecs.Cli.Hosting;

/// <summary>The real console. Writers are made from the raw streams: the framework's own cost a start-up's share of encodings and locks.</summary>
internal static class ProcessConsole
{
    private const int NarrowestWidth = 40;

    /// <summary>The console of this process.</summary>
    public static CliConsole Open()
    {
        var outIsTerminal = !System.Console.IsOutputRedirected;
        var encoding = OutputEncoding();
        return new CliConsole
        {
            Out = new StreamWriter(System.Console.OpenStandardOutput(), encoding, 4096),
            // Progress and signals write from other threads.
            Error = TextWriter.Synchronized(new StreamWriter(System.Console.OpenStandardError(), encoding, 1024) { AutoFlush = true }),
            // Opened by the first question: no other command pays for it.
            ReadLine = () => System.Console.In.ReadLine(),
            ReadKey = System.Console.IsInputRedirected ? null : () => System.Console.ReadKey(intercept: true),
            CurrentDirectory = Environment.CurrentDirectory,
            Variable = Environment.GetEnvironmentVariable,
            Show = new TerminalOptions
            {
                Width = outIsTerminal ? Width() : null,
                Color = outIsTerminal && WantsColor(Environment.GetEnvironmentVariable, OperatingSystem.IsWindows()),
                Unicode = encoding.CodePage == Encoding.UTF8.CodePage && !IsPlainLocale(Environment.GetEnvironmentVariable),
            },
            ErrorWidth = System.Console.IsErrorRedirected ? null : Width(),
        };
    }

    /// <summary>Whether a terminal gets colours: not with <c>NO_COLOR</c> (no-color.org), not a dumb one, not the old Windows console, which prints the codes.</summary>
    internal static bool WantsColor(Func<string, string?> variable, bool windows) =>
        string.IsNullOrEmpty(variable("NO_COLOR"))
        && variable("TERM") != "dumb"
        && (!windows || variable("WT_SESSION") is not null || variable("TERM") is not null || variable("ConEmuANSI") == "ON");

    /// <summary>Whether the locale says that nothing but ASCII is shown. An unset one does not: containers have none and show UTF-8.</summary>
    internal static bool IsPlainLocale(Func<string, string?> variable)
    {
        foreach (var name in (string[])["LC_ALL", "LC_CTYPE", "LANG"])
        {
            if (variable(name) is { Length: > 0 } locale)
            {
                return locale is "C" or "POSIX";
            }
        }

        return false;
    }

    private static Encoding OutputEncoding()
    {
        var encoding = System.Console.OutputEncoding;
        return encoding.CodePage == Encoding.UTF8.CodePage ? new UTF8Encoding(encoderShouldEmitUTF8Identifier: false) : encoding;
    }

    private static int? Width()
    {
        try
        {
            // 0 where the terminal does not say; narrower than any table is no width either.
            return System.Console.WindowWidth is >= NarrowestWidth and var width ? width : null;
        }
        catch (IOException)
        {
            return null;
        }
    }
}
