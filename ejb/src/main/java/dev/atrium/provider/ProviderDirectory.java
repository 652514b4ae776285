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
 * The providers: the four vendors, which the organisation can use once they have a key, and the endpoints that speak OpenAI's format, from
 * the configuration and those that administrators have added.
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

    @Inject
    private RegistryCache registry;

    private Map<String, Provider> configured;

    /** The vendors without a system key, which a workspace can reach by its own. */
    private Map<String, Provider> keyless;

    /**
     * A provider that can be used.
     *
     * @param models the models of a compatible endpoint; those of the four vendors are in the catalogue
     */
    public record Provider(String name, Vendor vendor, ProviderEndpoint endpoint, List<String> models) {}

    @PostConstruct
    void read() {
        Map<String, Provider> found = new LinkedHashMap<>();
        Map<String, Provider> without = new LinkedHashMap<>();
        for (Vendor vendor : List.of(Vendor.OPENAI, Vendor.ANTHROPIC, Vendor.GOOGLE, Vendor.MISTRAL)) {
            Provider provider = vendor(vendor);
            (provider.endpoint().apiKey().isEmpty() ? without : found).put(provider.name(), provider);
        }
        for (String name : compatibleNames()) {
            if (found.put(name, compatible(name)) != null || isVendor(name)) {
                throw new InvalidConfiguration(
                        "atrium.compatible." + name + ".url", "must have another name than one of the four vendors");
            }
        }
        configured = Collections.unmodifiableMap(found);
        keyless = Collections.unmodifiableMap(without);
    }

    /** A provider that can be called with the organisation's key, or without any. */
    public Optional<Provider> find(String name) {
        return Optional.ofNullable(configured.get(name))
                .or(() -> Optional.ofNullable(registry.current().endpoints().get(name)));
    }

    /** A provider whose address is known, whether or not there is a key for it. */
    public Optional<Provider> findAddress(String name) {
        return find(name).or(() -> Optional.ofNullable(keyless.get(name)));
    }

    /** The providers of {@link #find}. */
    public Collection<Provider> all() {
        return Stream.concat(
                        configured.values().stream(),
                        registry.current().endpoints().values().stream()
                                .filter(endpoint -> !configured.containsKey(endpoint.name())))
                .toList();
    }

    /** The providers of {@link #all} that are in the configuration. */
    public Collection<Provider> configured() {
        return configured.values();
    }

    /** The names of all providers whose address is known. */
    public List<String> names() {
        return Stream.concat(all().stream(), keyless.values().stream())
                .map(Provider::name)
                .sorted()
                .toList();
    }

    /** Whether an endpoint that is added at run time may not have this name. */
    public boolean isTaken(String name) {
        return configured.containsKey(name) || isVendor(name) || name.equals("compatible");
    }

    private Provider vendor(Vendor vendor) {
        String name = vendor.name().toLowerCase(Locale.ROOT);
        String prefix = "atrium.provider." + name;
        URI url = url(prefix + ".url", "https://api.openai.com/v1");
        String key = configuration
                .text(prefix + ".api-key")
                .or(() -> configuration.text(vendor.name() + "_API_KEY"))
                .orElse("");
        return new Provider(name, vendor, new ProviderEndpoint(name, url, key), List.of());
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

    /** An address with the version path, without a slash at the end. */
    static URI parse(String text) {
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
