package dev.atrium.demo;

import java.io.UncheckedIOException;

/** Runs the demo providers alone: {@code java -cp … dev.atrium.demo.Main [port]}, until the process is stopped. */
public final class Main {

    private static final int USUAL_PORT = 8089;

    private Main() {}

    public static void main(String[] arguments) throws InterruptedException {
        try (var providers = DemoProviders.start(arguments.length == 0 ? USUAL_PORT : Integer.parseInt(arguments[0]))) {
            Runtime.getRuntime().addShutdownHook(new Thread(providers::close));
            for (String provider : new String[] {"openai", "anthropic", "google", "mistral", "compatible"}) {
                System.out.println(provider + " " + providers.baseUrl(provider));
            }
            Thread.currentThread().join();
        } catch (UncheckedIOException | NumberFormatException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }
}
