package dev.atrium.it.portal;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Debian's Chromium, without a window; one for all tests of a run. */
final class Chromium implements AutoCloseable {

    /** How long an assertion waits for what it expects: a busy machine takes seconds to hash a password. */
    private static final double PATIENCE_MILLIS = 30_000;

    private static final Path EXECUTABLE = Path.of("/usr/bin/chromium");

    private final Playwright playwright;
    private final Browser browser;

    private Chromium(Playwright playwright) {
        this.playwright = playwright;
        this.browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(EXECUTABLE)
                        .setArgs(List.of("--no-sandbox", "--disable-gpu", "--disable-background-networking")));
    }

    /** Starts it, after installing it where it is missing and can be had. */
    static Chromium launch() {
        if (!Files.isExecutable(EXECUTABLE)) {
            install();
        }
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
        return new Chromium(Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1"))));
    }

    Browser browser() {
        return browser;
    }

    @Override
    public void close() {
        playwright.close();
    }

    private static void install() {
        try {
            new ProcessBuilder("apt-get", "install", "-y", "chromium")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw missing(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw missing(e);
        }
        if (!Files.isExecutable(EXECUTABLE)) {
            throw missing(null);
        }
    }

    private static AssertionError missing(Exception cause) {
        return new AssertionError(
                "The tests of the portal need Chromium at " + EXECUTABLE
                        + ": install it with `apt-get install chromium`.",
                cause);
    }
}
