using Microsoft.Playwright;

namespace ModelSpecs.Browser.Tests;

/// <summary>One Chromium for all tests; each has a page of its own.</summary>
public sealed class Browser : IAsyncLifetime
{
    private const string Variable = "MODELSPECS_CHROMIUM";

    private IPlaywright? playwright;
    private IBrowser? browser;

    public async ValueTask InitializeAsync()
    {
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = Chromium(), Args = ["--no-sandbox"] });
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null)
        {
            await browser.DisposeAsync();
        }

        playwright?.Dispose();
    }

    /// <summary>A window without a network in which nothing has been opened.</summary>
    public Task<IBrowserContext> WindowAsync(int width = 1400, ColorScheme scheme = ColorScheme.Light) => browser!.NewContextAsync(new BrowserNewContextOptions
    {
        ViewportSize = new ViewportSize { Width = width, Height = 900 },
        ColorScheme = scheme,
        Offline = true,
    });

    private static string Chromium()
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        return Environment.GetEnvironmentVariable(Variable)
            ?? folders.SelectMany(folder => (string[])[Path.Combine(folder, "chromium"), Path.Combine(folder, "chromium-browser"), Path.Combine(folder, "google-chrome")]).FirstOrDefault(File.Exists)
            ?? throw new InvalidOperationException($"No browser was found. Found no chromium on the PATH; expected Debian's package `chromium`, or its path in {Variable}.");
    }
}
