using DiffEngine;
using ModelSpecs.Results.Snapshots;

namespace ModelSpecs.Xunit.Snapshots;

/// <summary>Opens the user's diff tool on what was received and what is verified, where Verify would: by its own library, with its own settings.</summary>
/// <remarks><c>DiffEngine_Disabled</c>, <c>DiffEngine_ToolOrder</c>, <c>DiffEngine_MaxInstances</c> and the others are those that Verify's users know
/// (https://github.com/VerifyTests/DiffEngine). Nothing is opened on build servers, in containers and under continuous testing.</remarks>
internal static class SnapshotViewer
{
    /// <summary>Opens it where there is a received text. A tool that cannot be opened is no failure: the message has the table and the lines.</summary>
    /// <param name="paths">Files of the spec.</param>
    /// <returns>Whether a tool shows the files now.</returns>
    public static Task<bool> OpenAsync(SnapshotPaths paths) => OpenAsync(paths, Environment.GetEnvironmentVariable, (received, verified) => DiffRunner.LaunchForTextAsync(received, verified, null));

    internal static async Task<bool> OpenAsync(SnapshotPaths paths, Func<string, string?> variable, Func<string, string, Task<LaunchResult>> launch)
    {
        // Whatever refuses to accept has nobody to look at a tool either; the library knows some servers that this rule does not, and the other way round.
        if (SnapshotAcceptance.RefusedBecause(variable) is not null || !File.Exists(paths.ReceivedText))
        {
            return false;
        }

        try
        {
            return await launch(paths.ReceivedText, paths.VerifiedText).ConfigureAwait(false) is LaunchResult.StartedNewInstance or LaunchResult.AlreadyRunningAndSupportsRefresh;
        }
#pragma warning disable CA1031 // Whatever a tool or its library runs into: the check has failed already, with a message that stands for itself.
        catch (Exception)
#pragma warning restore CA1031
        {
            return false;
        }
    }

    /// <summary>Closes it, or takes the files from its list, when a run matches again.</summary>
    public static void Close(SnapshotPaths paths)
    {
        try
        {
            if (!DiffRunner.Disabled)
            {
                DiffRunner.Kill(paths.ReceivedText, paths.VerifiedText);
            }
        }
#pragma warning disable CA1031 // As above.
        catch (Exception)
#pragma warning restore CA1031
        {
            // The tool stays open on files that are gone.
        }
    }
}
