package dev.atrium.settings;

import dev.atrium.persistence.provider.EndpointRepository;
import dev.atrium.persistence.provider.ProviderKey;
import dev.atrium.persistence.provider.ProviderKeyRepository;
import dev.atrium.persistence.provider.StoredEndpoint;
import dev.atrium.persistence.setting.Setting;
import dev.atrium.persistence.setting.SettingRepository;
import jakarta.annotation.PostConstruct;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.util.Optional;

/**
 * Seals all stored secrets under the master key in force, at start and in one transaction, so that a previous key can be forgotten after
 * it. A secret that no configured key opens stops the start: the master key is lost or not the one of this database.
 */
@Singleton
@Startup
@DependsOn("SchemaMigration")
public class SecretRotation {

    private static final System.Logger LOG = System.getLogger(SecretRotation.class.getName());

    @Inject
    private SettingRepository settings;

    @Inject
    private ProviderKeyRepository keys;

    @Inject
    private EndpointRepository endpoints;

    @Inject
    private MasterKey masterKey;

    @Inject
    private Clock clock;

    @PostConstruct
    void rotate() {
        int renewed = 0;
        for (Setting setting : settings.findAll()) {
            Optional<String> sealed = masterKey.renew(setting.name(), setting.value());
            sealed.ifPresent(value -> setting.change(value, clock.instant()));
            renewed += sealed.isPresent() ? 1 : 0;
        }
        for (ProviderKey key : keys.findSealedByOthers(masterKey.version())) {
            String purpose = SealedFor.workspaceKey(key.workspaceId(), key.provider());
            key.reseal(renewed(purpose, key.ciphertext()), masterKey.version());
            renewed++;
        }
        for (StoredEndpoint endpoint : endpoints.findSealedByOthers(masterKey.version())) {
            String purpose = SealedFor.endpointKey(endpoint.name());
            endpoint.seal(
                    renewed(purpose, endpoint.ciphertext().orElseThrow()),
                    masterKey.version(),
                    endpoint.last4().orElseThrow());
            renewed++;
        }
        if (renewed > 0) {
            LOG.log(Level.INFO, "{0} secrets are sealed under the new master key.", renewed);
        }
    }

    private String renewed(String purpose, String ciphertext) {
        return masterKey.seal(purpose, masterKey.open(purpose, ciphertext));
    }
}
