using ModelSpecs.Cli.Watch;
using ModelSpecs.Reporting.Terminal;

namespace ModelSpecs.Cli.Hosting;

/// <summary>Everything a command sees of the process it runs in; tests hand in their own.</summary>
internal sealed record CliConsole
{
    /// <summary>Results and what was asked for.</summary>
    public required TextWriter Out { get; init; }

    /// <summary>Problems of the command line, progress, faults.</summary>
    public required TextWriter Error { get; init; }

    /// <summary>Reads a line of answer; null: the end of the input.</summary>
    public Func<string?> ReadLine { get; init; } = () => null;

    /// <summary>Full path that relative paths start from.</summary>
    public required string CurrentDirectory { get; init; }

    /// <summary>Reads an environment variable; null: not set.</summary>
    public Func<string, string?> Variable { get; init; } = _ => null;

    /// <summary>What <see cref="Out"/> can show.</summary>
    public TerminalOptions Show { get; init; } = new();

    /// <summary>Width of the terminal that <see cref="Error"/> is; null: it is none, and no progress is shown.</summary>
    public int? ErrorWidth { get; init; }

    /// <summary>Waits for a key that is not shown; null: there is no keyboard.</summary>
    public Func<ConsoleKeyInfo>? ReadKey { get; init; }

    /// <summary>Whether keys are read.</summary>
    public bool HasKeys => ReadKey is not null;

    /// <summary>Makes what wakes a watch, by the clock alone where asked; null: the file system does, and the keyboard.</summary>
    public Func<bool, WakeUp>? WakeUp { get; init; }

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>A path given on the command line, in full.</summary>
    public string FullPath(string path) => Path.GetFullPath(path, CurrentDirectory);

    /// <summary>A path as a person in the current folder writes it: relative below it, in full elsewhere, forward slashes.</summary>
    public string Display(string path)
    {
        var relative = Path.GetRelativePath(CurrentDirectory, path);
        return relative == ".." || relative.StartsWith(".." + Path.DirectorySeparatorChar, StringComparison.Ordinal) || Path.IsPathRooted(relative)
            ? path
            : relative.Replace('\\', '/');
    }
}
