package dev.atrium.settings;

import dev.atrium.persistence.setting.SettingRepository;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.function.Supplier;

/** Secrets that the application made itself and that all nodes share. They are stored encrypted. */
@Stateless
public class SecretSettings {

    @Inject
    private SettingRepository settings;

    @Inject
    private MasterKey masterKey;

    @Inject
    private Clock clock;

    /**
     * Returns the secret of this name, made by the supplier when there is none yet. Of several nodes that start at once all get
     * the same.
     *
     * @throws InvalidConfiguration when it was stored under another master key
     */
    public byte[] getOrCreate(String name, Supplier<byte[]> secret) {
        String stored = settings.find(name)
                .orElseGet(() -> settings.putIfAbsent(name, masterKey.seal(name, secret.get()), clock.instant()));
        return masterKey.open(name, stored);
    }
}
