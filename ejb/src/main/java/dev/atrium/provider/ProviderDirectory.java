package dev.atrium.provider;

import dev.atrium.provider.api.ProviderEndpoint;
import dev.atrium.provider.api.Vendor;
import dev.atrium.settings.Configuration;
import dev.atrium.settings.InvalidConfiguration;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.Config;

/**
 * The providers that the operator configured: the four vendors once they have a key, and every endpoint that speaks OpenAI's format.
 */
@ApplicationScoped
public class ProviderDirectory {

    private static final Pattern COMPATIBLE_KEY = Pattern.compile("atrium\\.compatible\\.([a-z0-9-]+)\\.url");
    private static final Pattern COMPATIBLE_VARIABLE = Pattern.compile("ATRIUM_COMPATIBLE_([A-Z0-9_]+)_URL");
    private static final String URL_EXPECTATION =
            "must be an http: or https: address with the version path, such as %s";

    @Inject
    private Config config;

    @Inject
    private Configuration configuration;

    private Map<String, Provider> providers;

    /**
     * A provider that can be used.
     *
     * @param models the models of a compatible endpoint; those of the four vendors are in the catalogue
     */
    public record Provider(String name, Vendor vendor, ProviderEndpoint endpoint, List<String> models) {}

    @PostConstruct
    void read() {
        Map<String, Provider> found = new LinkedHashMap<>();
        for (Vendor vendor : List.of(Vendor.OPENAI, Vendor.ANTHROPIC, Vendor.GOOGLE, Vendor.MISTRAL)) {
            vendor(vendor).ifPresent(provider -> found.put(provider.name(), provider));
        }
        for (String name : compatibleNames()) {
            if (found.put(name, compatible(name)) != null || isVendor(name)) {
                throw new InvalidConfiguration(
                        "atrium.compatible." + name + ".url", "must have another name than one of the four vendors");
            }
        }
        providers = Collections.unmodifiableMap(found);
    }

    public Optional<Provider> find(String name) {
        return Optional.ofNullable(providers.get(name));
    }

    public Collection<Provider> all() {
        return providers.values();
    }

    private Optional<Provider> vendor(Vendor vendor) {
        String name = vendor.name().toLowerCase(Locale.ROOT);
        String prefix = "atrium.provider." + name;
        URI url = url(prefix + ".url", "https://api.openai.com/v1");
        return configuration
                .text(prefix + ".api-key")
                .or(() -> configuration.text(vendor.name() + "_API_KEY"))
                .map(key -> new Provider(name, vendor, new ProviderEndpoint(name, url, key), List.of()));
    }

    private Provider compatible(String name) {
        String prefix = "atrium.compatible." + name;
        URI url = url(prefix + ".url", "http://localhost:11434/v1");
        List<String> models = configuration.text(prefix + ".models").stream()
                .flatMap(list -> Stream.of(list.split(",")))
                .map(String::strip)
                .filter(model -> !model.isEmpty())
                .distinct()
                .toList();
        String key = configuration.text(prefix + ".api-key").orElse("");
        return new Provider(name, Vendor.COMPATIBLE, new ProviderEndpoint(name, url, key), models);
    }

    private URI url(String key, String example) {
        return configuration.required(key, URL_EXPECTATION.formatted(example), ProviderDirectory::parse);
    }

    private static URI parse(String text) {
        URI url = URI.create(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
        if (url.getHost() == null || !("http".equals(url.getScheme()) || "https".equals(url.getScheme()))) {
            throw new IllegalArgumentException("no http address");
        }
        return url;
    }

    private Iterable<String> compatibleNames() {
        TreeSet<String> names = new TreeSet<>();
        StreamSupport.stream(config.getPropertyNames().spliterator(), false).forEach(property -> {
            Matcher key = COMPATIBLE_KEY.matcher(property);
            Matcher variable = COMPATIBLE_VARIABLE.matcher(property);
            if (key.matches()) {
                names.add(key.group(1));
            } else if (variable.matches()) {
                names.add(variable.group(1).toLowerCase(Locale.ROOT).replace('_', '-'));
            }
        });
        return names;
    }

    private static boolean isVendor(String name) {
        return Stream.of(Vendor.values())
                .anyMatch(vendor -> vendor.name().toLowerCase(Locale.ROOT).equals(name) && vendor != Vendor.COMPATIBLE);
    }
}
